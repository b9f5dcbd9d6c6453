import type { Expression, PhraseBook, WordList } from '../model/phrase-book.js';

/** A sentence has at most so many characters; a longer one is cut (issue of time, decision 26). */
export const MAX_SENTENCE = 500;
/** Words, and what they fill, that one sentence of that length can hold. */
const MAX_WORDS = MAX_SENTENCE + 2;
const MAX_NODES = 16_384;
const MAX_TRIGGERS = 4096;
/** Expressions that a word can be in the middle of. */
const MAX_REACHED = 64;
/** More matches than this in one sentence say nothing new. */
const MAX_MATCHES = 24;

/** What stands between a word and the one before it. */
export const SEPARATOR = { comma: 1, colon: 2, bracket: 4 } as const;

const NONE: readonly number[] = Object.freeze([]);

function slotsByNumber({ numbers }: PhraseBook): readonly (readonly number[])[] {
  const highest = Math.max(-1, ...numbers.map(({ to }) => to));
  return Array.from({ length: highest + 1 }, (_, number) =>
    numbers.filter(({ from, to }) => number >= from && number <= to).map(({ slot }) => slot),
  );
}

/**
 * Follows all patterns at once through the words of one sentence. For each part of each pattern it remembers where that part
 * was last reached: since a gap only has an upper limit, the latest place is the best, so nothing is ever tried again.
 * Its memory is reused; it holds positions and numbers, never letters.
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
  private nodes = 0;
  readonly nodeStart = new Int32Array(MAX_NODES);
  readonly nodeEnd = new Int32Array(MAX_NODES);
  /** the node of the part before; -1 for a first part */
  readonly nodeBefore = new Int32Array(MAX_NODES);
  private sentence = 0;
  /** nodes of the tree of expressions that the word before reached, and those that this one reaches */
  private reached = new Int32Array(MAX_REACHED);
  private reachedCount = 0;
  private reaching = new Int32Array(MAX_REACHED);
  private reachingCount = 0;
  /** by list: each slot that a word fills by itself, and the slot before it */
  private readonly pairs: readonly Int32Array[];
  /** slots by the number that fills them */
  private readonly byNumber: readonly (readonly number[])[];
  private readonly before: Int32Array;
  private readonly gap: Int32Array;
  private readonly stamp: Int32Array;
  private readonly latest: Int32Array;
  private readonly earlier: Int32Array;

  constructor(book: PhraseBook) {
    this.book = book;
    this.isKey = Uint8Array.from(book.lists, ({ isKey }) => Number(isKey));
    this.byNumber = slotsByNumber(book);
    this.pairs = book.lists.map(({ slots }) =>
      Int32Array.from(slots.flatMap((slot) => [slot, book.slots[slot]?.before ?? -1])),
    );
    this.before = Int32Array.from(book.slots, ({ before }) => before);
    this.gap = Int32Array.from(book.slots, ({ gap }) => gap);
    this.stamp = new Int32Array(book.slots.length);
    this.latest = new Int32Array(book.slots.length);
    this.earlier = new Int32Array(book.slots.length);
  }

  /** Forgets the sentence before. */
  begin(): void {
    this.sentence = (this.sentence + 1) | 0;
    this.words = 0;
    this.matches = 0;
    this.triggerCount = 0;
    this.nodes = 0;
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
      const pairs = this.pairs[list];
      if (own !== undefined && pairs !== undefined) this.addListed(own, pairs, at);
      else this.reachedCount = 0;
      const number = this.numbers[at] ?? -1;
      if (number >= 0) this.addNumber(number, at);
    }
  }

  private addListed({ triggers, terms }: WordList, pairs: Int32Array, at: number): void {
    this.reachingCount = 0;
    for (const term of terms) this.advance(term, at);
    const { reached } = this;
    this.reached = this.reaching;
    this.reachedCount = this.reachingCount;
    this.reaching = reached;
    for (const trigger of triggers) this.fire(trigger, at, at);
    // Most parts wait for one that this sentence has not: they cost one look each.
    for (let next = 0; next < pairs.length; next += 2) {
      const before = pairs[next + 1] ?? -1;
      if (before < 0 || this.stamp[before] === this.sentence) this.fill(pairs[next] ?? 0, at, at);
    }
  }

  private addNumber(number: number, at: number): void {
    const slots = this.byNumber[number];
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

  /** The node of the part before that this word may follow; -1 where there is none. */
  private nodeFor(before: number, gap: number, start: number): number {
    let node = this.latest[before] ?? -1;
    // An expression may have begun before the part before it was reached for the last time.
    if ((this.nodeEnd[node] ?? 0) >= start) node = this.earlier[before] ?? -1;
    if (node < 0) return -1;
    const between = start - (this.nodeEnd[node] ?? 0) - 1;
    return between >= 0 && between <= gap ? node : -1;
  }

  /** Of two expressions that end at the same word the longer one counts: it uses the negation that the shorter leaves out. */
  private isShorter(slot: number, start: number, end: number): boolean {
    if (this.stamp[slot] !== this.sentence) return false;
    const node = this.latest[slot] ?? -1;
    return this.nodeEnd[node] === end && (this.nodeStart[node] ?? 0) < start;
  }

  private fill(slot: number, start: number, end: number): void {
    const before = this.before[slot] ?? -1;
    if (before >= 0 && this.stamp[before] !== this.sentence) return;
    if (this.isShorter(slot, start, end) || this.nodes >= MAX_NODES) return;
    const after = before < 0 ? -1 : this.nodeFor(before, this.gap[slot] ?? 0, start);
    if (before < 0 || after >= 0) this.reach(slot, this.addNode(start, end, after));
  }

  private addNode(start: number, end: number, after: number): number {
    const node = this.nodes;
    this.nodes = node + 1;
    this.nodeStart[node] = start;
    this.nodeEnd[node] = end;
    this.nodeBefore[node] = after;
    return node;
  }

  private reach(slot: number, node: number): void {
    this.earlier[slot] = this.stamp[slot] === this.sentence ? (this.latest[slot] ?? -1) : -1;
    this.latest[slot] = node;
    this.stamp[slot] = this.sentence;
    for (const pattern of this.book.slots[slot]?.ends ?? NONE) this.record(pattern, node);
  }

  private record(pattern: number, node: number): void {
    if (this.matches >= MAX_MATCHES) return;
    this.matchPattern[this.matches] = pattern;
    this.matchNode[this.matches] = node;
    this.matches += 1;
  }
}
