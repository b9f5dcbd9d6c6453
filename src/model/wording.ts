import type { Approach } from './approach.js';
import type { Pathway } from './assessment.js';
import type { Circumstance } from './circumstance.js';
import type { Family } from './cue.js';
import type { Audience } from './decision.js';
import type { LoopState } from './loop-state.js';
import type { OfferMark, PlanActivity } from './plan-activity.js';
import type { Intake } from './service.js';

/** The steps of a card, in the order in which they are always given (response brief 1.8: privacy, limits, share, ask, respond). */
export const STEPS = [
  'privacy',
  'remote',
  'limits',
  'share',
  'ask',
  'respond',
  'follow-up',
  'record',
] as const;
export type Step = (typeof STEPS)[number];

/** An order that a card may suggest. */
export const ORDER_IDS = ['interpreter', 'private-rooming', 'social-work', 'follow-up'] as const;
export type OrderId = (typeof ORDER_IDS)[number];

/** What an approach or a circumstance changes in a card: what it does not name stays. */
export interface TextChange {
  readonly summary: string | undefined;
  readonly routineSummary: string | undefined;
  readonly steps: Readonly<Partial<Record<Step, string>>>;
  /** steps that are left out */
  readonly without: readonly Step[];
}

export interface CardText {
  readonly summary: string;
  /** the summary where time alone is routine at the site; may say so */
  readonly routineSummary: string | undefined;
  readonly steps: Readonly<Partial<Record<Step, string>>>;
  readonly approaches: Readonly<Partial<Record<Approach, TextChange>>>;
  readonly circumstances: Readonly<Partial<Record<Circumstance, TextChange>>>;
}

interface OrderText {
  readonly label: string;
  readonly description: string;
  /** for a patient under 18 */
  readonly minorDescription: string | undefined;
  readonly name: string;
}

/** Words of a referral's order and Task. */
interface ReferralText {
  /** what the action does */
  readonly task: string;
  /** what is read beside the code of a wish for no contact: neutral, whatever the wish */
  readonly contact: string;
  readonly states: Readonly<Record<LoopState, string>>;
}

/** Words of the plan that the continuity card proposes. */
export interface PlanText {
  readonly label: string;
  readonly description: string;
  readonly title: string;
  readonly activities: Readonly<Record<PlanActivity, string>>;
  readonly marks: Readonly<Record<OfferMark, string>>;
}

interface OverrideReason {
  readonly code: string;
  readonly display: string;
}

/** All words of one language. */
export interface Wording {
  readonly language: string;
  readonly source: string;
  readonly immediateDanger: string;
  readonly supportLine: string;
  readonly localContact: string;
  /** the sentence that names local services, and when and how they are reached */
  readonly servicesLine: string;
  readonly hoursAlways: string;
  readonly hoursOpen: string;
  readonly hoursOpens: string;
  readonly hoursClosed: string;
  readonly hoursUnknown: string;
  readonly intake: Readonly<Record<Intake, string>>;
  /** the first step where an interpreter is recorded as needed */
  readonly interpreterFirst: string;
  /** the sentence that names reasons, and neutral words for each family; only for clients that fold the detail away */
  readonly reasonsLine: string;
  readonly reasons: Readonly<Record<Family, string>>;
  readonly cards: Readonly<Record<Pathway, Readonly<Partial<Record<Audience, CardText>>>>>;
  readonly orders: Readonly<Record<OrderId, OrderText>>;
  readonly referral: ReferralText;
  readonly plan: PlanText;
  readonly overrideReasons: readonly OverrideReason[];
}
