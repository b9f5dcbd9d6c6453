import { laterOf, parseInterval } from '../model/interval.js';
import type { Interval } from '../model/interval.js';
import { listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { addFact, drop, encounterIdOf, isFuture } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { setsOf } from './sets-of.js';

const DISPROVED = new Set(['refuted', 'entered-in-error']);
const ACTIVE = new Set(['active', 'recurrence', 'relapse']);
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

/** The later of recorded and onset; without both, the start of its encounter (decision 5). */
function whenOf(
  resource: JsonObject,
  encounter: string | undefined,
  context: FoldContext,
): Interval | undefined {
  const onset =
    parseInterval(resource['onsetDateTime']) ?? parseInterval(member(resource['onsetPeriod'], 'start'));
  const when = laterOf(parseInterval(resource['recordedDate']), onset);
  return when ?? (encounter === undefined ? undefined : context.startOfEncounter(encounter));
}

/** Folds one Condition (https://hl7.org/fhir/R4/condition.html); its subject is already checked. */
export function foldCondition(resource: JsonObject, id: string, context: FoldContext): void {
  const sets = setsOf(resource['code'], context.index);
  if (sets.length === 0) return;
  if (hasCode(resource['verificationStatus'], DISPROVED)) return drop(context, 'disproved');
  const encounter = encounterIdOf(resource['encounter'], context) ?? context.encounterOfDiagnosis(id);
  const when = whenOf(resource, encounter, context);
  if (isFuture(when, context.at)) return drop(context, 'future');
  const active = hasCode(resource['clinicalStatus'], ACTIVE);
  const abated = ABATEMENTS.some((name) => resource[name] !== undefined && resource[name] !== false);
  const onProblemList = listOf(resource['category']).some((category) => hasCode(category, PROBLEM_LIST));
  addFact(context, sets, {
    resource: 'Condition',
    id: textOf(resource['id']),
    when,
    encounter,
    active: active && !abated,
    standing: active && !abated && onProblemList,
    status: textOf(member(listOf(member(resource['clinicalStatus'], 'coding'))[0], 'code')),
    value: undefined,
  });
}
