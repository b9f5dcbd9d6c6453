import type { HeldBack } from '../../decide/hold-back.js';
import type { OverrideChange, ModeOverride } from '../../model/mode-override.js';
import type { Remembered } from '../cooldown.js';
import type { Counts } from '../count-table.js';
import type { AuditEntry, HourCount } from '../ledger.js';
import type { DayCell } from '../suppress-cells.js';
import { addCounts } from './add-counts.js';
import { appendEntries } from './append-entries.js';
import { appendAudit, verifyAudit } from './audit-trail.js';
import type { AuditCheck } from './audit-trail.js';
import { changeOverride } from './change-override.js';
import { claimTokens } from './claim-tokens.js';
import type { Claims } from './claim-tokens.js';
import type { Entry } from './entry.js';
import { expireRecords } from './expire-records.js';
import type { Expired, Expiry } from './expire-records.js';
import { issueUnlessHeld } from './issue-unless-held.js';
import type { CardToIssue } from './issue-unless-held.js';
import { readComments, readDays, readHours, readOverrides } from './read-ledger.js';
import type { KeptComment, Span } from './read-ledger.js';
import { readSubject } from './read-subject.js';
import type { SubjectQuestion } from './read-subject.js';
import { touchProbe } from './touch-probe.js';
import type { Database } from './tables.js';

/** Everything that is asked of a database: what goes in, and what comes out. */
export interface Asked {
  readonly append: { readonly input: readonly Entry[]; readonly output: void };
  readonly issue: {
    readonly input: readonly CardToIssue[];
    readonly output: readonly (HeldBack | undefined)[];
  };
  readonly addCounts: { readonly input: Counts; readonly output: void };
  readonly changeOverride: { readonly input: OverrideChange; readonly output: void };
  readonly appendAudit: { readonly input: AuditEntry; readonly output: void };
  readonly expire: { readonly input: Expiry; readonly output: Expired };
  readonly probe: { readonly input: number; readonly output: void };
  readonly claim: { readonly input: Claims; readonly output: readonly string[] };
  readonly subject: { readonly input: SubjectQuestion; readonly output: readonly Remembered[] };
  readonly overrides: { readonly input: undefined; readonly output: readonly ModeOverride[] };
  readonly hours: { readonly input: Span; readonly output: readonly HourCount[] };
  readonly days: { readonly input: Span; readonly output: readonly DayCell[] };
  readonly comments: { readonly input: Span; readonly output: readonly KeptComment[] };
  readonly verifyAudit: {
    readonly input: { readonly noted: string | undefined };
    readonly output: AuditCheck;
  };
}
export type Name = keyof Asked;

/**
 * How an operation is answered. `durable`: when it is on disk. `early`: when it is done, on disk a moment later: after a power
 * cut a token of the last milliseconds may be used again. `read`: it changes nothing, and somebody waits at the bedside.
 * `report`: it changes nothing, and may take its time.
 */
type Answered = 'durable' | 'early' | 'read' | 'report';

export type Operations = {
  readonly [N in Name]: {
    readonly answered: Answered;
    /** what it lets go of has to leave the disk as well */
    readonly erases?: true;
    readonly run: (database: Database, input: Asked[N]['input']) => Promise<Asked[N]['output']>;
  };
};

/** One set for both databases. */
export const OPERATIONS: Operations = {
  append: { answered: 'durable', run: appendEntries },
  issue: { answered: 'durable', run: issueUnlessHeld },
  addCounts: { answered: 'durable', run: addCounts },
  changeOverride: { answered: 'durable', run: changeOverride },
  appendAudit: { answered: 'durable', run: appendAudit },
  expire: { answered: 'durable', erases: true, run: expireRecords },
  probe: { answered: 'durable', run: touchProbe },
  claim: { answered: 'early', run: claimTokens },
  subject: { answered: 'read', run: readSubject },
  overrides: { answered: 'read', run: readOverrides },
  hours: { answered: 'report', run: readHours },
  days: { answered: 'report', run: readDays },
  comments: { answered: 'report', run: readComments },
  verifyAudit: { answered: 'report', run: verifyAudit },
};

/** A database that is asked from the event loop and never stalls it. */
export interface Store {
  /** Rejects where the database cannot; then nothing of it was done, or it may safely be asked again. */
  ask<N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']>;
  close(): Promise<void>;
}

/** How a database is opened. */
export interface StoreSettings {
  /** no file and no tables are made where there are none */
  readonly mustExist?: boolean;
}
