import { withCompany } from '../../assess/read-cues.js';
import { addPoints, holds } from '../../assess/score.js';
import type { Setting } from '../../model/chart.js';
import type { Population, Scoring } from '../../model/scoring.js';
import type { Candidate } from './candidates.js';
import { waysTo } from './scoring-ways.js';
import { scoringWords } from './scoring-words.js';

/** What was asked for in vain. */
interface Failure {
  readonly candidates: readonly Candidate[];
  readonly population: Population;
  readonly setting: Setting;
  readonly tier: 2 | 3;
}

/** Each cue once, with the most that it can earn. */
function atMost(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { cue, points } = candidate.finding;
    if (points >= (best.get(cue)?.finding.points ?? 0)) best.set(cue, candidate);
  }
  return [...best.values()];
}

/** Why no set of these cues reaches a tier: even all of them together do not. */
export function whyNot({ candidates, population, setting, tier }: Failure, scoring: Scoring): string {
  const { thresholds, tier2, tier3 } = scoring.populations[population];
  const limits = thresholds[setting];
  const findings = withCompany(atMost(candidates).map(({ finding }) => finding));
  if (findings.length === 0) return 'counts only beside a cue that other evidence shows';
  const points = addPoints(findings, population, scoring);
  const cues = new Set(findings.map(({ cue }) => cue));
  const needed = limits[tier === 2 ? 'tier2' : 'tier3'];
  if (points.score < needed) return `all together earn ${points.score} of ${needed} points`;
  const [lacking = []] = waysTo(tier === 2 ? tier2 : tier3)
    .map((way) => way.filter((part) => !holds(part, points, cues, limits)))
    .toSorted((one, other) => one.length - other.length);
  const words = lacking.map((part) => scoringWords(part, (of) => `${limits[of]}`));
  return `all together lack ${words.join('; and ')}`;
}
