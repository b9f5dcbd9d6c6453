import type { Expression, PhraseBook, WordList } from '../model/phrase-book.js';
import { ReachedSlots } from './reached-slots.js';
import { slotTable } from './slot-table.js';
import type { SlotTable } from './slot-table.js';

/** A sentence has at most so many characters; a longer one is cut (issue of time, decision 26). */
export const MAX_SENTENCE = 500;
/** Words, and what they fill, that one sentence of that length can hold. */
const MAX_WORDS = MAX_SENTENCE + 2;
const MAX_TRIGGERS = 4096;
/** Expressions that a word can be in the middle of. */
const MAX_REACHED = 64;
/** More matches than this in one sentence say nothing new. */
const MAX_MATCHES = 24;

/** What stands between a word and the one before it. */
export const SEPARATOR = { comma: 1, colon: 2, bracket: 4 } as const;

const NONE: readonly number[] = Object.freeze([]);

/**
 * Follows all patterns at once through the words of one sentence. Its memory is reused; it holds positions and numbers,
 * never letters.
 */
export class PhraseMatcher {
  readonly book: PhraseBook;
  /** words of the sentence so far */
  words = 0;
  readonly separators = new Uint8Array(MAX_WORDS);
  private readonly list = new Int32Array(MAX_WORDS);
  private readonly isKey: Uint8Array;
  private hasKey = false;
  /** by word: its number in digits, or -1 */
  readonly numbers = new Int32Array(MAX_WORDS);
  matches = 0;
  readonly matchPattern = new Int32Array(MAX_MATCHES);
  readonly matchNode = new Int32Array(MAX_MATCHES);
  triggerCount = 0;
  readonly trigger = new Int32Array(MAX_TRIGGERS);
  readonly triggerStart = new Int32Array(MAX_TRIGGERS);
  readonly triggerEnd = new Int32Array(MAX_TRIGGERS);
  private readonly table: SlotTable;
  readonly slots: ReachedSlots;
  /** nodes of the tree of expressions that the word before reached, and those that this one reaches */
  private reached = new Int32Array(MAX_REACHED);
  private reachedCount = 0;
  private reaching = new Int32Array(MAX_REACHED);
  private reachingCount = 0;

  constructor(book: PhraseBook) {
    this.book = book;
    this.isKey = Uint8Array.from(book.lists, ({ isKey }) => Number(isKey));
    this.table = slotTable(book);
    this.slots = new ReachedSlots(this.table);
  }

  /** Forgets the sentence before. */
  begin(): void {
    this.slots.begin();
    this.words = 0;
    this.matches = 0;
    this.triggerCount = 0;
    this.reachedCount = 0;
    this.hasKey = false;
  }

  /**
   * Takes the next word.
   *
   * @param list what the word takes part in; 0 for nothing
   * @param number its value where it is written in digits; else -1
   * @param separator what stands before it
   */
  add(list: number, number: number, separator: number): void {
    const at = this.words;
    if (at >= MAX_WORDS) return;
    this.list[at] = list;
    this.separators[at] = separator;
    this.numbers[at] = number;
    this.words = at + 1;
    if (list !== 0 && this.isKey[list] === 1) this.hasKey = true;
    else if (number >= 0 && this.book.numberIsKey) this.hasKey = true;
  }

  /** Matches the sentence; one without any of the words that phrases need is let go at once. */
  match(): void {
    if (this.hasKey) this.matchWords();
  }

  /** Follows the words whatever they are, for their triggers. */
  matchWords(): void {
    for (let at = 0; at < this.words; at += 1) {
      const list = this.list[at] ?? 0;
      const own = list === 0 ? undefined : this.book.lists[list];
      if (own === undefined) this.reachedCount = 0;
      else this.addListed(list, own, at);
      const number = this.numbers[at] ?? -1;
      if (number >= 0) this.addNumber(number, at);
    }
  }

  private addListed(list: number, { triggers, terms }: WordList, at: number): void {
    this.reachingCount = 0;
    for (const term of terms) this.advance(term, at);
    const { reached } = this;
    this.reached = this.reaching;
    this.reachedCount = this.reachingCount;
    this.reaching = reached;
    for (const trigger of triggers) this.fire(trigger, at, at);
    // Most parts wait for one that this sentence has not: they cost one look each.
    const { starts, pairs } = this.table;
    const end = starts[list + 1] ?? 0;
    for (let next = starts[list] ?? 0; next < end; next += 2) {
      const before = pairs[next + 1] ?? -1;
      if (before < 0 || this.slots.has(before)) this.fill(pairs[next] ?? 0, at, at);
    }
  }

  private addNumber(number: number, at: number): void {
    const slots = this.table.byNumber[number];
    if (slots !== undefined) for (const slot of slots) this.fill(slot, at, at);
  }

  /** Goes on with every expression that the word before reached, and begins new ones. */
  private advance(term: number, at: number): void {
    const { children, terms, complete } = this.book.expressions;
    for (let from = -1; from < this.reachedCount; from += 1) {
      const node = children.get((from < 0 ? 0 : (this.reached[from] ?? 0)) * terms + term);
      if (node === undefined || this.reachingCount >= MAX_REACHED) continue;
      this.reaching[this.reachingCount] = node;
      this.reachingCount += 1;
      const whole = complete[node];
      if (whole !== undefined) this.complete(whole, at);
    }
  }

  private complete({ length, slots, triggers }: Expression, end: number): void {
    const start = end - length + 1;
    for (const trigger of triggers) this.fire(trigger, start, end);
    for (const slot of slots) this.fill(slot, start, end);
  }

  private fire(trigger: number, start: number, end: number): void {
    const at = this.triggerCount;
    if (at >= MAX_TRIGGERS) return;
    this.trigger[at] = trigger;
    this.triggerStart[at] = start;
    this.triggerEnd[at] = end;
    this.triggerCount = at + 1;
  }

  private fill(slot: number, start: number, end: number): void {
    const node = this.slots.fill(slot, start, end);
    if (node >= 0) for (const pattern of this.book.slots[slot]?.ends ?? NONE) this.record(pattern, node);
  }

  private record(pattern: number, node: number): void {
    if (this.matches >= MAX_MATCHES) return;
    this.matchPattern[this.matches] = pattern;
    this.matchNode[this.matches] = node;
    this.matches += 1;
  }
}
