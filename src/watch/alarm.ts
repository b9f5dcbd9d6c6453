import type { Source } from '../model/source.js';

/** What is watched by its counts: the whole site, one of its departments, or the calls that are in none of them. */
export type Watched =
  { readonly kind: 'all' } | { readonly kind: 'none' } | { readonly kind: 'department'; readonly id: string };

/** Why a heartbeat did not go well. */
export type HeartbeatProblem =
  /** the content has no documented cue that a code alone can meet */
  | 'no-patient'
  /** the patient with a documented code got no card */
  | 'silent'
  /** the patient with nothing on record got one */
  | 'unasked'
  /** an error on the way */
  | 'failed'
  /** none for minutes */
  | 'late';

/** What the malfunction watch has to say. */
export type Alarm =
  | { readonly kind: 'heartbeat'; readonly problem: HeartbeatProblem }
  | { readonly kind: 'silence' | 'burst'; readonly where: Watched }
  | { readonly kind: 'prefetch'; readonly source: Source };

/** As a label of a metric. */
export function labelOf(where: Watched): string {
  return where.kind === 'department' ? where.id : where.kind;
}

function placeOf(where: Watched): string {
  switch (where.kind) {
    case 'all':
      return 'the whole site';
    case 'none':
      return 'calls outside every department';
    case 'department':
      return `department ${where.id}`;
  }
}

const HEARTBEAT: Readonly<Record<HeartbeatProblem, string>> = {
  'no-patient': 'the content has no documented cue by code, so no test patient can be made from it',
  silent: 'the test patient that must get a prompt got none',
  unasked: 'the test patient with nothing on record got a prompt',
  failed: 'the test patient could not be evaluated',
  late: 'no test patient was evaluated in the last minutes',
};

/** In a sentence for operators, without a count: readiness may be read by those who could match counts with charts they saw opened. */
export function reasonOf(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'heartbeat':
      return `heartbeat: ${HEARTBEAT[alarm.problem]}`;
    case 'silence':
      return `${placeOf(alarm.where)}: no prompt for far longer than usual`;
    case 'burst':
      return `${placeOf(alarm.where)}: far more prompts in the last hour than usual`;
    case 'prefetch':
      return `prefetch: ${alarm.source} was missing in the last hour far more often than usual`;
  }
}
