import type { Assessment, Finding, Tier } from '../model/assessment.js';
import type { Setting } from '../model/chart.js';
import { FAMILIES } from '../model/cue.js';
import type { Cue, Family, Grade } from '../model/cue.js';
import type { Population, ScoreClause, Scoring, Thresholds } from '../model/scoring.js';

/** Points by family after caps, and their sum. */
export type Points = Pick<Assessment, 'points' | 'score'>;

function gradeOf(grades: readonly Grade[], events: number): number {
  return grades.findLast((grade) => grade.events <= events)?.points ?? 0;
}

/** What a met cue earns, before its family's cap. */
export function pointsOf(cue: Cue, events: number, population: Population, isYoungAdult: boolean): number {
  if (cue.state === 'context-only' || cue.rule !== undefined) return 0;
  const scale = isYoungAdult && cue.youngAdultAsMinor ? 'minor' : population;
  return gradeOf(cue.points[scale], events);
}

/** Adds findings up by family, each family up to its cap. */
export function addPoints(findings: readonly Finding[], population: Population, scoring: Scoring): Points {
  const points: Partial<Record<Family, number>> = {};
  let score = 0;
  for (const family of FAMILIES) {
    const earned = findings.reduce(
      (sum, finding) => (finding.family === family ? sum + finding.points : sum),
      0,
    );
    const capped = Math.min(earned, scoring.caps[population][family]);
    if (capped === 0) continue;
    points[family] = capped;
    score += capped;
  }
  return { points, score };
}

/** True where a statement about points holds; `cues` are those that earn points. */
export function holds(
  clause: ScoreClause,
  points: Points,
  cues: ReadonlySet<string>,
  thresholds: Thresholds,
): boolean {
  switch (clause.kind) {
    case 'score':
      return points.score >= thresholds[clause.reaches];
    case 'points':
      return clause.of.reduce((sum, family) => sum + (points.points[family] ?? 0), 0) >= clause.atLeast;
    case 'families':
      return Object.keys(points.points).length >= clause.atLeast;
    case 'cues':
      return clause.of.some((cue) => cues.has(cue));
    case 'all':
      return clause.of.every((part) => holds(part, points, cues, thresholds));
    case 'any':
      return clause.of.some((part) => holds(part, points, cues, thresholds));
  }
}

/** The tier that points reach by themselves (catalogue section 5.3), without the rule cues. */
export function tierOf(
  points: Points,
  findings: readonly Finding[],
  population: Population,
  setting: Setting,
  scoring: Scoring,
): Tier {
  const { thresholds, tier2, tier3 } = scoring.populations[population];
  const cues = new Set(findings.filter((finding) => finding.points > 0).map((finding) => finding.cue));
  if (holds(tier3, points, cues, thresholds[setting])) return 3;
  return holds(tier2, points, cues, thresholds[setting]) ? 2 : 0;
}
