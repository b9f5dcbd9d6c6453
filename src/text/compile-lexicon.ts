import type { Lexicon } from '../model/phrase-book.js';
import { BEGINNINGS, beginningOf, lengthBit } from './beginnings.js';
import { wordTable } from './word-table.js';

/** A word, or the beginning of one. */
export interface Term {
  readonly codes: readonly number[];
  readonly isPrefix: boolean;
}

const NONE: readonly number[] = Object.freeze([]);

/** Gives each different list of terms a number; the empty list is 0. */
class ListNumbers {
  readonly lists: (readonly number[])[] = [NONE];
  private readonly numbers = new Map<string, number>();

  numberOf(terms: readonly number[]): number {
    if (terms.length === 0) return 0;
    const key = terms.join(' ');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.lists.length);
    return this.lists.push(terms) - 1;
  }
}

type ByWord = ReadonlyMap<string, { readonly codes: readonly number[]; readonly numbers: readonly number[] }>;

/** Terms with the same letters together. */
function byLetters(terms: readonly Term[], isPrefix: boolean): ByWord {
  const found = new Map<string, { codes: readonly number[]; numbers: number[] }>();
  for (const [number, term] of terms.entries()) {
    if (term.isPrefix !== isPrefix) continue;
    const key = term.codes.join();
    const known = found.get(key);
    if (known === undefined) found.set(key, { codes: term.codes, numbers: [number] });
    else known.numbers.push(number);
  }
  return found;
}

function beginningsOf(begun: ByWord): Uint32Array {
  const lengths = new Uint32Array(BEGINNINGS);
  for (const { codes } of begun.values()) {
    const [first = 0, second = 0, third = 0] = codes;
    const at = beginningOf(first, second, third);
    lengths[at] = (lengths[at] ?? 0) | lengthBit(codes.length);
  }
  return lengths;
}

/**
 * Lays all words out, so that a word is found by its letters: no text is copied or kept.
 *
 * @param terms by number; a beginning has three letters or more
 */
export function compileLexicon(terms: readonly Term[]): {
  readonly lexicon: Lexicon;
  /** terms of each list */
  readonly lists: readonly (readonly number[])[];
} {
  const [exact, begun] = [byLetters(terms, false), byLetters(terms, true)];
  const numbers = new ListNumbers();
  const beginningsWithin = (codes: readonly number[]): readonly number[] =>
    codes.flatMap((_, at) => begun.get(codes.slice(0, at + 1).join())?.numbers ?? NONE);
  const whole = [...exact.values()].map(({ codes, numbers: own }) => ({
    codes,
    list: numbers.numberOf([...own, ...beginningsWithin(codes)]),
  }));
  const beginnings = [...begun.values()].map(({ codes }) => ({
    codes,
    list: numbers.numberOf(beginningsWithin(codes)),
  }));
  return {
    lexicon: { whole: wordTable(whole), begun: wordTable(beginnings), beginnings: beginningsOf(begun) },
    lists: numbers.lists,
  };
}
