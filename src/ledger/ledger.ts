import type { Tier } from '../model/assessment.js';
import type { Withheld } from '../model/decision.js';
import type { Hook } from '../model/hook.js';
import type { FeedbackItem } from '../protocol/parse-feedback.js';

/** What is remembered of one call: nothing that identifies anyone. */
export interface CallRecord {
  readonly hook: Hook;
  readonly revision: string;
  readonly tier: Tier | undefined;
  readonly outcome: 'shown' | Withheld;
}

/** What the service needs of a memory. */
export interface Ledger {
  recordCall(record: CallRecord): void;
  recordFeedback(service: string, items: readonly FeedbackItem[]): void;
  /** remembers a token until it is over; `replayed` where it was claimed before */
  claimToken(issuer: string, jti: string, expiresAt: number): Promise<'fresh' | 'replayed'>;
  /** counts since the start, by name */
  counts(): Readonly<Record<string, number>>;
}
