import type { Tier } from '../model/assessment.js';
import type { CallOutcome } from '../model/decision.js';
import type { Hook } from '../model/hook-call.js';
import type { FeedbackItem } from '../protocol/parse-feedback.js';

/** What is remembered of one call: nothing that identifies anyone. */
export interface CallRecord {
  readonly hook: Hook;
  /** id of the site's department */
  readonly department: string | undefined;
  readonly revision: string;
  readonly tier: Tier | undefined;
  readonly outcome: CallOutcome;
  /** milliseconds since 1970 UTC */
  readonly at: number;
}

/** Calls of one hour that are alike. */
export interface HourCount extends Omit<CallRecord, 'at'> {
  /** its first moment, milliseconds since 1970 UTC */
  readonly hour: number;
  readonly count: number;
}

/** What the service needs of a memory. */
export interface Ledger {
  recordCall(record: CallRecord): void;
  recordFeedback(service: string, items: readonly FeedbackItem[]): void;
  /** counts since the start, by name */
  counts(): Readonly<Record<string, number>>;
  /** hours that begin at or after `from` and before `to` */
  counters(from: number, to: number): Promise<readonly HourCount[]>;
  /** what operators should know; empty where all is well */
  health(): readonly string[];
}
