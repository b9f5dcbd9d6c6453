import type { Language } from './language.js';
import type { EvidenceResource } from './source.js';
import type { Interval } from './interval.js';

/** The answer or result of an Observation or a questionnaire item, as far as content can ask for it. */
export interface FactValue {
  /** value sets that the coded value belongs to */
  readonly sets: readonly number[];
  readonly boolean?: boolean;
  readonly number?: number;
  /** UCUM code, or the unit's text where no code is given */
  readonly unit?: string;
}

/** One thing the record says, in a value set that content asks for. It holds no text of the record. */
export interface Fact {
  readonly resource: EvidenceResource;
  /** logical id within the call, for explain; undefined where the resource has none */
  readonly id: string | undefined;
  readonly when: Interval | undefined;
  /** id of the encounter it belongs to */
  readonly encounter: string | undefined;
  /** false where the record says that it is over (inactive, in remission, resolved, abated); not said is not over */
  readonly active: boolean;
  /** an active problem-list item without abatement: it may count as now (decision 5) */
  readonly standing: boolean;
  /** Encounter.status, Condition.clinicalStatus or Appointment.status */
  readonly status: string | undefined;
  readonly value: FactValue | undefined;
  /** the language that free text was read in; undefined where no text was read */
  readonly language?: Language;
}

/** An encounter with one provider organisation for one or more complaints; for counting distinct providers. */
export interface Visit {
  readonly id: string | undefined;
  readonly when: Interval | undefined;
  readonly provider: string;
  readonly complaints: readonly string[];
}
