import type { Expression, PhraseBook } from '../model/phrase-book.js';
import { ReachedSlots } from './reached-slots.js';
import { SentenceGate } from './sentence-gate.js';
import { slotTable } from './slot-table.js';
import type { SlotTable } from './slot-table.js';

/** A sentence has at most so many characters; a longer one is cut (issue of time, decision 26). */
export const MAX_SENTENCE = 500;
/** Words, and what they fill, that one sentence of that length can hold. */
export const MAX_WORDS = MAX_SENTENCE + 2;
const MAX_TRIGGERS = 4096;
/** Expressions that a word can be in the middle of. */
const MAX_REACHED = 64;
/** More matches than this in one sentence say nothing new. */
const MAX_MATCHES = 24;
/** Topics that are looked for one by one. */
const FEW_TOPICS = 4;

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
  /** by word: what it takes part in; 0 for nothing */
  readonly list = new Int32Array(MAX_WORDS);
  /** by word: its number in digits, or -1 */
  readonly numbers = new Int32Array(MAX_WORDS);
  matches = 0;
  readonly matchPattern = new Int32Array(MAX_MATCHES);
  readonly matchNode = new Int32Array(MAX_MATCHES);
  triggerCount = 0;
  readonly trigger = new Int32Array(MAX_TRIGGERS);
  readonly triggerStart = new Int32Array(MAX_TRIGGERS);
  readonly triggerEnd = new Int32Array(MAX_TRIGGERS);
  private readonly gate: SentenceGate;
  private readonly table: SlotTable;
  readonly slots: ReachedSlots;
  /** nodes of the tree of expressions that the word before reached, and those that this one reaches */
  private reached = new Int32Array(MAX_REACHED);
  private reachedCount = 0;
  private reaching = new Int32Array(MAX_REACHED);
  private reachingCount = 0;

  constructor(book: PhraseBook) {
    this.book = book;
    this.gate = new SentenceGate(book);
    this.table = slotTable(book);
    this.slots = new ReachedSlots(this.table);
  }

  /** Forgets the sentence before. */
  begin(): void {
    this.words = 0;
    this.matches = 0;
    this.triggerCount = 0;
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
  }

  /** Matches the sentence with the patterns of the topics that it could be about; most are about none. */
  match(): void {
    this.gate.look(this, this.words);
    if (this.gate.count > 0) this.matchWords();
  }

  /** Finds the words that turn phrases around, whatever the sentence is about. */
  matchTriggers(): void {
    this.gate.close();
    this.matchWords();
  }

  private matchWords(): void {
    this.slots.begin();
    this.reachedCount = 0;
    for (let at = 0; at < this.words; at += 1) {
      const list = this.list[at] ?? 0;
      if (list === 0) this.reachedCount = 0;
      else this.addListed(list, at);
      const number = this.numbers[at] ?? -1;
      if (number >= 0) this.addNumber(number, at);
    }
  }

  private addListed(list: number, at: number): void {
    const { rowsAt, rows } = this.table.words;
    const start = (rowsAt[list] ?? 0) + 1;
    const terms = start + (rows[start - 1] ?? 0);
    const end = rowsAt[list + 1] ?? 0;
    this.reachingCount = 0;
    for (let next = terms; next < end; next += 1) this.advance(rows[next] ?? 0, at);
    const { reached } = this;
    this.reached = this.reaching;
    this.reachedCount = this.reachingCount;
    this.reaching = reached;
    for (let next = start; next < terms; next += 1) this.fire(rows[next] ?? 0, at, at);
    if (this.gate.count > FEW_TOPICS) this.addSlots(list, at);
    else this.addTopics(list, at);
  }

  private addTopics(list: number, at: number): void {
    for (let topic = 0; topic < this.gate.count; topic += 1)
      this.addTopic(list, this.gate.topics[topic] ?? 0, at);
  }

  /** Fills what a word fills by itself, whatever the topic: where there are many, finding each costs more than passing over. */
  private addSlots(list: number, at: number): void {
    const { slots, befores, beginOf, endOf } = this.table;
    const end = endOf(list);
    for (let next = beginOf(list); next < end; next += 1) {
      const after = befores[next] ?? -1;
      // Most parts wait for one that this sentence has not: they cost one look each.
      if (after >= 0 && !this.slots.has(after)) continue;
      const slot = slots[next] ?? 0;
      if (this.gate.admits(slot)) this.fill(slot, at, at);
    }
  }

  /** Fills what a word fills by itself in one topic: its slots stand side by side, highest first. */
  private addTopic(list: number, topic: number, at: number): void {
    const { slots, startOf, endOf } = this.table;
    const { from = 0, to = 0 } = this.book.topics[topic] ?? {};
    const end = endOf(list);
    for (let next = startOf(list, to); next < end; next += 1) {
      const slot = slots[next] ?? 0;
      if (slot < from) return;
      this.fill(slot, at, at);
    }
  }

  private addNumber(number: number, at: number): void {
    const slots = this.table.byNumber[number];
    if (slots !== undefined) for (const slot of slots) if (this.gate.admits(slot)) this.fill(slot, at, at);
  }

  /** Goes on with every expression that the word before reached, and begins new ones. */
  private advance(term: number, at: number): void {
    const { begins, children } = this.book.expressions;
    this.arrive(begins[term] ?? 0, at);
    for (let from = 0; from < this.reachedCount; from += 1)
      this.arrive(children.get((this.reached[from] ?? 0) * begins.length + term) ?? 0, at);
  }

  /** Arrives at a node of the tree of expressions; 0 is none. */
  private arrive(node: number, at: number): void {
    if (node === 0 || this.reachingCount >= MAX_REACHED) return;
    this.reaching[this.reachingCount] = node;
    this.reachingCount += 1;
    const whole = this.book.expressions.complete[node];
    if (whole !== undefined) this.complete(whole, at);
  }

  private complete({ length, slots, triggers }: Expression, end: number): void {
    const start = end - length + 1;
    for (const trigger of triggers) this.fire(trigger, start, end);
    for (const slot of slots) if (this.gate.admits(slot)) this.fill(slot, start, end);
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
