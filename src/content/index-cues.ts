import type { CircumstanceRule } from '../model/circumstance.js';
import type { Clause, Within } from '../model/clause.js';
import type { Content } from '../model/content.js';
import { lookBackOf } from './look-back.js';
import { clausesOf } from '../model/cue.js';
import type { Cue } from '../model/cue.js';
import { before } from '../model/period.js';
import type { Period } from '../model/period.js';
import type { Source } from '../model/source.js';

/** Which cues to look at when something turns up: by value set, linkId, visits and source. */
export type CueIndex = Pick<
  Content,
  | 'cuesBySet'
  | 'cuesByRegistration'
  | 'cuesByGroup'
  | 'cuesByLinkId'
  | 'cuesByVisits'
  | 'visitsWithin'
  | 'lookBack'
  | 'cuesBySource'
>;

interface Triggers {
  readonly sets: Set<number>;
  isRegistration: boolean;
  readonly groups: Set<number>;
  readonly linkIds: Set<string>;
  /** the windows in which visits are counted */
  readonly visits: Within[];
}

/** Of several windows the longest look-back; undefined where there is none. */
function longest(windows: readonly Within[]): Period | 'any' | undefined {
  const periods = windows.flatMap((within) => (within.kind === 'last' ? [within.period] : []));
  if (periods.length < windows.length) return 'any';
  return periods.toSorted((one, other) => before(0, one) - before(0, other))[0];
}

function collect(clause: Clause, triggers: Triggers): void {
  switch (clause.kind) {
    case 'code':
    case 'observation':
      triggers.sets.add(clause.set);
      return;
    case 'together':
      for (const set of clause.sets) triggers.sets.add(set);
      return;
    case 'note':
      triggers.groups.add(clause.group);
      return;
    case 'answer':
      triggers.linkIds.add(clause.linkId);
      return;
    case 'providers':
      triggers.visits.push(clause.within);
      return;
    case 'unidentified':
      triggers.isRegistration = true;
      return;
    case 'age':
    case 'unconfigured':
      return;
    case 'all':
    case 'any':
      for (const part of clause.of) collect(part, triggers);
  }
}

function add<K>(map: Map<K, number[]>, key: K, cue: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [cue]);
  else known.push(cue);
}

function triggersOf(clause: Clause): Triggers {
  const triggers: Triggers = {
    isRegistration: false,
    sets: new Set(),
    groups: new Set(),
    linkIds: new Set(),
    visits: [],
  };
  collect(clause, triggers);
  return triggers;
}

/** Inverts the cues, so that a request looks only at those that its chart touches; and keeps what circumstances read. */
export function indexCues(cues: readonly Cue[], circumstances: readonly CircumstanceRule[]): CueIndex {
  const cuesBySet = new Map<number, number[]>();
  const cuesByGroup = new Map<number, number[]>();
  const cuesByLinkId = new Map<string, number[]>();
  const cuesBySource = new Map<Source, number[]>();
  const triggersByCue = cues.map(({ when }) => triggersOf(when));
  const byCircumstance = circumstances.map(({ when }) => triggersOf(when));
  for (const [number, { sets, groups, linkIds }] of triggersByCue.entries()) {
    for (const set of sets) add(cuesBySet, set, number);
    for (const group of groups) add(cuesByGroup, group, number);
    for (const linkId of linkIds) add(cuesByLinkId, linkId, number);
    for (const source of cues[number]?.reads ?? []) add(cuesBySource, source, number);
  }
  for (const linkId of byCircumstance.flatMap(({ linkIds }) => [...linkIds]))
    if (!cuesByLinkId.has(linkId)) cuesByLinkId.set(linkId, []);
  const numbersOf = (isSuch: (triggers: Triggers) => boolean): readonly number[] =>
    triggersByCue.flatMap((triggers, number) => (isSuch(triggers) ? [number] : []));
  return {
    cuesBySet,
    cuesByRegistration: numbersOf(({ isRegistration }) => isRegistration),
    cuesByGroup,
    cuesByLinkId,
    cuesByVisits: numbersOf(({ visits }) => visits.length > 0),
    visitsWithin: longest([...triggersByCue, ...byCircumstance].flatMap(({ visits }) => visits)),
    lookBack: lookBackOf([...cues.flatMap(clausesOf), ...circumstances.map(({ when }) => when)]),
    cuesBySource,
  };
}
