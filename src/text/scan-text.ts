import { letterCode } from './letters.js';
import { MAX_SENTENCE, SEPARATOR } from './phrase-matcher.js';
import type { PhraseMatcher } from './phrase-matcher.js';
import { answerAfter, isOpenQuestionLine } from './read-answer.js';
import { goesOn, readLine } from './read-line.js';
import { eachWord, WordWalk } from './scan-words.js';
import { SectionFilter } from './section-filter.js';
import { WORD_KIND, wordKinds } from './word-kinds.js';

/** How a sentence is meant by its form. */
export interface SentenceForm {
  /** a question that was not answered with yes */
  readonly isOpenQuestion: boolean;
  readonly copyKey: number;
}

/** Called at the end of each sentence, while the matcher still holds it. */
export type OnSentence = (form: SentenceForm) => void;

/** What may end a sentence. */
const END = 8;
const FULL_STOP = 46;
const QUESTION = 63;
const SEPARATORS: ReadonlyMap<string, number> = new Map([
  [',', SEPARATOR.comma],
  ['–', SEPARATOR.comma],
  ['—', SEPARATOR.comma],
  [':', SEPARATOR.colon],
  ['=', SEPARATOR.colon],
  ['(', SEPARATOR.bracket],
  [')', SEPARATOR.bracket],
  ['[', SEPARATOR.bracket],
  ...['.', ';', '?', '!', '|', '•'].map((character): [string, number] => [character, END]),
]);
const MARKS = new Uint8Array(0x2030);
for (const [character, mark] of SEPARATORS) MARKS[character.charCodeAt(0)] = mark;

/** What may stand after a full stop that ends a sentence, beside a space and a capital. */
const AFTER_STOP = /[\s"'»”)\]]/;

/** Reads a text line by line and sentence by sentence into a matcher. One pass; nothing of the text is kept. */
export class TextScanner {
  private readonly matcher: PhraseMatcher;
  private readonly walk: WordWalk;
  private readonly label: WordWalk;
  private readonly sections: SectionFilter;
  private readonly kinds: Uint8Array;
  private readonly onSentence: OnSentence;
  private text = '';
  private sentenceStart = 0;
  /** of the words of the sentence, for telling copies */
  private hash = 7;
  private separator = 0;
  private isAsked = false;
  private lastWordList = 0;
  private lastWordLetters = 0;

  constructor(matcher: PhraseMatcher, onSentence: OnSentence) {
    this.matcher = matcher;
    this.walk = new WordWalk(matcher.book.lexicon);
    this.label = new WordWalk(matcher.book.lexicon);
    this.sections = new SectionFilter(matcher, this.label);
    this.kinds = wordKinds(matcher.book);
    this.onSentence = onSentence;
  }

  /**
   * @param isAffirmed the text is a question that was answered with yes
   */
  scan(text: string, isAffirmed: boolean): void {
    this.text = text;
    this.sections.begin();
    this.beginSentence(0);
    for (let from = 0; from < text.length;) {
      const found = text.indexOf('\n', from);
      const to = found < 0 ? text.length : found;
      this.scanLine(from, to, isAffirmed);
      from = to + 1;
    }
    this.endSentence(false, text.length);
    this.text = '';
  }

  private scanLine(from: number, to: number, isAffirmed: boolean): void {
    const { text, sections } = this;
    const line = readLine(text, from, to);
    const isSection = sections.beginsSection(line, text, from, to);
    if (isSection) this.endSentence(false, from);
    if (!sections.admits(line, isSection, text, from, to)) return;
    const isSure = isAffirmed || line.kind === 'box';
    this.isAsked = !isSure && isOpenQuestionLine(text, from, to, this.answerOf);
    this.scanWords(line.kind === 'box' ? line.from : from, to, isSure);
    if (line.kind !== 'text' || !goesOn(text, from, to)) this.endSentence(false, to);
  }

  private scanWords(from: number, to: number, isSure: boolean): void {
    const { text, walk } = this;
    for (let at = from; at < to;) {
      const end = walk.read(text, at, to);
      if (walk.letters > 0) this.endWord();
      if (end === at) {
        this.takeSeparator(text.charCodeAt(at), at, to, isSure);
        at += 1;
      } else at = end;
    }
  }

  private takeSeparator(unit: number, at: number, to: number, isSure: boolean): void {
    const mark = MARKS[unit] ?? 0;
    if (mark === END) this.mark(unit, at, to, isSure);
    else this.separator |= mark;
    if (at - this.sentenceStart >= MAX_SENTENCE) this.endSentence(false, at);
  }

  private endWord(): void {
    const { walk } = this;
    this.lastWordList = walk.list;
    this.lastWordLetters = walk.number >= 0 ? 9 : walk.letters;
    this.matcher.add(walk.list, walk.number, this.separator);
    this.hash = Math.imul(this.hash ^ walk.hash, 0x01000193);
    this.separator = 0;
  }

  /** What may end a sentence: a full stop inside a number or after an abbreviation does not. */
  private mark(unit: number, at: number, to: number, isSure: boolean): void {
    if (unit === FULL_STOP) {
      if (this.isFullStop(at, to)) this.endSentence(false, at);
    } else if (unit === QUESTION) this.markQuestion(at, to, isSure);
    else this.endSentence(false, at);
  }

  private markQuestion(at: number, to: number, isSure: boolean): void {
    // `?tied` is a query, not a question.
    if (letterCode(this.text.charCodeAt(at + 1)) !== 0) return;
    this.endSentence(!isSure && answerAfter(this.text, at + 1, to, this.answerOf) !== 'yes', at);
  }

  private isFullStop(at: number, to: number): boolean {
    if (at + 1 >= to) return true;
    const next = this.text.charAt(at + 1);
    if (next !== ' ' && !AFTER_STOP.test(next) && (this.lastWordLetters <= 2 || !/\p{Lu}/u.test(next)))
      return false;
    return !this.isAbbreviation(at);
  }

  /** `Pt. denies`, `approx. 3`; but `answers for the pt. Not seen alone` are two sentences. */
  private isAbbreviation(at: number): boolean {
    if (this.lastWordLetters === 1) return true;
    const kinds = this.kinds[this.lastWordList] ?? 0;
    if ((kinds & WORD_KIND.abbreviation) === 0) return false;
    const isEnd = this.matcher.words > 1 && /^\s+\p{Lu}/u.test(this.text.slice(at + 1, at + 4));
    return !isEnd || (kinds & WORD_KIND.patient) === 0;
  }

  /** The first answer among some words. */
  private readonly answerOf = (from: number, to: number): 'yes' | 'no' | undefined => {
    let answer: 'yes' | 'no' | undefined;
    let left = 4;
    eachWord(this.text, from, to, this.label, (list) => {
      const kinds = this.kinds[list] ?? 0;
      answer = (kinds & WORD_KIND.yes) !== 0 ? 'yes' : (kinds & WORD_KIND.no) !== 0 ? 'no' : undefined;
      left -= 1;
      return answer === undefined && left > 0;
    });
    return answer;
  };

  private beginSentence(at: number): void {
    this.matcher.begin();
    this.hash = 7;
    this.sentenceStart = at;
    this.separator = 0;
    this.lastWordLetters = 0;
    this.lastWordList = 0;
  }

  private endSentence(isOpenQuestion: boolean, at: number): void {
    if (this.matcher.words > 0) {
      const { hash } = this;
      this.matcher.match();
      if (this.matcher.matches > 0)
        this.onSentence({ isOpenQuestion: isOpenQuestion || this.isAsked, copyKey: hash });
    }
    this.beginSentence(at + 1);
  }
}
