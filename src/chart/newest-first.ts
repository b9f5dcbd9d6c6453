import type { Interval } from '../model/interval.js';

interface Dated {
  readonly when: Interval | undefined;
  readonly resource: string;
  /** id, or content where there is none: unique within a type */
  readonly key: string;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Newest first, undated last; ties by resource type and id, so that the order received never matters (decision 1). */
export function newestFirst(one: Dated, other: Dated): number {
  const [at, atOther] = [one.when?.earliest, other.when?.earliest];
  if (at !== atOther) return (atOther ?? Number.NEGATIVE_INFINITY) - (at ?? Number.NEGATIVE_INFINITY);
  return compareTexts(one.resource, other.resource) || compareTexts(one.key, other.key);
}
