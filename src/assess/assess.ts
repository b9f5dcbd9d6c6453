import type { Assessment } from '../model/assessment.js';
import type { Chart } from '../model/chart.js';
import { NO_CONTACT } from '../model/circumstance.js';
import type { Content } from '../model/content.js';
import { pathwayOf, tierOfReading } from './choose-pathway.js';
import { effectiveAge } from './evaluate-cue.js';
import { evaluateClause } from './evaluate-clause.js';
import { sceneOf } from './evaluation.js';
import type { Scene } from './evaluation.js';
import { readCues } from './read-cues.js';
import type { CueContent, Frame } from './read-cues.js';
import { addPoints } from './score.js';

/** What holds about time alone and contact, for certain: unknown is not true (invariant 1). */
function recordedOf(
  scene: Scene,
  { circumstances }: Pick<Content, 'circumstances'>,
): Pick<Assessment, 'circumstances' | 'noContact'> {
  const held = circumstances
    .filter(({ when }) => evaluateClause(when, scene).truth === 'true')
    .map(({ id }) => id);
  return { circumstances: held.filter((id) => id !== NO_CONTACT), noContact: held.includes(NO_CONTACT) };
}

/**
 * Reads a chart against the content: findings, points by family, tier, pathway, and what is on record about time alone
 * and contact.
 * Pure and synchronous; it never throws on odd data, and the order and number of copies of resources do not matter.
 *
 * @param at the moment of the call, milliseconds since 1970 UTC
 */
export function assess(
  chart: Chart,
  content: CueContent & Pick<Content, 'circumstances'>,
  at: number,
): Assessment {
  const age = effectiveAge(chart.age);
  const population = age.to < 18 ? 'minor' : 'adult';
  const frame: Frame = { scene: sceneOf(chart, at), content, age, population };
  const reading = readCues(frame);
  const reached = tierOfReading(reading, frame);
  const pathway = pathwayOf(reached, reading, frame);
  return {
    at,
    age: chart.age,
    population,
    setting: chart.setting,
    deceased: chart.deceased,
    ...reading,
    ...addPoints(reading.findings, population, content.scoring),
    tier: pathway === 'continuity' ? 2 : reached,
    pathway,
    survivor: reading.findings.some(({ rule }) => rule === 'supportive' || rule === 'tier3-known'),
    ...recordedOf(frame.scene, content),
  };
}
