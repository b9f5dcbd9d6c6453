import type { Kysely } from 'kysely';
import type { AgeBand } from '../../model/age-band.js';
import type { Tier } from '../../model/assessment.js';
import type { Hook } from '../../model/hook.js';
import type { OverrideMode } from '../../model/mode-override.js';
import type { Quiet } from '../../model/quiet.js';
import type { AuditKind, CallRecord, CountedOutcome } from '../ledger.js';
import type { Report } from '../read-report.js';

/** The tables as both databases have them; docs/ledger.md says what each is for. Moments are milliseconds. */
export interface Tables {
  readonly issued_card: {
    readonly card: string;
    readonly uuid: string;
    readonly service: string;
    readonly hook: Hook;
    readonly topic: string;
    readonly revision: string;
    readonly department: string | null;
    readonly tier: Tier;
    readonly language: string;
    readonly client: string;
    readonly hour: number;
    readonly patient_topic: string | null;
    readonly patient_encounter: string | null;
    readonly outcome: Report['outcome'] | null;
    readonly reason: NonNullable<Report['reason']> | null;
    readonly outcome_at: number | null;
  };
  readonly cooldown: {
    readonly card: string;
    readonly tier: Tier;
    readonly hour: number;
    readonly patient_topic: string;
    readonly patient_encounter: string | null;
    readonly quiet_until: number;
    readonly encounter_until: number;
    readonly kept_until: number;
  };
  readonly feedback: {
    readonly card: string;
    readonly client: string;
    readonly outcome: Report['outcome'];
    /** empty where there was none: it is part of the key */
    readonly reason: NonNullable<Report['reason']> | '';
    /** `NO_TIME` where the client named none: it is part of the key */
    readonly sent_at: number;
    readonly at: number;
    readonly received_at: number;
    readonly service: string;
    readonly suggestions: number;
    readonly quiet_kind: Quiet['kind'];
    readonly quiet_at: number;
    readonly quiet_encounter: number;
    readonly known: number;
    readonly comment_key: string | null;
    readonly comment: string | null;
  };
  readonly hour_count: {
    readonly hour: number;
    readonly hook: Hook | '';
    readonly department: string;
    readonly revision: string;
    readonly tier: Tier | typeof NO_TIER;
    readonly outcome: CountedOutcome;
    readonly count: number;
  };
  readonly day_count: {
    readonly day: number;
    readonly outcome: CallRecord['outcome'];
    readonly age_band: AgeBand | '';
    readonly count: number;
  };
  readonly token_claim: { readonly token: string; readonly kept_until: number };
  readonly mode_override: {
    /** empty: the whole site */
    readonly department: string;
    readonly mode: OverrideMode;
    readonly since: number;
    readonly made_by: string;
    readonly reason: string;
  };
  readonly audit: {
    readonly seq: number;
    readonly at: number;
    readonly kind: AuditKind;
    readonly made_by: string;
    readonly department: string;
    readonly detail: string;
    readonly previous: string;
    readonly hash: string;
  };
  readonly ledger_probe: { readonly id: number; readonly at: number };
}

/** Stand for what is not there, in columns that are part of a key. */
export const NO_TIME = -1;
export const NO_TIER = -1;

/** A connection of either database, in a transaction or not. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly dialect: 'sqlite' | 'postgres';
}
