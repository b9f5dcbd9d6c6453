import type { Clause } from './clause.js';

/**
 * What is recorded about time alone itself, and changes how a card speaks but never whether. Ordered: what is recorded of
 * this very visit comes before what was recorded earlier.
 */
export const CIRCUMSTANCES = ['time-alone-not-possible', 'time-alone-declined'] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** The patient's wish that nobody makes contact about a request: it changes what an order says, and no word of a card. */
export const NO_CONTACT = 'no-contact';
/** Everything that is read from the record and is no cue. */
export const RECORDED = [...CIRCUMSTANCES, NO_CONTACT] as const;

/** A circumstance, or the wish about contact, compiled: when it holds. */
export interface CircumstanceRule {
  readonly id: (typeof RECORDED)[number];
  readonly when: Clause;
}
