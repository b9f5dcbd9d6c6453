import type { Lexicon } from '../model/phrase-book.js';
import { AE, CODES, isDigitCode, letterCode, OE, SILENT } from './letters.js';

/** Where a word that is being read stands in the tree of words. */
export class WordWalk {
  private readonly lexicon: Lexicon;
  private node = 0;
  private fallen = 0;
  private hasFallen = false;
  /** letters so far */
  letters = 0;
  /** the number that the digits so far write; -1 for a word of letters */
  number = -1;
  /** for telling sentences of the same words */
  hash = 0;

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  begin(): void {
    this.node = 0;
    this.hasFallen = false;
    this.letters = 0;
    this.number = -1;
  }

  private step(code: number): void {
    this.letters += 1;
    this.hash = (Math.imul(this.hash, 31) + code) | 0;
    if (this.hasFallen) return;
    const next = this.lexicon.next[this.node * CODES + code] ?? 0;
    if (next === 0) {
      this.hasFallen = true;
      this.fallen = this.lexicon.begun[this.node] ?? 0;
    } else this.node = next;
  }

  /** True where a code begins another word: a digit after a letter, or a letter after a digit. */
  isOther(code: number): boolean {
    return this.letters > 0 && code !== SILENT && isDigitCode(code) !== this.number >= 0;
  }

  /** Takes a letter code; {@link SILENT} marks are passed over. */
  take(code: number): void {
    if (code === SILENT) return;
    if (code === OE || code === AE) {
      this.step(code === OE ? 15 : 1);
      this.step(5);
      return;
    }
    if (isDigitCode(code)) this.number = Math.min(99_999, Math.max(0, this.number) * 10 + code - 27);
    this.step(code);
  }

  /** What the word takes part in; 0 for nothing. */
  get list(): number {
    return this.hasFallen ? this.fallen : (this.lexicon.whole[this.node] ?? 0);
  }
}

/** Reads the words of a short stretch of text one by one, for labels and answers. */
export function eachWord(
  text: string,
  from: number,
  to: number,
  walk: WordWalk,
  visit: (list: number) => boolean,
): void {
  walk.begin();
  for (let at = from; at <= to; at += 1) {
    const code = at < to ? letterCode(text.charCodeAt(at)) : 0;
    if (code !== 0) {
      walk.take(code);
      continue;
    }
    if (walk.letters > 0 && !visit(walk.list)) return;
    walk.begin();
  }
}
