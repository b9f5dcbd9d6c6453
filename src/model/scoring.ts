import type { Setting } from './chart.js';
import type { Family } from './cue.js';

/** Which scale applies: `minor` is under 18. */
export const POPULATIONS = ['adult', 'minor'] as const;
export type Population = (typeof POPULATIONS)[number];

/** A statement about points by family. A closed table, evaluated in `assess`. */
export type ScoreClause =
  | { readonly kind: 'score'; readonly reaches: 'tier2' | 'tier3' }
  | { readonly kind: 'points'; readonly of: readonly Family[]; readonly atLeast: number }
  | { readonly kind: 'families'; readonly atLeast: number }
  | { readonly kind: 'cues'; readonly of: readonly string[] }
  | { readonly kind: 'all'; readonly of: readonly ScoreClause[] }
  | { readonly kind: 'any'; readonly of: readonly ScoreClause[] };

export interface Thresholds {
  readonly tier2: number;
  readonly tier3: number;
}

/** How points become tiers, by population. */
export interface PopulationScoring {
  readonly thresholds: Readonly<Record<Setting, Thresholds>>;
  readonly tier2: ScoreClause;
  readonly tier3: ScoreClause;
}

export interface Scoring {
  readonly caps: Readonly<Record<Population, Readonly<Record<Family, number>>>>;
  readonly populations: Readonly<Record<Population, PopulationScoring>>;
  /** below this age only these families count */
  readonly youngChild: { readonly under: number; readonly families: readonly Family[] };
}
