import type { Visit } from '../model/fact.js';
import { parseInterval } from '../model/interval.js';
import { listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { addFact, drop, isFuture, keyOfReference } from './fold-context.js';
import type { EncounterRecord, FoldContext } from './fold-context.js';
import { complaintKeys, setsOf } from './sets-of.js';

const NEVER_HAPPENED = new Set(['cancelled', 'entered-in-error']);
const DAY_MS = 86_400_000;

/** The patient's encounters, before anything is folded. */
export interface EncounterTable {
  readonly records: readonly EncounterRecord[];
  readonly byId: ReadonlyMap<string, EncounterRecord>;
  readonly diagnosisOf: ReadonlyMap<string, string>;
  readonly context: EncounterRecord | undefined;
}

function startOf(resource: JsonObject): EncounterRecord['when'] {
  return parseInterval(member(resource['period'], 'start'));
}

/** Without `encounterId`: the only encounter in progress that began in the last 24 hours (decision 6). */
function guessContext(encounters: readonly JsonObject[], at: number): JsonObject | undefined {
  const current = encounters.filter((resource) => {
    const start = resource['status'] === 'in-progress' ? startOf(resource) : undefined;
    return start !== undefined && start.earliest >= at - DAY_MS && start.earliest <= at + DAY_MS;
  });
  return current.length === 1 ? current[0] : undefined;
}

function recordOf(resource: JsonObject, isContext: boolean): EncounterRecord {
  return {
    id: textOf(resource['id']),
    resource,
    status: textOf(resource['status']),
    isContext,
    when: startOf(resource),
  };
}

/**
 * Sorts the patient's encounters out: which is the current one, which never happened or lie in the future.
 * The current encounter is kept whatever its date or plan, unless it was cancelled or entered in error.
 *
 * @param contextId `context.encounterId`
 */
export function tabulateEncounters(
  encounters: readonly JsonObject[],
  contextId: string | undefined,
  base: Pick<FoldContext, 'at' | 'aliases' | 'dropped'>,
): EncounterTable {
  const happened = encounters.filter((resource) => {
    const gone = typeof resource['status'] === 'string' && NEVER_HAPPENED.has(resource['status']);
    if (gone) drop(base, 'never-happened');
    return !gone;
  });
  const current =
    contextId === undefined
      ? guessContext(happened, base.at)
      : happened.find((resource) => resource['id'] === contextId);
  const records: EncounterRecord[] = [];
  const byId = new Map<string, EncounterRecord>();
  const diagnosisOf = new Map<string, string>();
  for (const resource of happened) {
    const record = recordOf(resource, resource === current);
    if (!record.isContext && (record.status === 'planned' || isFuture(record.when, base.at))) {
      drop(base, 'not-yet');
      continue;
    }
    records.push(record);
    if (record.id === undefined) continue;
    byId.set(record.id, record);
    for (const diagnosis of listOf(resource['diagnosis'])) {
      const key = keyOfReference(member(diagnosis, 'condition'), base.aliases);
      if (key !== undefined) diagnosisOf.set(key, record.id);
    }
  }
  return { records, byId, diagnosisOf, context: records.find((record) => record.isContext) };
}

/** Codes of conditions that are contained in the encounter and named as its diagnoses. */
function containedDiagnoses(resource: JsonObject): readonly unknown[] {
  const contained = listOf(resource['contained']);
  if (contained.length === 0) return contained;
  const named = new Set(
    listOf(resource['diagnosis']).map((diagnosis) => member(member(diagnosis, 'condition'), 'reference')),
  );
  return contained
    .filter(
      (inner) =>
        member(inner, 'resourceType') === 'Condition' && named.has(`#${String(member(inner, 'id'))}`),
    )
    .map((inner) => member(inner, 'code'));
}

/** All coded elements of an encounter that content can ask for. */
export function setsOfEncounter(
  resource: JsonObject,
  context: Pick<FoldContext, 'index'>,
): readonly number[] {
  const found: number[] = [];
  const elements = [
    resource['class'],
    resource['type'],
    resource['serviceType'],
    resource['reasonCode'],
    member(resource['hospitalization'], 'dischargeDisposition'),
    ...containedDiagnoses(resource),
  ];
  for (const element of elements) {
    if (element !== undefined) found.push(...setsOf(element, context.index));
  }
  return found.length < 2 ? found : [...new Set(found)];
}

function visitOf(record: EncounterRecord, context: FoldContext): Visit | undefined {
  const provider = keyOfReference(record.resource['serviceProvider'], context.aliases);
  if (provider === undefined) return undefined;
  const complaints = complaintKeys(record.resource['reasonCode']);
  return complaints.length === 0 ? undefined : { id: record.id, when: record.when, provider, complaints };
}

/** Folds the encounters' own codes and, where content counts providers, their visits. */
export function foldEncounters(table: EncounterTable, context: FoldContext, visits: Visit[]): void {
  const countsVisits = context.content.cuesByVisits.length > 0;
  for (const record of table.records) {
    const sets = setsOfEncounter(record.resource, context);
    if (sets.length > 0) {
      addFact(context, sets, {
        resource: 'Encounter',
        id: record.id,
        when: record.when,
        encounter: record.id,
        active: false,
        standing: false,
        status: record.status,
        value: undefined,
      });
    }
    const visit = countsVisits ? visitOf(record, context) : undefined;
    if (visit !== undefined) visits.push(visit);
  }
}
