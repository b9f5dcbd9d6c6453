import type { Approach } from './approach.js';
import type { Pathway } from './assessment.js';
import type { Circumstance } from './circumstance.js';
import type { Family } from './cue.js';

/** Why nothing is shown. */
export type Withheld =
  | 'not-a-clinician'
  | 'deceased'
  | 'below-threshold'
  | 'off'
  | 'suspended'
  | 'shadow'
  | 'excluded-chart'
  | 'cooldown'
  | 'often';

/** What came of a call, in one word: shown, or the first reason for silence. */
export type CallOutcome = 'shown' | Withheld;

export const AUDIENCES = ['any', 'minor', 'survivor', 'survivor-minor'] as const;
/** Which wording of a card fits the person. */
export type Audience = (typeof AUDIENCES)[number];

/** Whether to speak, and what about; or silence with every reason. */
export type Decision =
  | {
      readonly kind: 'show';
      readonly pathway: Pathway;
      readonly wording: Audience;
      readonly indicator: 'info' | 'warning';
      readonly interpreter: boolean;
      readonly remote: boolean;
      readonly approach: Approach;
      /** what is on record about time alone and changes the words; undefined for the usual ones */
      readonly circumstance: Circumstance | undefined;
      /** whether the patient's wish for no contact is on record; orders for later say so */
      readonly noContact: boolean;
      /** the families to name as reasons, weightiest first, at most three; none where the client shows its cards openly */
      readonly families: readonly Family[];
    }
  | { readonly kind: 'withhold'; readonly reasons: readonly Withheld[] };

/** What came of a call, for those who count. */
export function outcomeOf(decision: Decision): CallOutcome {
  return decision.kind === 'show' ? 'shown' : (decision.reasons[0] ?? 'below-threshold');
}
