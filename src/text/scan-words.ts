import type { Lexicon } from '../model/phrase-book.js';
import { beginningOf, lengthBit, MIN_PREFIX } from './beginnings.js';
import { AE, DIGITS_FROM, isDigitCode, letterCode, OE, SILENT } from './letters.js';
import { HASH_START, hashOne, hashTwo, listIn } from './word-table.js';

/** Letters of a word in which a beginning is looked for: none is longer. */
const KEPT = 64;

/** Reads words, one after another, and finds what they take part in. */
export class WordWalk {
  private readonly lexicon: Lexicon;
  private one = HASH_START;
  private two = HASH_START;
  private readonly codes = new Uint8Array(KEPT + 1);
  /** letters of the word */
  letters = 0;
  /** the number that its digits write; -1 for a word of letters */
  number = -1;
  /** what the word takes part in; 0 for nothing */
  list = 0;

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  /** For telling sentences of the same words: equal for equal words. */
  get hash(): number {
    return this.one;
  }

  /**
   * Reads the word that begins at a place: letters, or digits. Marks that say nothing are passed over.
   *
   * @returns the place after it; nothing was read where {@link letters} is 0 then
   */
  read(text: string, from: number, to: number): number {
    let one = HASH_START;
    let two = HASH_START;
    let at = from;
    let code = 0;
    // Plain letters, as nearly every word has only such.
    for (; at < to; at += 1) {
      code = letterCode(text.charCodeAt(at));
      if (code === 0 || code >= DIGITS_FROM) break;
      one = hashOne(one, code);
      two = hashTwo(two, code);
    }
    this.one = one;
    this.two = two;
    this.letters = at - from;
    this.number = -1;
    if (at < to && code !== 0) at = this.readRest(text, at, to);
    if (at > from) this.list = this.find(text, from);
    return at;
  }

  /** What is no plain letter: digits, marks, and letters that stand for two. */
  private readRest(text: string, from: number, to: number): number {
    let at = from;
    for (; at < to; at += 1) {
      const code = letterCode(text.charCodeAt(at));
      if (code === 0 || (code !== SILENT && this.isOther(code))) break;
      this.take(code);
    }
    return at;
  }

  /** True where a code begins another word: a digit after a letter, or a letter after a digit. */
  private isOther(code: number): boolean {
    return this.letters > 0 && isDigitCode(code) !== this.number >= 0;
  }

  private take(code: number): void {
    if (code === SILENT) return;
    if (code === OE || code === AE) {
      this.step(code === OE ? 15 : 1);
      this.step(5);
      return;
    }
    if (isDigitCode(code)) this.number = Math.min(99_999, Math.max(0, this.number) * 10 + code - DIGITS_FROM);
    this.step(code);
  }

  private step(code: number): void {
    this.letters += 1;
    this.one = hashOne(this.one, code);
    this.two = hashTwo(this.two, code);
  }

  private find(text: string, from: number): number {
    const list = listIn(this.lexicon.whole, this.one, this.two);
    if (list !== 0 || this.letters < MIN_PREFIX) return list;
    this.spell(text, from, MIN_PREFIX);
    const { codes } = this;
    const place = beginningOf(codes[0] ?? 0, codes[1] ?? 0, codes[2] ?? 0);
    const lengths = this.lexicon.beginnings[place] ?? 0;
    return lengths === 0 ? 0 : this.findBeginning(text, from, lengths);
  }

  /** Keeps the first letters of a word that was read, as codes. */
  private spell(text: string, from: number, letters: number): void {
    const { codes } = this;
    let count = 0;
    for (let at = from; count < letters; at += 1) {
      const code = letterCode(text.charCodeAt(at));
      if (code === SILENT) continue;
      const isTwo = code === OE || code === AE;
      codes[count] = isTwo ? (code === OE ? 15 : 1) : code;
      if (isTwo) codes[count + 1] = 5;
      count += isTwo ? 2 : 1;
    }
  }

  /** The list of the longest beginning that the word has. */
  private findBeginning(text: string, from: number, lengths: number): number {
    const last = Math.min(this.letters, KEPT);
    this.spell(text, from, last);
    let one = HASH_START;
    let two = HASH_START;
    let list = 0;
    for (let at = 0; at < last; at += 1) {
      const code = this.codes[at] ?? 0;
      one = hashOne(one, code);
      two = hashTwo(two, code);
      if ((lengths & lengthBit(at + 1)) !== 0) list = listIn(this.lexicon.begun, one, two) || list;
    }
    return list;
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
  for (let at = from; at < to;) {
    const end = walk.read(text, at, to);
    if (walk.letters > 0 && !visit(walk.list)) return;
    at = end === at ? at + 1 : end;
  }
}
