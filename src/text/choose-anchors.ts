/** A part as an anchor sees it: the numbers of its expressions' terms, and what may stand before it. */
export interface PartWords {
  readonly gap: number;
  readonly expressions: readonly (readonly number[])[];
  readonly hasNumbers: boolean;
}

/** Words of which a sentence has one where a part of a pattern matches: of each expression the rarest. */
export interface Anchor {
  readonly terms: readonly number[];
  /** a number in digits can stand for one of them */
  readonly hasNumbers: boolean;
}

/** The one or two anchors of a pattern, in the order in which they stand. */
export interface Anchors {
  readonly first: Anchor;
  readonly second: Anchor | undefined;
  /** the word of the second stands at most so many words after that of the first */
  readonly span: number;
}

/** A number in digits is in every note. */
const NUMBER_WEIGHT = 10_000;

/** The rarest word of an expression. */
function rarest(words: readonly number[], weights: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  for (const word of words)
    if (best === undefined || (weights.get(word) ?? 0) < (weights.get(best) ?? 0)) best = word;
  return best;
}

function anchorOf({ expressions, hasNumbers }: PartWords, weights: ReadonlyMap<number, number>): Anchor {
  const terms = new Set(expressions.flatMap((words) => rarest(words, weights) ?? []));
  return { terms: [...terms].toSorted((one, other) => one - other), hasNumbers };
}

function weightOf({ terms, hasNumbers }: Anchor, weights: ReadonlyMap<number, number>): number {
  return terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), hasNumbers ? NUMBER_WEIGHT : 0);
}

function longest({ expressions }: PartWords): number {
  return expressions.reduce((most, words) => Math.max(most, words.length), 1);
}

/** From the first word of one part to the last word of another at most so many words. */
function spanOf(parts: readonly PartWords[], from: number, to: number): number {
  return parts
    .slice(from, to + 1)
    .reduce((sum, part, at) => sum + longest(part) + (at === 0 ? 0 : part.gap), -1);
}

/**
 * Chooses, for a pattern, the two parts whose words are rarest. A sentence that has not both matches it nowhere, and most
 * sentences of most notes have no two for any pattern.
 *
 * @param weights how often each word stands in ordinary sentences
 * @returns undefined for a pattern without parts
 */
export function chooseAnchors(
  parts: readonly PartWords[],
  weights: ReadonlyMap<number, number>,
): Anchors | undefined {
  const weighed = parts.map((part, at) => {
    const anchor = anchorOf(part, weights);
    return { at, anchor, weight: weightOf(anchor, weights) };
  });
  const rare = weighed.toSorted((one, other) => one.weight - other.weight).slice(0, 2);
  const [first, second] = rare.toSorted((one, other) => one.at - other.at);
  if (first === undefined) return undefined;
  return {
    first: first.anchor,
    second: second?.anchor,
    span: second === undefined ? 0 : spanOf(parts, first.at, second.at),
  };
}
