import type { Chart, ItemAnswer } from '../model/chart.js';
import type { Content } from '../model/content.js';
import type { Fact, Visit } from '../model/fact.js';
import { textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { sinceOf } from '../model/look-back.js';
import type { Source, SourceState } from '../model/source.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';
import { concernsPatient, foldAppointment } from './fold-appointment.js';
import { foldCondition } from './fold-condition.js';
import { drop, isPatient } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { foldEncounters, setsOfEncounter } from './fold-encounters.js';
import { foldObservation } from './fold-observation.js';
import { foldProcedure } from './fold-procedure.js';
import { foldQuestionnaireResponse } from './fold-questionnaire-response.js';
import { isExcluded } from './is-excluded.js';
import { readDepartment } from './read-department.js';
import { readNotes } from './read-notes.js';
import { isDeceased, readAge, readInterpreterNeeded, readUnidentified } from './read-patient.js';
import { startOf, tabulateEncounters } from './tabulate-encounters.js';
import { readPerson } from './read-person.js';
import { uniqueResources } from './unique-resources.js';
import type { UniqueResources } from './unique-resources.js';

type Sources = Readonly<Record<Source, SourceState>>;

/** Everything received for one patient. */
export interface ChartInput {
  readonly patientId: string;
  readonly encounterId: string | undefined;
  readonly patient: JsonObject;
  /** the bundle's name of the patient, where references may use it */
  readonly patientUrl: string | undefined;
  readonly received: Iterable<ReceivedResource>;
  readonly sources: Sources;
}

type Base = Pick<FoldContext, 'at' | 'patientKey' | 'aliases' | 'dropped'>;

/** True where a resource is the patient's own; everything about another patient is dropped (invariant 3). */
function isOwn(type: string, resource: JsonObject, base: Base): boolean {
  const own = type === 'Appointment' ? concernsPatient(resource, base) : isPatient(resource['subject'], base);
  if (!own) drop(base, 'not-this-patient');
  return own;
}

type FoldOne = (resource: JsonObject, id: string, context: FoldContext) => void;

const FOLDS: ReadonlyMap<string, FoldOne> = new Map<string, FoldOne>([
  ['Condition', foldCondition],
  ['Observation', (resource, _, context) => foldObservation(resource, context)],
  ['Procedure', (resource, _, context) => foldProcedure(resource, context)],
  ['Appointment', (resource, _, context) => foldAppointment(resource, context)],
  ['QuestionnaireResponse', (resource, _, context) => foldQuestionnaireResponse(resource, context)],
]);

function foldOwn(byType: UniqueResources['byType'], context: FoldContext): void {
  for (const [type, fold] of FOLDS) {
    const resources = byType.get(type);
    if (resources === undefined) continue;
    for (const [id, resource] of resources) if (isOwn(type, resource, context)) fold(resource, id, context);
  }
}

function place(
  current: JsonObject | undefined,
  content: Content,
  base: Base,
): Pick<Chart, 'setting' | 'remote' | 'department' | 'encounter'> {
  if (current === undefined)
    return { setting: 'AMB', remote: false, department: undefined, encounter: undefined };
  const sets = setsOfEncounter(current, content);
  const has = (wanted: readonly number[]): boolean => wanted.some((set) => sets.includes(set));
  return {
    setting: has(content.settings.emergency) ? 'ED' : 'AMB',
    remote: has(content.settings.remote),
    department: readDepartment(current, content.site.departments, base),
    encounter: { id: textOf(current['id']), when: startOf(current) },
  };
}

/** The resources, each once, and what every folder is told of the patient. */
function openChart(
  input: ChartInput,
  at: number,
): { readonly resources: UniqueResources; readonly base: Base } {
  const resources = uniqueResources(input.received);
  const { aliases: urls } = resources;
  const patientKey = `Patient/${input.patientId}`;
  const aliases = input.patientUrl === undefined ? urls : new Map([...urls, [input.patientUrl, patientKey]]);
  return { resources, base: { at, patientKey, aliases, dropped: {} } };
}

/** A cue that notes could show is unknown where text was left unread (invariant 1). */
function withUnreadText(sources: Sources, reason: string | undefined): Sources {
  if (reason === undefined || sources.documents.kind !== 'known') return sources;
  return { ...sources, documents: { kind: 'incomplete', reason } };
}

/**
 * Folds what was received into the evidence that the content can use: one pass, keyed by value set.
 * Pure: the same set of resources gives the same chart whatever the order or the number of copies.
 *
 * @param at the moment of the call, milliseconds since 1970 UTC
 */
export function foldChart(input: ChartInput, content: Content, at: number): Chart {
  const { resources, base } = openChart(input, at);
  const { byType } = resources;
  const encounters = [...(byType.get('Encounter')?.values() ?? [])].filter((resource) =>
    isOwn('Encounter', resource, base),
  );
  const table = tabulateEncounters(encounters, input.encounterId, base);
  const facts = new Map<number, Fact[]>();
  const answers = new Map<string, ItemAnswer[]>();
  const visits: Visit[] = [];
  const context: FoldContext = {
    content,
    index: content.index,
    since: sinceOf(content.lookBack, at),
    currentId: textOf(table.current?.['id']),
    startOfEncounter: (id) => startOf(table.byId(id) ?? {}),
    encounterOfDiagnosis: table.byDiagnosis,
    facts,
    answers,
    affirmed: [],
    // Last: a literal that begins with a spread leaves a hidden class behind for every call (docs/benchmarks.md).
    ...base,
  };
  foldEncounters(table, context, visits);
  foldOwn(byType, context);
  const { incomplete, ...read } = readNotes(byType, table.happened, context);
  const speakers = table.current === undefined ? [input.patient] : [table.current, input.patient];
  return {
    age: readAge(input.patient, at),
    deceased: isDeceased(input.patient),
    excluded: isExcluded(input, table.current, resources, content.site.excludedCharts),
    unidentified: readUnidentified(input.patient, content.site.registration),
    interpreterNeeded: readInterpreterNeeded(speakers, content.settings.interpreterYes, content.index),
    person: readPerson(input.patient),
    ...place(table.current, content, base),
    facts,
    visits,
    answers,
    ...read,
    sources: withUnreadText(input.sources, incomplete),
    dropped: base.dropped,
  };
}
