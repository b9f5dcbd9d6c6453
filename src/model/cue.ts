import type { Clause } from './clause.js';
import type { Source } from './source.js';

export const FAMILIES = [
  'documented',
  'control',
  'labor',
  'sexual',
  'violence',
  'mental',
  'social',
  'utilization',
  'physical',
] as const;
export type Family = (typeof FAMILIES)[number];

/** What a documented cue does by itself, without points. */
export const RULES = ['tier3-known', 'tier3', 'tier2', 'supportive', 'child-protection'] as const;
export type Rule = (typeof RULES)[number];

export const CUE_STATES = ['on', 'site-opt-in', 'off', 'context-only'] as const;
export type CueState = (typeof CUE_STATES)[number];

/** Points, and how many events they ask for; ascending. */
export interface Grade {
  readonly events: number;
  readonly points: number;
}

/** A cue, compiled: what is read, when it counts and what it is worth. */
export interface Cue {
  readonly id: string;
  readonly slug: string;
  readonly label: string;
  readonly family: Family;
  readonly grade: 'A' | 'B' | 'C';
  readonly sources: readonly string[];
  /** ages it applies to, completed years; an unknown age counts as adult */
  readonly ages: { readonly from: number; readonly to: number };
  readonly points: { readonly adult: readonly Grade[]; readonly minor: readonly Grade[] };
  /** ages 18-24 get the minor points */
  readonly youngAdultAsMinor: boolean;
  readonly rule: Rule | undefined;
  readonly state: CueState;
  /** counts only with another met cue of these families (decision 9) */
  readonly onlyWithFamilies: readonly Family[];
  readonly when: Clause;
  readonly unless: readonly { readonly label: string; readonly clause: Clause }[];
  /** the sources that could make it true */
  readonly reads: readonly Source[];
}

/** Every statement of a cue: what makes it true, then what leaves it out. */
export function clausesOf(cue: Cue): readonly Clause[] {
  return [cue.when, ...cue.unless.map(({ clause }) => clause)];
}

/** True where a cue can earn points or a card at this site. */
export function isEnabled(cue: Cue): boolean {
  return cue.state === 'on' || cue.state === 'context-only';
}
