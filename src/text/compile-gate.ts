import type { Gate } from '../model/phrase-book.js';
import type { Anchor, Anchors } from './choose-anchors.js';
import { layOutRows } from './lay-out-rows.js';

/** The anchors of one pattern, and the topic that it belongs to. */
export interface AnchoredPattern {
  readonly anchors: Anchors;
  readonly topic: number;
}

/** The second anchor (-1 for none), within how many words, and the topic. */
type Opening = readonly [number, number, number];

function keyOf({ terms, hasNumbers }: Anchor): string {
  return `${terms.join(' ')}${hasNumbers ? ' #' : ''}`;
}

/** What grows while a gate is compiled. Rows are by term; the row of numbers in digits comes last. */
class GateBuilder {
  private readonly anchors = new Map<string, number>();
  /** by term: `anchor topic` to the longest span */
  readonly openings: Map<string, Opening>[];
  readonly closings: Set<number>[];
  private readonly numberRow: number;

  constructor(terms: number) {
    this.numberRow = terms;
    this.openings = Array.from({ length: terms + 1 }, () => new Map<string, Opening>());
    this.closings = Array.from({ length: terms + 1 }, () => new Set<number>());
  }

  get count(): number {
    return this.anchors.size;
  }

  private rowsOf({ terms, hasNumbers }: Anchor): readonly number[] {
    return hasNumbers ? [...terms, this.numberRow] : terms;
  }

  private numberOf(anchor: Anchor): number {
    const key = keyOf(anchor);
    const known = this.anchors.get(key);
    if (known !== undefined) return known;
    const made = this.anchors.size;
    this.anchors.set(key, made);
    for (const row of this.rowsOf(anchor)) this.closings[row]?.add(made);
    return made;
  }

  add({ anchors: { first, second, span }, topic }: AnchoredPattern): void {
    const follows = second === undefined ? -1 : this.numberOf(second);
    const key = `${follows} ${topic}`;
    for (const row of this.rowsOf(first)) {
      const known = this.openings[row]?.get(key);
      this.openings[row]?.set(key, [follows, Math.max(span, known?.[1] ?? 0), topic]);
    }
  }
}

/** Of two openings that differ in nothing but their span the longer stays. */
function joinOpenings(all: readonly Opening[]): readonly number[] {
  const longest = new Map<string, Opening>();
  for (const opening of all) {
    const key = `${opening[0]} ${opening[2]}`;
    const known = longest.get(key);
    if (known === undefined || known[1] < opening[1]) longest.set(key, opening);
  }
  return [...longest.values()].flat();
}

/**
 * Compiles what a sentence must have to be matched.
 *
 * @param lists terms by word list
 * @param terms how many there are
 */
export function compileGate(
  patterns: readonly AnchoredPattern[],
  lists: readonly (readonly number[])[],
  terms: number,
): Gate {
  const builder = new GateBuilder(terms);
  for (const pattern of patterns) builder.add(pattern);
  const rows = [...lists, [terms]].map((row) => {
    const openings = joinOpenings(row.flatMap((term) => [...(builder.openings[term]?.values() ?? [])]));
    const closings = new Set(row.flatMap((term) => [...(builder.closings[term] ?? [])]));
    return [openings.length / 3, ...openings, ...closings];
  });
  return { ...layOutRows(rows), anchors: builder.count };
}
