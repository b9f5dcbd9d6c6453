import type { Language } from '../model/language.js';
import type { Pattern, PhraseBook } from '../model/phrase-book.js';
import { isNegated } from './is-negated.js';
import { isOfAnother } from './is-of-another.js';
import { isSeparated, isWithin, MatchViewer, triggersIn } from './match-view.js';
import type { MatchView, PlacedTrigger } from './match-view.js';
import { pastOf } from './past-of.js';
import { PhraseMatcher } from './phrase-matcher.js';
import { TextScanner } from './scan-text.js';
import type { SentenceForm } from './scan-text.js';
import type { Past, Statement } from './statement.js';

/** How a text is read. */
export interface ReadingOptions {
  /** the language that the record gives; all are tried where it gives none */
  readonly language: Language | undefined;
  /** the text is a question that was answered with yes */
  readonly isAffirmed: boolean;
  /** judge every pattern, even of a group that is stated already: for testing phrases */
  readonly everyPattern?: boolean;
}

/** A delay of so many days is still part of what is told now. */
const RECENT_DAYS = 90;
const NOW: Past = { kind: 'now' };
/** What a text has stated so often as of now, in so many different sentences, is not stated better once more: no cue counts as far. */
export const MOST_STATED = 100;

/** Only what was is of use: now before some time ago before once. */
const RANK: Readonly<Record<Past['kind'], number>> = { now: 0, ago: 1, in: 1, once: 2 };

function keyOf({ group, language }: Pattern): string {
  return `${group} ${language}`;
}

function addPattern(known: Statement | undefined, one: Statement): Statement {
  if (known === undefined) return one;
  const better = RANK[one.past.kind] < RANK[known.past.kind] ? one : known;
  return { ...better, patterns: [...known.patterns, ...one.patterns] };
}

function isHypothetical(view: MatchView, keepsConditional: boolean): boolean {
  const { scope } = view;
  return view.triggers.some(({ kind, start, end }) => {
    if (end >= view.first || start < scope) return false;
    if (kind === 'instruction') return true;
    // `Sí, …` and `Si, …` are written alike without accents: a comma after it makes it an answer.
    return kind === 'hypothetical' && !keepsConditional && !isSeparated(view, end, end + 1);
  });
}

function isMasked(view: MatchView): boolean {
  return view.triggers.some(({ kind, start, end }) => {
    if (kind !== 'masked' || isWithin(view, 'unmasked', start, end)) return false;
    for (let word = start; word <= end; word += 1) if (view.uses(word)) return true;
    return false;
  });
}

/**
 * Reads texts with a compiled book of phrases: which groups they state about the patient. Time is in proportion to the
 * length of the text, whatever it says. A reader keeps nothing of what it read.
 */
export class TextReader {
  private readonly book: PhraseBook;
  private readonly matcher: PhraseMatcher;
  private readonly scanner: TextScanner;
  private readonly viewer: MatchViewer;
  /** of the sentence at hand: its triggers by language, what it states by group, groups that a look-alike leaves out */
  private readonly triggers = new Map<Language, readonly PlacedTrigger[]>();
  private readonly found = new Map<number, Statement>();
  private readonly unless = new Set<string>();
  /** by group: in how many different sentences the text has stated it as of now */
  private readonly stated: Uint16Array;
  /** sentences that stated something as of now: of a sentence and its copies the first counts */
  private readonly copies = new Set<number>();
  private language: Language | undefined;
  private everyPattern = false;
  private isLooking = false;
  private isMentioned = false;
  private statements: Statement[] = [];

  constructor(book: PhraseBook) {
    this.book = book;
    this.matcher = new PhraseMatcher(book);
    this.viewer = new MatchViewer(this.matcher);
    this.stated = new Uint16Array(book.groups.length);
    this.scanner = new TextScanner(this.matcher, (form) => this.judge(form));
  }

  /** Every statement of a text, in the order of its sentences; a group at most once per sentence. */
  read(text: string, { language, isAffirmed, everyPattern }: ReadingOptions): readonly Statement[] {
    this.language = language;
    this.everyPattern = everyPattern === true;
    this.statements = [];
    this.stated.fill(0);
    this.copies.clear();
    this.scanner.scan(text, isAffirmed);
    return this.statements;
  }

  /** True where a short text has the words of a phrase, whatever it says of it: a first look at labels of coded records. */
  mentions(text: string): boolean {
    this.isMentioned = false;
    this.isLooking = true;
    this.scanner.scan(text, false);
    this.isLooking = false;
    return this.isMentioned;
  }

  private judge(form: SentenceForm): void {
    this.isMentioned = true;
    if (form.isOpenQuestion || this.isLooking || this.isCopy(form)) return;
    const { found } = this;
    found.clear();
    this.triggers.clear();
    this.findUnless();
    for (let at = 0; at < this.matcher.matches; at += 1) {
      const number = this.matcher.matchPattern[at] ?? 0;
      const pattern = this.book.patterns[number];
      if (pattern === undefined || !this.isWanted(pattern)) continue;
      const { group, language } = pattern;
      const past = this.judgeMatch(this.viewer.show(at, this.triggersOf(language)), group);
      if (past === undefined) continue;
      const one: Statement = { group, patterns: [number], language, past, copyKey: form.copyKey };
      found.set(group, addPattern(found.get(group), one));
    }
    for (const statement of found.values()) this.state(statement);
  }

  private isCopy({ copyKey }: SentenceForm): boolean {
    return this.copies.has(copyKey) && !this.everyPattern;
  }

  private state(statement: Statement): void {
    this.statements.push(statement);
    const { group, past, copyKey } = statement;
    if (past.kind !== 'now') return;
    this.stated[group] = (this.stated[group] ?? 0) + 1;
    this.copies.add(copyKey);
  }

  private triggersOf(language: Language): readonly PlacedTrigger[] {
    const known = this.triggers.get(language);
    if (known !== undefined) return known;
    const placed = triggersIn(this.matcher, language);
    this.triggers.set(language, placed);
    return placed;
  }

  /** Groups by language that a look-alike in the sentence leaves out. */
  private findUnless(): void {
    this.unless.clear();
    for (let at = 0; at < this.matcher.matches; at += 1) {
      const pattern = this.book.patterns[this.matcher.matchPattern[at] ?? 0];
      if (pattern?.isUnless === true) this.unless.add(keyOf(pattern));
    }
  }

  private isWanted(pattern: Pattern): boolean {
    if (pattern.isUnless || (this.language ?? pattern.language) !== pattern.language) return false;
    if (this.unless.size > 0 && this.unless.has(keyOf(pattern))) return false;
    return this.everyPattern || !this.isStatedEnough(pattern.group);
  }

  /** What is stated as of now is not stated better by another pattern, or once more. */
  private isStatedEnough(group: number): boolean {
    if (this.found.get(group)?.past.kind === 'now') return true;
    return (this.stated[group] ?? 0) >= MOST_STATED;
  }

  /** When it was, where it is stated and about the patient; undefined where it is not. */
  private judgeMatch(view: MatchView, number: number): Past | undefined {
    const group = this.book.groups[number];
    if (group === undefined || isMasked(view) || isNegated(view)) return undefined;
    if (isHypothetical(view, group.keepsConditional) || isOfAnother(view)) return undefined;
    const past = pastOf(view);
    return group.keepsPast && past.kind === 'ago' && past.days <= RECENT_DAYS ? NOW : past;
  }
}
