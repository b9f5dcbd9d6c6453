/**
 * Code system of `Task.businessStatus` of a referral. Neutral, since it stands in the record: neither this product's name nor
 * any reason is in it (decision 19).
 */
export const REFERRAL_STATES = 'urn:supportive-care:referral-state';

/**
 * How a referral can stand, each with the R4 `Task.status` that goes with it (response brief 3.4; the pairs are our judgement).
 * They live in the EHR's Task: nothing here reads them back. *Unknown* ends a Task like any other: nobody is asked to find out.
 */
export const LOOP_STATES = {
  offered: 'draft',
  declined: 'cancelled',
  'information-only': 'completed',
  'warm-handoff-made': 'in-progress',
  'patient-reports-connected': 'completed',
  'patient-reports-barrier': 'on-hold',
  /** only where a written, time-limited release is on file */
  'agency-confirmed': 'completed',
  unknown: 'completed',
} as const;

export type LoopState = keyof typeof LOOP_STATES;

/** In the order in which they are listed. */
export const LOOP_STATE_IDS = Object.keys(LOOP_STATES) as readonly LoopState[];
