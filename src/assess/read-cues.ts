import type { ExcludedCue, Finding, UnknownCue } from '../model/assessment.js';
import type { Age, Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import { isEnabled } from '../model/cue.js';
import type { Cue } from '../model/cue.js';
import type { Population } from '../model/scoring.js';
import type { Source } from '../model/source.js';
import { appliesTo, evaluateCue } from './evaluate-cue.js';
import type { CueOutcome } from './evaluate-cue.js';
import type { Scene } from './evaluation.js';
import { pointsOf } from './score.js';

/** What a chart says about every cue that matters to it. */
export interface Reading {
  readonly findings: readonly Finding[];
  readonly unknown: readonly UnknownCue[];
  readonly excluded: readonly ExcludedCue[];
  readonly unreadExclusions: readonly ExcludedCue[];
}

/** What cues are read by. */
export type CueContent = Pick<
  Content,
  | 'cues'
  | 'cuesBySet'
  | 'cuesByRegistration'
  | 'cuesByGroup'
  | 'cuesByLinkId'
  | 'cuesByVisits'
  | 'cuesBySource'
  | 'scoring'
>;

/** What cues are read over. */
export interface Frame {
  readonly scene: Scene;
  readonly content: CueContent;
  readonly age: Age;
  readonly population: Population;
}

/** Numbers of the cues that some keys of the chart touch. */
function byKeys<K>(keys: Iterable<K>, cuesBy: ReadonlyMap<K, readonly number[]>, touched: Set<number>): void {
  for (const key of keys) for (const cue of cuesBy.get(key) ?? []) touched.add(cue);
}

/** Numbers of the cues that something in the chart could make true: the work does not grow with the number of cues. */
function touchedCues(chart: Chart, content: CueContent): readonly number[] {
  const touched = new Set<number>(chart.unidentified === true ? content.cuesByRegistration : []);
  byKeys(chart.facts.keys(), content.cuesBySet, touched);
  byKeys(chart.answers.keys(), content.cuesByLinkId, touched);
  byKeys(chart.notes.keys(), content.cuesByGroup, touched);
  if (chart.visits.length > 0) for (const cue of content.cuesByVisits) touched.add(cue);
  return [...touched].toSorted((one, other) => one - other);
}

/** Cues that nothing touched, but whose sources were not all read (invariant 1). */
function unreadCues(frame: Frame, touched: ReadonlySet<number>): readonly UnknownCue[] {
  const reasons = new Map<number, string[]>();
  for (const [source, state] of Object.entries(frame.scene.chart.sources)) {
    if (state.kind === 'known') continue;
    for (const number of frame.content.cuesBySource.get(source as Source) ?? []) {
      if (!touched.has(number))
        reasons.set(number, [...(reasons.get(number) ?? []), `${source} ${state.kind}`]);
    }
  }
  return [...reasons].flatMap(([number, why]) => {
    const cue = frame.content.cues[number];
    return cue !== undefined && isConsidered(cue, frame) ? [{ cue: cue.id, reasons: why }] : [];
  });
}

function isConsidered(cue: Cue, frame: Frame): boolean {
  return isEnabled(cue) && appliesTo(cue, frame.age, frame.content.scoring);
}

/** A cue that counts only in company keeps only if another cue of those families is met (decision 9). */
export function withCompany(findings: readonly FindingOf[]): readonly FindingOf[] {
  return findings.filter(({ of: cue }) => {
    if (cue.onlyWithFamilies.length === 0) return true;
    return findings.some((other) => other.cue !== cue.id && cue.onlyWithFamilies.includes(other.family));
  });
}

/** A finding with the cue it is of. */
export type FindingOf = Finding & { readonly of: Cue };

function findingOf(cue: Cue, outcome: CueOutcome & { readonly kind: 'met' }, frame: Frame): FindingOf {
  const age = frame.scene.chart.age;
  const isYoungAdult = age !== undefined && age.from >= 18 && age.to <= 24;
  const points = pointsOf(cue, outcome.events, frame.population, isYoungAdult);
  return { cue: cue.id, family: cue.family, rule: cue.rule, points, facts: outcome.facts, of: cue };
}

/** Evaluates every cue that the chart touches, and names those that could not be read. */
export function readCues(frame: Frame): Reading {
  const { scene, content } = frame;
  const findings: FindingOf[] = [];
  const unknown: UnknownCue[] = [];
  const excluded: ExcludedCue[] = [];
  const unreadExclusions: ExcludedCue[] = [];
  const touched = touchedCues(scene.chart, content);
  for (const number of touched) {
    const cue = content.cues[number];
    if (cue === undefined || !isConsidered(cue, frame)) continue;
    const outcome = evaluateCue(cue, scene);
    if (outcome.kind === 'unknown') unknown.push({ cue: cue.id, reasons: outcome.reasons });
    else if (outcome.kind === 'excluded') excluded.push({ cue: cue.id, by: outcome.by });
    else if (outcome.kind === 'met') {
      findings.push(findingOf(cue, outcome, frame));
      for (const by of outcome.unread) unreadExclusions.push({ cue: cue.id, by });
    }
  }
  const kept = withCompany(findings);
  for (const finding of findings) {
    if (!kept.includes(finding)) excluded.push({ cue: finding.cue, by: 'counts only with another cue' });
  }
  unknown.push(...unreadCues(frame, new Set(touched)));
  return { findings: kept.map(publicFinding), unknown, excluded, unreadExclusions };
}

function publicFinding({ cue, family, rule, points, facts }: FindingOf): Finding {
  return { cue, family, rule, points, facts };
}
