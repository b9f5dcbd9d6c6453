import type { Gate, PhraseBook } from '../model/phrase-book.js';

/** The words of a sentence, as far as a gate looks at them. */
export interface GatedWords {
  /** by word: what it takes part in; 0 for nothing */
  readonly list: Int32Array;
  /** by word: its number in digits, or -1 */
  readonly numbers: Int32Array;
}

/**
 * Finds the topics that a sentence could be about: those of the patterns whose two anchors it has, in their order. It looks
 * at each word once, from the last to the first, so that the nearest second anchor is known when a first one is met.
 */
export class SentenceGate {
  private readonly gate: Gate;
  private readonly numberList: number;
  private sentence = 0;
  /** by second anchor: the sentence that has it, and its first word after the word looked at */
  private readonly seenIn: Int32Array;
  private readonly seenAt: Int32Array;
  private readonly openIn: Int32Array;
  private readonly topicOfSlot: Uint16Array;
  /** topics of the sentence, in no order */
  readonly topics: Int32Array;
  count = 0;

  constructor({ gate, lists, slots, topics }: PhraseBook) {
    this.gate = gate;
    this.numberList = lists.length;
    this.seenIn = new Int32Array(gate.anchors);
    this.seenAt = new Int32Array(gate.anchors);
    this.openIn = new Int32Array(topics.length);
    this.topics = new Int32Array(topics.length);
    this.topicOfSlot = new Uint16Array(slots.length);
    for (const [number, { from, to }] of topics.entries()) this.topicOfSlot.fill(number, from, to);
  }

  /** Forgets the topics of the sentence before: none is open. */
  close(): void {
    this.sentence = (this.sentence + 1) | 0;
    this.count = 0;
  }

  /** True for a slot of a topic that the sentence could be about. */
  admits(slot: number): boolean {
    return this.openIn[this.topicOfSlot[slot] ?? 0] === this.sentence;
  }

  /** Looks at the words of a sentence; its topics are in {@link topics} then. */
  look({ list, numbers }: GatedWords, words: number): void {
    this.close();
    for (let at = words - 1; at >= 0; at -= 1) {
      const own = list[at] ?? 0;
      if (own !== 0) this.lookAt(own, at);
      if ((numbers[at] ?? -1) >= 0) this.lookAt(this.numberList, at);
    }
  }

  private lookAt(list: number, at: number): void {
    const { rowsAt, rows } = this.gate;
    const start = (rowsAt[list] ?? 0) + 1;
    const closings = start + 3 * (rows[start - 1] ?? 0);
    for (let next = start; next < closings; next += 3)
      if (this.isFollowed(rows[next] ?? -1, at + (rows[next + 1] ?? 0))) this.open(rows[next + 2] ?? 0);
    this.mark(closings, rowsAt[list + 1] ?? 0, at);
  }

  /** Marks the second anchors of a stretch of a row as seen. */
  private mark(from: number, to: number, at: number): void {
    for (let next = from; next < to; next += 1) {
      const anchor = this.gate.rows[next] ?? 0;
      this.seenIn[anchor] = this.sentence;
      this.seenAt[anchor] = at;
    }
  }

  private isFollowed(anchor: number, until: number): boolean {
    return anchor < 0 || (this.seenIn[anchor] === this.sentence && (this.seenAt[anchor] ?? 0) <= until);
  }

  private open(topic: number): void {
    if (this.openIn[topic] === this.sentence) return;
    this.openIn[topic] = this.sentence;
    this.topics[this.count] = topic;
    this.count += 1;
  }
}
