import type { Parameters } from 'fast-check';

/** One seed for all properties, so that a failure is the same everywhere; FC_SEED tries another one. */
export const SEED = Number(process.env['FC_SEED'] ?? 20_261_121);

/** The moment of every property: noon on the last day of a month, after a February. */
export const AT = Date.UTC(2026, 2, 31, 12);

/** Parameters of a property; fast-check names the seed and the path to the failing example. */
export function runs<T>(numRuns: number): Parameters<T> {
  return { seed: SEED, numRuns };
}
