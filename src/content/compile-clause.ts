import { DAY_MS } from '../model/civil.js';
import type { AnswerClause, Apart, Clause, CodeClause, ValueTest } from '../model/clause.js';
import { HavenError } from '../model/haven-error.js';
import { before } from '../model/period.js';
import type { EvidenceResource } from '../model/source.js';
import { periodOf, setNumber, windowOf } from './clause-scope.js';
import type { ClauseScope } from './clause-scope.js';
import { compileInstruments } from './compile-instruments.js';
import { compileNote, compileObserved, compileRegistration, OBSERVED } from './compile-seen.js';
import type { ClauseEntry, ValueTestEntry } from './schema/cue-file.js';

/** Codes are read from conditions and from what encounters were for, unless a cue says otherwise. */
export const DEFAULT_RESOURCES: readonly EvidenceResource[] = ['Condition', 'Encounter'];

function isEmpty(name: string, scope: ClauseScope): boolean {
  return (scope.sets.members.get(name) ?? []).length === 0;
}

function apartOf(text: string | undefined): Apart {
  if (text === undefined || text === 'resource') return { kind: 'resource' };
  if (text === 'encounter') return { kind: 'encounter' };
  const days = Math.round((0 - before(0, periodOf(text))) / DAY_MS);
  return { kind: 'days', days };
}

type CodeEntry = Extract<ClauseEntry, { readonly code: string }>;

function compileCode(entry: CodeEntry, scope: ClauseScope): Clause {
  if (isEmpty(entry.code, scope)) return { kind: 'unconfigured', what: `value set ${entry.code}` };
  return {
    kind: 'code',
    set: setNumber(entry.code, scope),
    setName: entry.code,
    resources: entry.of ?? DEFAULT_RESOURCES,
    within:
      entry.notWithin === undefined
        ? windowOf(entry.within, scope)
        : { kind: 'not-in-last', period: periodOf(entry.notWithin) },
    atLeast: entry.atLeast ?? 1,
    apart: apartOf(entry.apart),
    standing: entry.standing ?? false,
    active: activeOf(entry.active),
    statuses: entry.status ?? [],
    notStatuses: entry.notStatus ?? [],
    unlessWith: setNumbers(entry.unlessWith, scope),
    onlyWith: setNumbers(entry.onlyWith, scope),
  };
}

function activeOf(active: boolean | undefined): CodeClause['active'] {
  if (active === undefined) return 'either';
  return active ? 'active' : 'inactive';
}

function setNumbers(names: readonly string[] | undefined, scope: ClauseScope): readonly number[] {
  return (names ?? []).map((name) => setNumber(name, scope));
}

const COMPARATORS = [
  ['below', 'lt'],
  ['atMost', 'le'],
  ['above', 'gt'],
  ['atLeast', 'ge'],
] as const;

function compileTest(entry: ValueTestEntry, scope: ClauseScope): ValueTest {
  const coded = entry.in === undefined ? undefined : { set: setNumber(entry.in, scope), setName: entry.in };
  if (coded !== undefined && entry.is !== undefined)
    return { kind: 'coded-or-boolean', ...coded, is: entry.is };
  if (coded !== undefined) return { kind: 'coded', ...coded };
  if (entry.is !== undefined) return { kind: 'boolean', is: entry.is };
  for (const [member, comparator] of COMPARATORS) {
    const value = entry[member];
    if (value !== undefined) return { kind: 'quantity', comparator, value, units: entry.units ?? [] };
  }
  throw new HavenError('content-invalid', 'a value test needs one of in, is, below, atMost, above, atLeast');
}

function compileObservation(
  entry: Extract<ClauseEntry, { readonly observation: string }>,
  scope: ClauseScope,
): Clause {
  if (isEmpty(entry.observation, scope))
    return { kind: 'unconfigured', what: `value set ${entry.observation}` };
  const set = setNumber(entry.observation, scope);
  return {
    kind: 'observation',
    set,
    setName: entry.observation,
    test: compileTest(entry.value, scope),
    within: windowOf(entry.within, scope),
  };
}

function compileTogether(
  entry: Extract<ClauseEntry, { readonly together: readonly string[] }>,
  scope: ClauseScope,
): Clause {
  return {
    kind: 'together',
    sets: entry.together.map((name) => setNumber(name, scope)),
    setNames: entry.together,
    resources: DEFAULT_RESOURCES,
    atLeast: entry.atLeast,
    days: entry.days,
    within: windowOf(entry.within, scope),
  };
}

function compileAnswer(
  entry: Extract<ClauseEntry, { readonly answer: string }>,
  scope: ClauseScope,
): AnswerClause {
  return {
    kind: 'answer',
    linkId: entry.answer,
    questionnaire: entry.questionnaire,
    test: compileTest(entry.value, scope),
    within: windowOf(entry.within, scope),
  };
}

function compileAge({
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
}: {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}): Clause {
  return { kind: 'age', from, to };
}

/** What is written or seen rather than coded. */
type SeenEntry = Extract<
  ClauseEntry,
  { readonly note: string } | { readonly observed: string } | { readonly registration: string }
>;

function compileSeen(entry: SeenEntry, scope: ClauseScope): Clause {
  if ('registration' in entry) return compileRegistration(scope);
  const within = windowOf(entry.within, scope);
  if ('note' in entry) return compileNote(entry.note, within, scope);
  return compileObserved(entry.observed, within, setNumber(OBSERVED, scope));
}

/**
 * Compiles one statement of a cue.
 *
 * @throws HavenError `content-invalid` for a value set or period that does not exist; `lintContent` finds these first, with their place
 */
export function compileClause(entry: ClauseEntry, scope: ClauseScope): Clause {
  if ('code' in entry) return compileCode(entry, scope);
  if ('observation' in entry) return compileObservation(entry, scope);
  if ('answer' in entry) return compileAnswer(entry, scope);
  if ('providers' in entry)
    return { kind: 'providers', atLeast: entry.providers, within: windowOf(entry.within, scope) };
  if ('age' in entry) return compileAge(entry.age);
  if ('together' in entry) return compileTogether(entry, scope);
  if ('instrument' in entry) return compileInstruments(scope);
  if ('all' in entry) return { kind: 'all', of: entry.all.map((part) => compileClause(part, scope)) };
  return compileSeen(entry, scope);
}
