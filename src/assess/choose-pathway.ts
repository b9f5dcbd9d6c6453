import type { Pathway, Tier } from '../model/assessment.js';
import type { Fact } from '../model/fact.js';
import { windowOf } from './window-of.js';
import { readCues } from './read-cues.js';
import type { Frame, Reading } from './read-cues.js';
import { addPoints, tierOf } from './score.js';

/** The tier of a reading: rule cues first, then points. A known history alone is no tier: it has a card of its own. */
export function tierOfReading(reading: Reading, frame: Frame): Tier {
  const rules = new Set(reading.findings.map((finding) => finding.rule));
  if (rules.has('tier3') || rules.has('tier3-known')) return 3;
  const points = addPoints(reading.findings, frame.population, frame.content.scoring);
  const tier = tierOf(
    points,
    reading.findings,
    frame.population,
    frame.scene.chart.setting,
    frame.content.scoring,
  );
  if (tier === 3) return 3;
  return tier === 2 || rules.has('tier2') || rules.has('child-protection') ? 2 : 0;
}

/** The earliest moment at which a known history is on record; infinite where it has no date. */
function historyOf(reading: Reading): number {
  const dates = reading.findings
    .filter((finding) => finding.rule === 'supportive')
    .flatMap((finding) =>
      finding.facts.flatMap((fact) => (fact.when === undefined ? [] : [fact.when.latest])),
    );
  return Math.min(...dates);
}

/** Whether what is on record since a known history, or in this encounter, reaches tier 3 by itself (decision 14). */
function isNewlyTier3(reading: Reading, frame: Frame): boolean {
  const { chart, at } = frame.scene;
  const since = historyOf(reading);
  const place = windowOf({ kind: 'encounter' }, chart, at);
  const admits = (fact: Fact): boolean =>
    place(fact) === 'inside' || (fact.when !== undefined && fact.when.earliest > since);
  const fresh = { ...frame, scene: { ...frame.scene, admits } };
  return tierOfReading(readCues(fresh), fresh) === 3;
}

/** Which card, if any. A child under 13 has the child-protection pathway; a known survivor is not interviewed again (decisions 14, 16). */
export function pathwayOf(tier: Tier, reading: Reading, frame: Frame): Pathway | undefined {
  const rules = new Set(reading.findings.map((finding) => finding.rule));
  if (rules.has('child-protection')) return 'child-protection';
  if (rules.has('supportive')) return isNewlyTier3(reading, frame) ? 'private-conversation' : 'continuity';
  if (tier === 3) return 'private-conversation';
  return tier === 2 ? 'time-alone' : undefined;
}
