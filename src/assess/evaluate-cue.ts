import type { Age } from '../model/chart.js';
import type { Cue } from '../model/cue.js';
import type { Fact } from '../model/fact.js';
import type { Scoring } from '../model/scoring.js';
import { compareFacts } from './count-events.js';
import { evaluateClause } from './evaluate-clause.js';
import type { Scene } from './evaluation.js';

/** What became of one cue. */
export type CueOutcome =
  | {
      readonly kind: 'met';
      readonly facts: readonly Fact[];
      readonly events: number;
      readonly unread: readonly string[];
    }
  | { readonly kind: 'not-met' }
  | { readonly kind: 'unknown'; readonly facts: readonly Fact[]; readonly reasons: readonly string[] }
  | { readonly kind: 'excluded'; readonly facts: readonly Fact[]; readonly by: string }
  | { readonly kind: 'not-applicable' };

/** Adult thresholds hold where the age is unknown, or a partial birth date spans 18 (decision 11). */
const AS_ADULT: Age = { from: 18, to: 18 };

/** The age that decides which cues apply. */
export function effectiveAge(age: Age | undefined): Age {
  return age === undefined || (age.from < 18 && age.to >= 18) ? AS_ADULT : age;
}

/** True where a cue is meant for this age, and its family counts at it. */
export function appliesTo(cue: Cue, age: Age, scoring: Scoring): boolean {
  // A birth date that leaves open whether a child has reached the age: protection comes first.
  const reachesTo = cue.rule === 'child-protection' ? age.from : age.to;
  if (age.from < cue.ages.from || reachesTo > cue.ages.to) return false;
  const isYoungChild = age.from < scoring.youngChild.under;
  return !isYoungChild || cue.rule === 'child-protection' || scoring.youngChild.families.includes(cue.family);
}

/** Evaluates one cue: its statement, then its exclusions. An exclusion that cannot be read does not hold and is recorded (decision 7). */
export function evaluateCue(cue: Cue, scene: Scene): CueOutcome {
  const found = evaluateClause(cue.when, scene);
  if (found.truth === 'false') return { kind: 'not-met' };
  const facts = found.facts.toSorted(compareFacts);
  if (found.truth === 'unknown') return { kind: 'unknown', facts, reasons: found.reasons };
  const unread: string[] = [];
  const everything = scene.admits === undefined ? scene : { ...scene, admits: undefined };
  for (const { label, clause } of cue.unless) {
    const { truth } = evaluateClause(clause, everything);
    if (truth === 'true') return { kind: 'excluded', facts, by: label };
    if (truth === 'unknown') unread.push(label);
  }
  return { kind: 'met', facts, events: found.events, unread };
}
