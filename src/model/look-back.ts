import { before } from './period.js';
import type { Period } from './period.js';

/** A value set that no cue reads (it only says what kind of encounter this is, or what an answer means). */
export const NEVER = -1;
/** A value set that some cue reads whatever its date. */
export const ANY_TIME = -2;

/** How far back the cues look, by value set number: `NEVER`, `ANY_TIME`, or the place of a period. */
export interface LookBack {
  readonly periods: readonly Period[];
  readonly bySet: readonly number[];
}

/** Since when facts of a value set can matter: never, for ever, or since a moment. */
export type Since = (set: number) => number;

/** The look-backs of one call: one moment for each of the few periods. */
export function sinceOf({ periods, bySet }: LookBack, at: number): Since {
  const moments = periods.map((period) => before(at, period));
  return (set) => {
    const place = bySet[set] ?? NEVER;
    if (place === ANY_TIME) return Number.NEGATIVE_INFINITY;
    return moments[place] ?? Number.POSITIVE_INFINITY;
  };
}
