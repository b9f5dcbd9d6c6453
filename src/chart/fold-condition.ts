import { laterOf, parseInterval } from '../model/interval.js';
import type { Interval } from '../model/interval.js';
import { listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { addFact, drop, encounterIdOf, isFuture, usefulSets } from './fold-context.js';
import type { FoldContext, Place } from './fold-context.js';
import { setsOf } from './sets-of.js';

const DISPROVED = new Set(['refuted', 'entered-in-error']);
const ACTIVE = new Set(['active', 'recurrence', 'relapse']);
const OVER = new Set(['inactive', 'remission', 'resolved']);
const ABATEMENTS = [
  'abatementDateTime',
  'abatementAge',
  'abatementPeriod',
  'abatementRange',
  'abatementString',
];

function hasCode(concept: unknown, codes: ReadonlySet<string>): boolean {
  return listOf(member(concept, 'coding')).some((coding) => codes.has(textOf(member(coding, 'code')) ?? ''));
}

const PROBLEM_LIST = new Set(['problem-list-item']);

/** The later of recorded and onset (decision 5). */
function ownDate(resource: JsonObject): Interval | undefined {
  const onset =
    parseInterval(resource['onsetDateTime']) ?? parseInterval(member(resource['onsetPeriod'], 'start'));
  return laterOf(parseInterval(resource['recordedDate']), onset);
}

/** Its own date, or the start of its encounter; the current encounter is never in the future (decision 4). */
function dateOf(
  resource: JsonObject,
  encounter: string | undefined,
  context: FoldContext,
): { readonly when: Interval | undefined; readonly isFuture: boolean } {
  const own = ownDate(resource);
  if (own !== undefined) return { when: own, isFuture: isFuture(own, context.at) };
  const when = encounter === undefined ? undefined : context.startOfEncounter(encounter);
  return { when, isFuture: encounter !== context.currentId && isFuture(when, context.at) };
}

function isAbated(resource: JsonObject): boolean {
  return ABATEMENTS.some((name) => resource[name] !== undefined && resource[name] !== false);
}

/** When a Condition was, and in which encounter; or why it does not count. */
export function placeCondition(resource: JsonObject, id: string, context: FoldContext): Place {
  if (hasCode(resource['verificationStatus'], DISPROVED)) return { kind: 'left-out', reason: 'disproved' };
  const encounter = encounterIdOf(resource['encounter'], context) ?? context.encounterOfDiagnosis(id);
  const { when, isFuture: isLater } = dateOf(resource, encounter, context);
  return isLater ? { kind: 'left-out', reason: 'future' } : { kind: 'placed', when, encounter };
}

/** Folds one Condition (https://hl7.org/fhir/R4/condition.html); its subject is already checked. */
export function foldCondition(resource: JsonObject, id: string, context: FoldContext): void {
  const sets = setsOf(resource['code'], context.index);
  if (sets.length === 0) return;
  const place = placeCondition(resource, id, context);
  if (place.kind === 'left-out') return drop(context, place.reason);
  const isOver = hasCode(resource['clinicalStatus'], OVER) || isAbated(resource);
  const onProblemList = listOf(resource['category']).some((category) => hasCode(category, PROBLEM_LIST));
  const standing = !isOver && onProblemList && hasCode(resource['clinicalStatus'], ACTIVE);
  addFact(context, usefulSets(sets, place.when, standing, context), {
    resource: 'Condition',
    id: textOf(resource['id']),
    when: place.when,
    encounter: place.encounter,
    active: !isOver,
    standing,
    status: textOf(member(listOf(member(resource['clinicalStatus'], 'coding'))[0], 'code')),
    value: undefined,
  });
}
