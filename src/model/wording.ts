import type { Pathway } from './assessment.js';
import type { Audience } from './decision.js';

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
type Step = (typeof STEPS)[number];

/** An order that a card may suggest. */
export const ORDER_IDS = ['interpreter', 'private-rooming', 'social-work', 'follow-up'] as const;
export type OrderId = (typeof ORDER_IDS)[number];

export interface CardText {
  readonly summary: string;
  /** the summary where time alone is routine at the site; may say so */
  readonly routineSummary: string | undefined;
  readonly steps: Readonly<Partial<Record<Step, string>>>;
}

interface OrderText {
  readonly label: string;
  readonly description: string;
  /** for a patient under 18 */
  readonly minorDescription: string | undefined;
  readonly name: string;
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
  readonly cards: Readonly<Record<Pathway, Readonly<Partial<Record<Audience, CardText>>>>>;
  readonly orders: Readonly<Record<OrderId, OrderText>>;
  readonly overrideReasons: readonly OverrideReason[];
}
