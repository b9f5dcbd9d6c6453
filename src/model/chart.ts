import type { Fact, FactValue, Visit } from './fact.js';
import type { Interval } from './interval.js';
import type { Source, SourceState } from './source.js';

/** Completed years of age on the day of the call, as an interval, since a birth date may be partial. */
export interface Age {
  readonly from: number;
  readonly to: number;
}

/** Where the encounter takes place, which decides the thresholds. */
export type Setting = 'ED' | 'AMB';

/** The answer to one item of one questionnaire response. */
export interface ItemAnswer {
  readonly questionnaire: string | undefined;
  readonly fact: Fact;
  readonly value: FactValue;
}

/** What is known of one patient at one moment, indexed by what the content asks. */
export interface Chart {
  readonly age: Age | undefined;
  readonly deceased: boolean;
  /** true or false where the record says so; undefined where it does not */
  readonly interpreterNeeded: boolean | undefined;
  readonly setting: Setting;
  /** a remote visit (v3-ActCode VR), where someone may be off camera */
  readonly remote: boolean;
  /** id of the site's department in which the encounter takes place; undefined where it is in none of them */
  readonly department: string | undefined;
  readonly encounter: { readonly id: string | undefined; readonly when: Interval | undefined } | undefined;
  /** facts by value set number */
  readonly facts: ReadonlyMap<number, readonly Fact[]>;
  readonly visits: readonly Visit[];
  /** answers by linkId */
  readonly answers: ReadonlyMap<string, readonly ItemAnswer[]>;
  readonly sources: Readonly<Record<Source, SourceState>>;
  /** resources left out, by reason: a count, never a name */
  readonly dropped: Readonly<Record<string, number>>;
}
