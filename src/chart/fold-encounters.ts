import type { Content } from '../model/content.js';
import type { Visit } from '../model/fact.js';
import type { Interval } from '../model/interval.js';
import { isJsonObject, listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { before } from '../model/period.js';
import { complaintKeys } from './complaint-keys.js';
import { addFact, drop, isFuture, keyOfReference, usefulSets } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { addSets } from './sets-of.js';
import type { Reading } from './sets-of.js';
import { startOf } from './tabulate-encounters.js';
import type { EncounterTable } from './tabulate-encounters.js';

/** Adds the codes of conditions that are contained in the encounter and named as its diagnoses. */
function addContainedDiagnoses(encounter: JsonObject, index: FoldContext['index'], reading: Reading): void {
  const contained = listOf(encounter['contained']);
  if (contained.length === 0) return;
  const named = new Set(
    listOf(encounter['diagnosis']).map((diagnosis) => member(member(diagnosis, 'condition'), 'reference')),
  );
  for (const inner of contained) {
    if (!isJsonObject(inner) || inner['resourceType'] !== 'Condition') continue;
    if (named.has(`#${String(inner['id'])}`)) addSets(inner['code'], index, reading);
  }
}

/** Adds how the people who take part are related to the patient, where the encounter holds them (HTC-12). */
function addCompanions(encounter: JsonObject, index: FoldContext['index'], reading: Reading): void {
  const contained = listOf(encounter['contained']);
  if (contained.length === 0) return;
  const named = new Set(
    listOf(encounter['participant']).map((one) => member(member(one, 'individual'), 'reference')),
  );
  for (const inner of contained) {
    if (!isJsonObject(inner) || inner['resourceType'] !== 'RelatedPerson') continue;
    if (named.has(`#${String(inner['id'])}`)) addSets(inner['relationship'], index, reading);
  }
}

/** The value sets of all coded elements of an encounter that content can ask for. */
export function setsOfEncounter(
  encounter: JsonObject,
  { index }: Pick<FoldContext, 'index'>,
): readonly number[] {
  const reading: Reading = { found: [], barred: undefined };
  addSets(encounter['class'], index, reading);
  addSets(encounter['type'], index, reading);
  addSets(encounter['serviceType'], index, reading);
  addSets(encounter['reasonCode'], index, reading);
  const hospitalization = encounter['hospitalization'];
  if (isJsonObject(hospitalization)) addSets(hospitalization['dischargeDisposition'], index, reading);
  addContainedDiagnoses(encounter, index, reading);
  addCompanions(encounter, index, reading);
  return reading.found;
}

function visitOf(encounter: JsonObject, when: Interval | undefined, context: FoldContext): Visit | undefined {
  const provider = keyOfReference(encounter['serviceProvider'], context.aliases);
  if (provider === undefined) return undefined;
  const complaints = complaintKeys(encounter['reasonCode']);
  return complaints.length === 0 ? undefined : { id: textOf(encounter['id']), when, provider, complaints };
}

/** From when on visits are counted: never, for ever, or since a moment. */
function visitsSince(content: Content, at: number): number {
  const { visitsWithin } = content;
  if (visitsWithin === undefined) return Number.POSITIVE_INFINITY;
  return visitsWithin === 'any' ? Number.NEGATIVE_INFINITY : before(at, visitsWithin);
}

/** Folds the encounters' own codes and, where content counts providers, their visits; one in the future is left out. */
export function foldEncounters(
  { happened, current }: EncounterTable,
  context: FoldContext,
  visits: Visit[],
): void {
  const since = visitsSince(context.content, context.at);
  for (const encounter of happened) {
    const when = startOf(encounter);
    if (encounter !== current && isFuture(when, context.at)) {
      drop(context, 'future');
      continue;
    }
    addCodes(encounter, when, context);
    if ((when?.latest ?? Number.MAX_VALUE) < since) continue;
    const visit = visitOf(encounter, when, context);
    if (visit !== undefined) visits.push(visit);
  }
}

function addCodes(encounter: JsonObject, when: Interval | undefined, context: FoldContext): void {
  const sets = usefulSets(setsOfEncounter(encounter, context), when, false, context);
  if (sets.length === 0) return;
  const id = textOf(encounter['id']);
  addFact(context, sets, {
    resource: 'Encounter',
    id,
    when,
    encounter: id,
    active: true,
    standing: false,
    status: textOf(encounter['status']),
    value: undefined,
  });
}
