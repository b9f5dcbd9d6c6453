import type { Age, Setting } from './chart.js';
import type { Circumstance } from './circumstance.js';
import type { Family, Rule } from './cue.js';
import type { Fact } from './fact.js';
import type { Population } from './scoring.js';

/** A cue that is met: which facts, and what it earns. It never holds words of the record. */
export interface Finding {
  readonly cue: string;
  readonly family: Family;
  readonly rule: Rule | undefined;
  /** points before the family's cap */
  readonly points: number;
  readonly facts: readonly Fact[];
}

/** A cue whose evidence could not all be read, or has a date that cannot be placed. */
export interface UnknownCue {
  readonly cue: string;
  readonly reasons: readonly string[];
}

/** A cue that would be met but for an exclusion, or an exclusion that could not be read. */
export interface ExcludedCue {
  readonly cue: string;
  readonly by: string;
}

/** 0 nothing, 2 consider time alone, 3 a private conversation now (catalogue section 5.3). */
export type Tier = 0 | 2 | 3;

export const PATHWAYS = ['time-alone', 'private-conversation', 'continuity', 'child-protection'] as const;
/** Which card answers this assessment. */
export type Pathway = (typeof PATHWAYS)[number];

export interface Assessment {
  readonly at: number;
  readonly age: Age | undefined;
  readonly population: Population;
  readonly setting: Setting;
  readonly deceased: boolean;
  readonly findings: readonly Finding[];
  readonly unknown: readonly UnknownCue[];
  readonly excluded: readonly ExcludedCue[];
  /** exclusions that could not be read, and so did not hold */
  readonly unreadExclusions: readonly ExcludedCue[];
  /** points by family, after caps */
  readonly points: Readonly<Partial<Record<Family, number>>>;
  readonly score: number;
  readonly tier: Tier;
  readonly pathway: Pathway | undefined;
  /** earlier exploitation is on record: never ask to retell (decision 14) */
  readonly survivor: boolean;
  /** what holds about time alone, in order of precedence; what cannot be read does not hold */
  readonly circumstances: readonly Circumstance[];
  /** whether the patient's wish for no contact is on record, for certain */
  readonly noContact: boolean;
}
