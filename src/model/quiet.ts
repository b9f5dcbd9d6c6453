import type { Tier } from './assessment.js';

/** How long a topic is quiet for a patient after what became of its card; a site's choice. */
export interface CooldownTimes {
  /** the patient declined: this encounter, and so many days */
  readonly declinedDays: number;
  /** it was offered: this encounter, and so many days */
  readonly offeredDays: number;
  /** it had been offered or done already: this encounter, and so many days */
  readonly doneDays: number;
  /** not possible in private today: only so many hours */
  readonly notInPrivateHours: number;
  /** a client that cannot report outcomes is given the same card so many times in an encounter */
  readonly timesPerEncounter: number;
}

/** How long one outcome keeps a topic quiet for its patient (decision 17). */
export type Quiet =
  | { readonly kind: 'none' }
  | { readonly kind: 'encounter' }
  /** until a moment (milliseconds since 1970 UTC), and in this encounter beyond it where `alsoEncounter` */
  | { readonly kind: 'until'; readonly at: number; readonly alsoEncounter: boolean };

/** What was said about this patient and topic before. A call without encounter means the 24 hours before it (decision 6). */
export interface Recall {
  /** quiet until then (milliseconds), whatever the encounter; undefined where it is not */
  readonly quietUntil: number | undefined;
  /** an outcome made it quiet for the encounter of this call */
  readonly quietInEncounter: boolean;
  /** cards on this topic issued in this encounter */
  readonly issuedInEncounter: number;
  /** the highest tier of a card issued in this encounter, or of one whose outcome keeps it quiet; 0 where there was none */
  readonly tier: Tier;
  /** the highest tier of a card whose outcome keeps it quiet: evidence above it was answered by nobody; 0 where there was none */
  readonly answeredTier: Tier;
}
