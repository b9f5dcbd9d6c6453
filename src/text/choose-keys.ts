/** An expression of a part: the numbers of its words' terms. */
export interface PartWords {
  readonly expressions: readonly (readonly number[])[];
  readonly hasNumbers: boolean;
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

function keysOf(part: PartWords, weights: ReadonlyMap<number, number>): readonly number[] {
  return part.expressions.flatMap((words) => rarest(words, weights) ?? []);
}

function weightOf(part: PartWords, weights: ReadonlyMap<number, number>): number {
  const heaviest = keysOf(part, weights).reduce((most, key) => Math.max(most, weights.get(key) ?? 0), 0);
  return part.hasNumbers ? heaviest + NUMBER_WEIGHT : heaviest;
}

/** Words without one of which no phrase can match, and whether a number can stand for one. */
export interface Keys {
  readonly terms: ReadonlySet<number>;
  readonly hasNumbers: boolean;
}

/**
 * Chooses, for each pattern, the part whose words are rarest. A sentence with none of these words matches nothing and need
 * not be looked at: most sentences of most notes are such.
 *
 * @param patterns the parts of each pattern that states something
 * @param weights how often each word stands in ordinary sentences
 */
export function chooseKeys(
  patterns: readonly (readonly PartWords[])[],
  weights: ReadonlyMap<number, number>,
): Keys {
  const terms = new Set<number>();
  let hasNumbers = false;
  for (const parts of patterns) {
    const weighed = parts.map((part) => ({ part, weight: weightOf(part, weights) }));
    const key = weighed.toSorted((one, other) => one.weight - other.weight)[0]?.part;
    if (key === undefined) continue;
    for (const term of keysOf(key, weights)) terms.add(term);
    hasNumbers ||= key.hasNumbers;
  }
  return { terms, hasNumbers };
}
