import type { HeldBack, QuietRule } from '../decide/hold-back.js';
import type { AgeBand } from '../model/age-band.js';
import type { Tier } from '../model/assessment.js';
import type { Withheld } from '../model/decision.js';
import type { Hook } from '../model/hook.js';
import type { ModeOverride, OverrideChange } from '../model/mode-override.js';
import type { Quiet, Recall } from '../model/quiet.js';
import type { FeedbackItem } from '../protocol/parse-feedback.js';

/** Keyed hashes of whom a card is about, by every key of the site that is still in use, newest first; never an id in clear. */
export interface SubjectMarks {
  readonly patientTopic: readonly [string, ...string[]];
  /** empty where the call named no encounter */
  readonly patientEncounter: readonly string[];
}

/** A card that is about to be given. */
export interface IssuedCard {
  readonly uuid: string;
  readonly service: string;
  readonly hook: Hook;
  readonly topic: string;
  readonly revision: string;
  readonly department: string | undefined;
  readonly tier: Tier;
  readonly language: string;
  /** id of the client profile */
  readonly client: string;
  /** only its hour is kept */
  readonly at: number;
  /** what was issued before is looked for by all of them, and this card is written down by the newest */
  readonly marks: SubjectMarks;
  /** by what it is held back; not kept */
  readonly rule: QuietRule;
}

/** One report of what became of a card, and what follows from it. */
export interface Outcome {
  readonly item: FeedbackItem;
  readonly quiet: Quiet;
}

/** What is counted of one call: nothing that identifies anyone. */
export interface CallRecord {
  readonly hook: Hook;
  readonly department: string | undefined;
  readonly revision: string;
  readonly tier: Tier | undefined;
  readonly outcome: 'shown' | Withheld;
  readonly ageBand: AgeBand | undefined;
  readonly at: number;
}

/** What became of cards, as it is counted: under the hook, department, revision and tier of the card, where it is known. */
export type CountedOutcome = CallRecord['outcome'] | 'accepted' | 'overridden' | 'unknown-card';

/** Calls, or feedback, of one hour that are alike. */
export interface HourCount {
  /** its first millisecond */
  readonly hour: number;
  /** undefined for feedback on a card that is not known */
  readonly hook: Hook | undefined;
  readonly department: string | undefined;
  readonly revision: string | undefined;
  readonly tier: Tier | undefined;
  readonly outcome: CountedOutcome;
  readonly count: number;
}

/** Calls of one UTC day by age. */
export interface DayCount {
  /** its first millisecond, in UTC */
  readonly day: number;
  readonly outcome: CallRecord['outcome'];
  /** undefined: the age is not known */
  readonly ageBand: AgeBand | undefined;
  /** `suppressed` from 1 to 10, and wherever a number would give such a number away */
  readonly count: number | 'suppressed';
}

/** What the audit is about: what people and the service itself changed, never who a card was about. */
export type AuditKind = 'mode' | 'gate' | 'content' | 'service' | 'retention' | 'comments';

export interface AuditEntry {
  readonly at: number;
  readonly kind: AuditKind;
  /** who did it: a name that an operator gave, or `haven` */
  readonly by: string;
  readonly department: string | undefined;
  /** what was done, in a sentence of ours or an operator's reason */
  readonly detail: string;
}

/** What the service remembers. */
export interface Ledger {
  /**
   * Records a card unless what is remembered holds it back: both in one step, so that of two calls about one patient neither looks
   * before the other has written. Resolves once the record is durable: in the database, or in the spool where that is down. Never
   * rejects; where nothing can be recalled nothing is held back.
   *
   * @returns why the card is not to be given; undefined where it is
   */
  issue(card: IssuedCard): Promise<HeldBack | undefined>;
  /** What is remembered of a patient and topic; undefined where it cannot be known now. */
  recall(marks: SubjectMarks, at: number): Promise<Recall | undefined>;
  /**
   * Takes reports on cards; resolves once they are durable. Idempotent: the same report counts once, in any order. Of reports that
   * contradict each other the one with the latest time holds. A card that is not known is counted.
   *
   * @throws HavenError `ledger-unavailable` only where database and spool are both unable
   */
  recordFeedback(service: string, client: string, outcomes: readonly Outcome[], at: number): Promise<void>;
  /** Buffered, and written every few seconds. */
  count(call: CallRecord): void;
  /** Remembers a token until it expires. Where the database is down only this process's own memory can tell. */
  claimToken(issuer: string, jti: string, expiresAt: number): Promise<'fresh' | 'replayed'>;
  /**
   * Operators' overrides that hold now; the last that were read, on this machine a while ago at most, where they cannot be read
   * now.
   *
   * @throws HavenError `ledger-unavailable` where they were never read: then nobody knows what operators want
   */
  overrides(): Promise<readonly ModeOverride[]>;
  /** Changes an override, and says so in the audit. @throws HavenError `ledger-unavailable` */
  setOverride(change: OverrideChange): Promise<void>;
  /** Appends to the audit. @throws HavenError `ledger-unavailable` */
  audit(entry: AuditEntry): Promise<void>;
  /** Counts of the hours that begin in `[from, to)`, of all that was counted so far. @throws HavenError `ledger-unavailable` */
  counters(from: number, to: number): Promise<readonly HourCount[]>;
  /** The same by UTC day and age band, small cells suppressed. @throws HavenError `ledger-unavailable` */
  dayCounts(from: number, to: number): Promise<readonly DayCount[]>;
  /** What operators should know; empty where all is well. */
  health(): readonly string[];
  /** Writes what is buffered and lets go of everything. */
  close(): Promise<void>;
}
