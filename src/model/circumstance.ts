import type { Clause } from './clause.js';

/**
 * What is recorded about time alone itself, and changes how a card speaks but never whether. Ordered: what is recorded of
 * this very visit comes before what was recorded earlier.
 */
export const CIRCUMSTANCES = ['time-alone-not-possible', 'time-alone-declined'] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** A circumstance, compiled: when it holds. */
export interface CircumstanceRule {
  readonly id: Circumstance;
  readonly when: Clause;
}
