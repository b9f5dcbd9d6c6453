import type { Lexicon } from '../model/phrase-book.js';
import { eachWord, WordWalk } from './scan-words.js';

/**
 * How often the words of phrases stand in sample sentences: a measure of how common they are in notes.
 *
 * @param lists terms by list
 */
export function weighWords(
  samples: readonly string[],
  lexicon: Lexicon,
  lists: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  const walk = new WordWalk(lexicon);
  for (const sample of samples)
    eachWord(sample, 0, sample.length, walk, (list) => {
      for (const term of lists[list] ?? []) weights.set(term, (weights.get(term) ?? 0) + 1);
      return true;
    });
  return weights;
}
