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

/** Numbers about the free text of a record. */
interface PassagesRead {
  readonly count: number;
  /** UTF-16 units */
  readonly characters: number;
  /** texts that were not read, or not in full */
  readonly leftOut: number;
}

/** What a local service may ask of a person. It never decides whether a card is shown, or which. */
export interface Person {
  /** by administrative gender, which is not identity; undefined where it is neither or not said */
  readonly gender: 'woman' | 'man' | undefined;
  /** primary language of the one that is preferred, or the only one */
  readonly language: string | undefined;
}

/** What is known of one patient at one moment, indexed by what the content asks. */
export interface Chart {
  readonly age: Age | undefined;
  readonly deceased: boolean;
  /** labelled as a chart that the site leaves alone */
  readonly excluded: boolean;
  /** registered without identification, by the site's rule; undefined where the site has none */
  readonly unidentified: boolean | undefined;
  /** true or false where the record says so; undefined where it does not */
  readonly interpreterNeeded: boolean | undefined;
  /** read for what local services ask, and by no cue */
  readonly person: Person;
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
  /** what free text states, by phrase group number */
  readonly notes: ReadonlyMap<number, readonly Fact[]>;
  /** how much free text was read; the text itself is let go (invariant 5) */
  readonly passagesRead: PassagesRead;
  readonly sources: Readonly<Record<Source, SourceState>>;
  /** resources left out, by reason: a count, never a name */
  readonly dropped: Readonly<Record<string, number>>;
}
