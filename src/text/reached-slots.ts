import type { SlotTable } from './slot-table.js';

const MAX_NODES = 16_384;

/**
 * Where each part of each pattern was last reached in one sentence. Since a gap only has an upper limit, the latest place is
 * the best, so nothing is ever tried again. A node is one part at one place; its nodes before tell the whole match.
 */
export class ReachedSlots {
  private readonly table: SlotTable;
  private nodes = 0;
  readonly nodeStart = new Int32Array(MAX_NODES);
  readonly nodeEnd = new Int32Array(MAX_NODES);
  /** the node of the part before; -1 for a first part */
  readonly nodeBefore = new Int32Array(MAX_NODES);
  private sentence = 0;
  private readonly stamp: Int32Array;
  private readonly latest: Int32Array;
  private readonly earlier: Int32Array;

  constructor(table: SlotTable) {
    const slots = table.before.length;
    this.table = table;
    this.stamp = new Int32Array(slots);
    this.latest = new Int32Array(slots);
    this.earlier = new Int32Array(slots);
  }

  /** Forgets the sentence before. */
  begin(): void {
    this.sentence = (this.sentence + 1) | 0;
    this.nodes = 0;
  }

  /** True where this sentence has the part. */
  has(slot: number): boolean {
    return this.stamp[slot] === this.sentence;
  }

  /** Fills a slot with some words: its node, or -1 where the part before it is missing, too far, or better filled. */
  fill(slot: number, start: number, end: number): number {
    const before = this.table.before[slot] ?? -1;
    if (before >= 0 && !this.has(before)) return -1;
    if (this.isShorter(slot, start, end) || this.nodes >= MAX_NODES) return -1;
    const after = before < 0 ? -1 : this.nodeFor(before, this.table.gap[slot] ?? 0, start);
    return before < 0 || after >= 0 ? this.reach(slot, this.addNode(start, end, after)) : -1;
  }

  private reach(slot: number, node: number): number {
    this.earlier[slot] = this.has(slot) ? (this.latest[slot] ?? -1) : -1;
    this.latest[slot] = node;
    this.stamp[slot] = this.sentence;
    return node;
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
    if (!this.has(slot)) return false;
    const node = this.latest[slot] ?? -1;
    return this.nodeEnd[node] === end && (this.nodeStart[node] ?? 0) < start;
  }

  private addNode(start: number, end: number, after: number): number {
    const node = this.nodes;
    this.nodes = node + 1;
    this.nodeStart[node] = start;
    this.nodeEnd[node] = end;
    this.nodeBefore[node] = after;
    return node;
  }
}
