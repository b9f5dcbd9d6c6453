import type { Chart } from '../model/chart.js';
import type { Fact } from '../model/fact.js';
import { SOURCE_OF } from '../model/source.js';
import type { EvidenceResource } from '../model/source.js';
import type { Occasions } from './occasions.js';
import type { Truth } from '../model/truth.js';

/** What a clause says about a chart, and on what grounds. */
export interface Evaluation {
  readonly truth: Truth;
  /** the facts that make it true, or would if their dates could be placed */
  readonly facts: readonly Fact[];
  /** distinct events counted */
  readonly events: number;
  /** why it is unknown */
  readonly reasons: readonly string[];
}

/** What clauses are evaluated over. */
export interface Scene {
  readonly chart: Chart;
  readonly at: number;
  /** limits which facts may support a cue (new evidence about a survivor, decision 14); exclusions see all */
  readonly admits: ((fact: Fact) => boolean) | undefined;
  /** filled as cues ask for company; belongs to this scene alone */
  readonly occasions: Map<number, Occasions>;
}

/** A scene in which every fact counts. */
export function sceneOf(chart: Chart, at: number): Scene {
  return { chart, at, admits: undefined, occasions: new Map() };
}

/** Why a fact that is there may not count. */
export const UNPLACED = 'date missing or only partly inside the window';

const NO_FACTS: readonly Fact[] = Object.freeze([]);
export const FALSE: Evaluation = Object.freeze({
  truth: 'false',
  facts: NO_FACTS,
  events: 0,
  reasons: Object.freeze([]),
});

/** Unknown, with the reason. */
export function unknown(reason: string, facts: readonly Fact[] = NO_FACTS): Evaluation {
  return { truth: 'unknown', facts, events: 0, reasons: [reason] };
}

/** True, on these facts. */
export function met(facts: readonly Fact[], events: number): Evaluation {
  return { truth: 'true', facts, events, reasons: [] };
}

/** False if everything that could say otherwise was read, else unknown (invariant 1). */
export function falseUnlessUnread(resources: readonly EvidenceResource[], chart: Chart): Evaluation {
  let unread: string[] | undefined;
  for (const resource of resources) {
    const source = SOURCE_OF[resource];
    const { kind } = chart.sources[source];
    if (kind !== 'known') (unread ??= []).push(`${source} ${kind}`);
  }
  return unread === undefined ? FALSE : { truth: 'unknown', facts: NO_FACTS, events: 0, reasons: unread };
}
