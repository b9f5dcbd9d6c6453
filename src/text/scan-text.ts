import { isDigitCode, letterCode, SILENT } from './letters.js';
import { MAX_SENTENCE, SEPARATOR } from './phrase-matcher.js';
import type { PhraseMatcher } from './phrase-matcher.js';
import { answerAfter, isOpenQuestionLine } from './read-answer.js';
import { goesOn, readLine } from './read-line.js';
import type { LineKind } from './read-line.js';
import { eachWord, WordWalk } from './scan-words.js';

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
const SEPARATORS: ReadonlyMap<string, number> = new Map([
  [',', SEPARATOR.comma],
  ['–', SEPARATOR.comma],
  ['—', SEPARATOR.comma],
  [':', SEPARATOR.colon],
  ['=', SEPARATOR.colon],
  ['(', SEPARATOR.bracket],
  [')', SEPARATOR.bracket],
  ['[', SEPARATOR.bracket],
  ...[...'.;?!|•'].map((character): [string, number] => [character, END]),
]);
const MARKS = new Uint8Array(0x2030);
for (const [character, mark] of SEPARATORS) MARKS[character.charCodeAt(0)] = mark;

/** Which lines are left out: none, those up to the next label, or all up to the next heading. */
type Skip = 'none' | 'to-label' | 'to-heading';

/** Reads a text line by line and sentence by sentence into a matcher. One pass; nothing of the text is kept. */
export class TextScanner {
  private readonly matcher: PhraseMatcher;
  private readonly walk: WordWalk;
  private readonly label: WordWalk;
  private readonly onSentence: OnSentence;
  private text = '';
  private skip: Skip = 'none';
  private wasBlank = false;
  private sentenceStart = 0;
  private separator = 0;
  private isAsked = false;
  private lastWordList = 0;
  private lastWordLetters = 0;

  constructor(matcher: PhraseMatcher, onSentence: OnSentence) {
    this.matcher = matcher;
    this.walk = new WordWalk(matcher.book.lexicon);
    this.label = new WordWalk(matcher.book.lexicon);
    this.onSentence = onSentence;
  }

  /**
   * @param isAffirmed the text is a question that was answered with yes
   */
  scan(text: string, isAffirmed: boolean): void {
    this.text = text;
    this.skip = 'none';
    this.wasBlank = false;
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
    const line = readLine(this.text, from, to);
    if (line.kind === 'blank' || line.kind === 'box') this.endSentence(false, from);
    this.follow(line, from, to);
    this.wasBlank = line.kind === 'blank';
    if (line.kind === 'blank' || this.skip !== 'none') return;
    if (line.kind === 'box' && !line.isTicked) return;
    const isSure = isAffirmed || line.kind === 'box';
    this.isAsked = !isSure && isOpenQuestionLine(this.text, from, to, this.answerOf);
    this.scanWords(line.kind === 'box' ? line.from : from, to, isSure);
    const nextTo = this.text.indexOf('\n', to + 1);
    if (line.kind !== 'text' || !goesOn(this.text, from, to, nextTo < 0 ? this.text.length : nextTo))
      this.endSentence(false, to);
  }

  /** A section ends where another begins; what screening forms, leaflets and instructions say was not observed. */
  private follow(line: LineKind, from: number, to: number): void {
    const isBare =
      line.kind === 'text' && this.matcher.words === 0 && to - from <= 40 && this.isForm(from, to, true);
    if (line.kind !== 'heading' && line.kind !== 'labelled' && !isBare) {
      if (line.kind === 'blank' && this.skip === 'to-label') this.skip = 'none';
      return;
    }
    this.endSentence(false, from);
    const end = line.kind === 'heading' || line.kind === 'labelled' ? line.end : to;
    const isForm = isBare || this.isForm(from, end, false);
    if (isForm) this.skip = line.kind === 'labelled' ? 'to-label' : 'to-heading';
    else if (line.kind === 'heading' || this.skip === 'to-label' || this.wasBlank) this.skip = 'none';
  }

  /** Whether some words name a form, a leaflet or somebody else's history; with `whole`, and nothing but that. */
  private isForm(from: number, to: number, whole: boolean): boolean {
    const { matcher } = this;
    matcher.begin();
    eachWord(this.text, from, to, this.label, (list) => {
      matcher.add(list, -1, 0);
      return true;
    });
    let named = 0;
    let found = false;
    for (let at = 0; at < matcher.triggerCount; at += 1) {
      const kind = matcher.book.triggers[matcher.trigger[at] ?? 0]?.kind;
      if (kind !== 'templates' && kind !== 'others') continue;
      found = true;
      named = Math.max(named, (matcher.triggerEnd[at] ?? 0) - (matcher.triggerStart[at] ?? 0) + 1);
    }
    const { words } = matcher;
    matcher.begin();
    return whole ? found && named === words : found;
  }

  private scanWords(from: number, to: number, isSure: boolean): void {
    const { text, walk } = this;
    walk.begin();
    let wasDigit = false;
    for (let at = from; at < to; at += 1) {
      const unit = text.charCodeAt(at);
      const code = letterCode(unit);
      if (code !== 0) {
        const isDigit = isDigitCode(code);
        if (walk.letters > 0 && code !== SILENT && isDigit !== wasDigit) this.endWord();
        if (code !== SILENT) wasDigit = isDigit;
        walk.take(code);
        continue;
      }
      if (walk.letters > 0) this.endWord();
      const mark = MARKS[unit] ?? 0;
      if (mark === END) this.mark(unit, at, to, isSure);
      else this.separator |= mark;
      if (at - this.sentenceStart >= MAX_SENTENCE) this.endSentence(false, at);
    }
    if (walk.letters > 0) this.endWord();
  }

  private endWord(): void {
    const { walk } = this;
    this.lastWordList = walk.list;
    this.lastWordLetters = walk.number >= 0 ? 9 : walk.letters;
    this.matcher.add(walk.list, walk.number, this.separator);
    walk.hash = Math.imul(walk.hash ^ 0x9e37, 0x01000193);
    this.separator = 0;
    walk.begin();
  }

  /** What may end a sentence: a full stop inside a number or after an abbreviation does not. */
  private mark(unit: number, at: number, to: number, isSure: boolean): void {
    // `?tied` is a query, not a question.
    if (unit === 63 && letterCode(this.text.charCodeAt(at + 1)) !== 0) return;
    if (unit === 63)
      return this.endSentence(!isSure && answerAfter(this.text, at + 1, to, this.answerOf) !== 'yes', at);
    if (unit !== 46) return this.endSentence(false, at);
    const next = this.text.charAt(at + 1);
    const isEnd =
      at + 1 >= to || /[\s"'»”)\]]/.test(next) || (/\p{Lu}/u.test(next) && this.lastWordLetters > 2);
    if (isEnd && !this.isAbbreviation(at, to)) this.endSentence(false, at);
  }

  /** `Pt. denies`, `approx. 3`; but `answers for the pt. Not seen alone` are two sentences. */
  private isAbbreviation(at: number, to: number): boolean {
    if (at + 1 >= to) return false;
    if (this.lastWordLetters === 1) return true;
    const { lists, triggers } = this.matcher.book;
    const kinds = (lists[this.lastWordList]?.triggers ?? []).map((trigger) => triggers[trigger]?.kind);
    if (!kinds.includes('abbreviations')) return false;
    const isEnd = this.matcher.words > 1 && /^\s+\p{Lu}/u.test(this.text.slice(at + 1, at + 4));
    return !(isEnd && kinds.includes('patient'));
  }

  /** The first answer among some words. */
  private readonly answerOf = (from: number, to: number): 'yes' | 'no' | undefined => {
    const { lists, triggers } = this.matcher.book;
    let answer: 'yes' | 'no' | undefined;
    let left = 4;
    eachWord(this.text, from, to, this.label, (list) => {
      const kinds = (lists[list]?.triggers ?? []).map((trigger) => triggers[trigger]?.kind);
      answer = kinds.includes('yes') ? 'yes' : kinds.includes('no') ? 'no' : undefined;
      left -= 1;
      return answer === undefined && left > 0;
    });
    return answer;
  };

  private beginSentence(at: number): void {
    this.matcher.begin();
    this.walk.hash = 7;
    this.sentenceStart = at;
    this.separator = 0;
    this.lastWordLetters = 0;
    this.lastWordList = 0;
  }

  private endSentence(isOpenQuestion: boolean, at: number): void {
    if (this.walk.letters > 0) this.endWord();
    if (this.matcher.words > 0) {
      const { hash } = this.walk;
      if (this.matcher.matches > 0)
        this.onSentence({ isOpenQuestion: isOpenQuestion || this.isAsked, copyKey: hash });
    }
    this.beginSentence(at + 1);
  }
}
