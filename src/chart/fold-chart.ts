import type { Chart, ItemAnswer } from '../model/chart.js';
import type { Content } from '../model/content.js';
import type { Fact, Visit } from '../model/fact.js';
import { textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { Source, SourceState } from '../model/source.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';
import { concernsPatient, foldAppointment } from './fold-appointment.js';
import { foldCondition } from './fold-condition.js';
import { drop, isPatient } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { foldEncounters, setsOfEncounter, tabulateEncounters } from './fold-encounters.js';
import type { EncounterTable } from './fold-encounters.js';
import { foldObservation } from './fold-observation.js';
import { foldProcedure } from './fold-procedure.js';
import { foldQuestionnaireResponse } from './fold-questionnaire-response.js';
import { isDeceased, readAge, readInterpreterNeeded } from './read-patient.js';
import { uniqueResources } from './unique-resources.js';

/** Everything received for one patient. */
export interface ChartInput {
  readonly patientId: string;
  readonly encounterId: string | undefined;
  readonly patient: JsonObject;
  /** the bundle's name of the patient, where references may use it */
  readonly patientUrl: string | undefined;
  readonly received: Iterable<ReceivedResource>;
  readonly sources: Readonly<Record<Source, SourceState>>;
}

type Base = Pick<FoldContext, 'at' | 'patientKey' | 'aliases' | 'dropped'>;

/** The patient's own resources by type; everything about another patient is dropped (invariant 3). */
function ownResources(
  byKey: ReadonlyMap<string, JsonObject>,
  base: Base,
): Map<string, [string, JsonObject][]> {
  const own = new Map<string, [string, JsonObject][]>();
  for (const [key, resource] of byKey) {
    const type = textOf(resource['resourceType']);
    if (type === undefined || type === 'Patient') continue;
    if (!isOwn(type, resource, base)) {
      drop(base, 'not-this-patient');
      continue;
    }
    const known = own.get(type);
    if (known === undefined) own.set(type, [[key, resource]]);
    else known.push([key, resource]);
  }
  return own;
}

function isOwn(type: string, resource: JsonObject, base: Base): boolean {
  if (type === 'Appointment') return concernsPatient(resource, base);
  return isPatient(resource['subject'], base);
}

type FoldOne = (resource: JsonObject, key: string, context: FoldContext) => void;

const FOLDS: ReadonlyMap<string, FoldOne> = new Map<string, FoldOne>([
  ['Condition', foldCondition],
  ['Observation', (resource, _, context) => foldObservation(resource, context)],
  ['Procedure', (resource, _, context) => foldProcedure(resource, context)],
  ['Appointment', (resource, _, context) => foldAppointment(resource, context)],
  ['QuestionnaireResponse', (resource, _, context) => foldQuestionnaireResponse(resource, context)],
]);

function foldOwn(own: ReadonlyMap<string, [string, JsonObject][]>, context: FoldContext): void {
  for (const [type, fold] of FOLDS) {
    for (const [key, resource] of own.get(type) ?? []) fold(resource, key, context);
  }
}

function place(table: EncounterTable, content: Content): Pick<Chart, 'setting' | 'remote' | 'encounter'> {
  const current = table.context;
  if (current === undefined) return { setting: 'AMB', remote: false, encounter: undefined };
  const sets = setsOfEncounter(current.resource, { index: content.index });
  const has = (wanted: readonly number[]): boolean => wanted.some((set) => sets.includes(set));
  return {
    setting: has(content.settings.emergency) ? 'ED' : 'AMB',
    remote: has(content.settings.remote),
    encounter: { id: current.id, when: current.when },
  };
}

/**
 * Folds what was received into the evidence that the content can use: one pass, keyed by value set.
 * Pure: the same set of resources gives the same chart whatever the order or the number of copies.
 *
 * @param at the moment of the call, milliseconds since 1970 UTC
 */
export function foldChart(input: ChartInput, content: Content, at: number): Chart {
  const { byKey, aliases: urls } = uniqueResources(input.received);
  const patientKey = `Patient/${input.patientId}`;
  const aliases = input.patientUrl === undefined ? urls : new Map([...urls, [input.patientUrl, patientKey]]);
  const base = { at, patientKey, aliases, dropped: {} as Record<string, number> };
  const own = ownResources(byKey, base);
  const encounters = (own.get('Encounter') ?? []).map(([, resource]) => resource);
  const table = tabulateEncounters(encounters, input.encounterId, base);
  const facts = new Map<number, Fact[]>();
  const answers = new Map<string, ItemAnswer[]>();
  const visits: Visit[] = [];
  const context: FoldContext = {
    ...base,
    content,
    index: content.index,
    encounters: table.byId,
    diagnosisOf: table.diagnosisOf,
    facts,
    answers,
  };
  foldEncounters(table, context, visits);
  foldOwn(own, context);
  const speakers = table.context === undefined ? [input.patient] : [table.context.resource, input.patient];
  return {
    age: readAge(input.patient, at),
    deceased: isDeceased(input.patient),
    interpreterNeeded: readInterpreterNeeded(speakers, content.settings.interpreterYes, content.index),
    ...place(table, content),
    facts,
    visits,
    answers,
    sources: input.sources,
    dropped: base.dropped,
  };
}
