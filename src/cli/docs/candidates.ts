import { assess } from '../../assess/assess.js';
import type { FindingOf } from '../../assess/read-cues.js';
import type { Chart } from '../../model/chart.js';
import type { Content } from '../../model/content.js';
import type { Cue } from '../../model/cue.js';
import type { Evidence } from './evidence-kind.js';
import { waysOf } from './ways-of.js';
import { chartShowing, WITNESS_AT } from './witness.js';
import type { Showing } from './witness.js';

/** A cue that can be met, what it then earns, and the ways that show it. */
export interface Candidate {
  readonly finding: FindingOf;
  readonly showings: readonly Showing[];
}

/** Numbers of events that make a difference to what a cue earns. */
function eventsOf({ points }: Cue): readonly number[] {
  const graded = [...points.adult, ...points.minor].map(({ events }) => events);
  return [...new Set([1, ...graded])].toSorted((one, other) => one - other);
}

function showingsOf(cue: Cue, { admits }: Evidence): readonly Showing[] {
  return waysOf(cue.when)
    .filter((way) => way.length > 0 && way.every(admits))
    .flatMap((way) => eventsOf(cue).map((events) => ({ cue: cue.id, way, events })));
}

/** The content in which no cue asks for company: for looking at one cue alone. */
function withoutCompany(content: Content): Content {
  return { ...content, cues: content.cues.map((cue) => ({ ...cue, onlyWithFamilies: [] })) };
}

function candidatesFor(cue: Cue, evidence: Evidence, base: Chart, alone: Content): readonly Candidate[] {
  const byPoints = new Map<number, { readonly finding: FindingOf; readonly showings: Showing[] }>();
  for (const showing of showingsOf(cue, evidence)) {
    const { findings } = assess(chartShowing(base, [showing]), alone, WITNESS_AT);
    const finding = findings.find((one) => one.cue === cue.id);
    if (finding === undefined) continue;
    const known = byPoints.get(finding.points) ?? {
      finding: { ...finding, facts: [], of: cue },
      showings: [],
    };
    byPoints.set(finding.points, known);
    known.showings.push(showing);
  }
  return [...byPoints.values()];
}

/** Every cue that evidence of one kind can meet in such a patient, by the real assessment of a record that shows it. */
export function candidatesOf(base: Chart, evidence: Evidence, content: Content): readonly Candidate[] {
  const alone = withoutCompany(content);
  return content.cues.flatMap((cue) => candidatesFor(cue, evidence, base, alone));
}
