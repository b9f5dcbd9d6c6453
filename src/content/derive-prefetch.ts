import type { CircumstanceRule } from '../model/circumstance.js';
import type { Clause } from '../model/clause.js';
import { ICD_10_CM } from '../model/code-system.js';
import type { PrefetchQuery } from '../model/content.js';
import { clausesOf, isEnabled } from '../model/cue.js';
import type { Cue } from '../model/cue.js';
import type { EvidenceResource } from '../model/source.js';
import type { ValueSets } from './compile-value-sets.js';

const STATUS_SYSTEM = 'http://hl7.org/fhir/appointmentstatus';
const PATIENT = 'patient={{context.patientId}}';

/** Value sets that a statement (exclusions included) looks for in one kind of resource. */
function setsIn(clause: Clause, resource: EvidenceResource): readonly string[] {
  switch (clause.kind) {
    case 'code':
      return clause.resources.includes(resource) ? [clause.setName] : [];
    case 'together':
      return clause.resources.includes(resource) ? clause.setNames : [];
    case 'observation':
      return resource === 'Observation' ? [clause.setName] : [];
    case 'all':
    case 'any':
      return clause.of.flatMap((part) => setsIn(part, resource));
    case 'note':
    case 'answer':
    case 'providers':
    case 'age':
    case 'unidentified':
    case 'unconfigured':
      return [];
  }
}

function usesResource(clause: Clause, resource: EvidenceResource): boolean {
  if (clause.kind === 'all' || clause.kind === 'any')
    return clause.of.some((part) => usesResource(part, resource));
  if (clause.kind === 'answer' || clause.kind === 'note') return resource === 'QuestionnaireResponse';
  if (clause.kind === 'providers') return resource === 'Encounter';
  return setsIn(clause, resource).length > 0;
}

function readsNotes(clause: Clause): boolean {
  return (
    clause.kind === 'note' || ((clause.kind === 'all' || clause.kind === 'any') && clause.of.some(readsNotes))
  );
}

/** A cue, or a circumstance, with what it asks of the record. */
interface Reader {
  readonly id: string;
  readonly clauses: readonly Clause[];
}

/** Tokens of a search by code: `system|code`, joined by commas (a plain FHIR OR). */
function codeTokens(
  readers: readonly Reader[],
  resource: EvidenceResource,
  sets: ValueSets,
): readonly string[] {
  const names = new Set(
    readers.flatMap(({ clauses }) => clauses.flatMap((clause) => setsIn(clause, resource))),
  );
  return tokensOf([...names], sets);
}

function tokensOf(names: readonly string[], sets: ValueSets): readonly string[] {
  const members = names.flatMap((name) => sets.members.get(name) ?? []);
  return [
    ...new Set(
      members.filter(({ system }) => system !== ICD_10_CM).map(({ system, code }) => `${system}|${code}`),
    ),
  ].toSorted();
}

interface Plan {
  readonly key: PrefetchQuery['key'];
  readonly resource: EvidenceResource;
  readonly template: (readers: readonly Reader[], sets: ValueSets) => string;
}

/** Plain searches within the query subset: no include, no repeated parameter, the sort that each type has (decision 10). */
const PLANS: readonly Plan[] = [
  { key: 'encounters', resource: 'Encounter', template: () => `Encounter?${PATIENT}&_sort=-date&_count=100` },
  {
    key: 'conditions',
    resource: 'Condition',
    template: () => `Condition?${PATIENT}&_sort=-recorded-date&_count=200`,
  },
  {
    key: 'observations',
    resource: 'Observation',
    template: (readers, sets) =>
      `Observation?${PATIENT}&code=${codeTokens(readers, 'Observation', sets).join(',')}&_sort=-date&_count=50`,
  },
  { key: 'procedures', resource: 'Procedure', template: () => `Procedure?${PATIENT}&_sort=-date&_count=100` },
  {
    key: 'appointments',
    resource: 'Appointment',
    template: (readers, sets) => {
      const statuses = codeTokens(readers, 'Appointment', sets).flatMap((token) =>
        token.startsWith(`${STATUS_SYSTEM}|`) ? [token.slice(STATUS_SYSTEM.length + 1)] : [],
      );
      return `Appointment?${PATIENT}&status=${statuses.join(',')}&_sort=-date&_count=50`;
    },
  },
  {
    key: 'questionnaireResponses',
    resource: 'QuestionnaireResponse',
    template: () => `QuestionnaireResponse?${PATIENT}&_sort=-authored&_count=20`,
  },
];

/** The search for notes, by their types: a document of another type is none of ours. */
function notesQuery(
  notes: readonly string[],
  sets: ValueSets,
  usedBy: readonly string[],
): readonly PrefetchQuery[] {
  const types = tokensOf(notes, sets).join(',');
  if (types === '' || usedBy.length === 0) return [];
  const template = `DocumentReference?${PATIENT}&type=${types}&_sort=-date&_count=20`;
  return [{ key: 'documents', resource: 'DocumentReference', template, usedBy }];
}

/**
 * The queries that the enabled cues and the circumstances need, and nothing else. They are the prefetch templates of discovery and the
 * queries of our own FHIR calls, so both ways see the same data.
 *
 * @param notes names of the value sets of document types that are read; none where the content reads no notes
 */
export function derivePrefetch(
  cues: readonly Cue[],
  circumstances: readonly CircumstanceRule[],
  sets: ValueSets,
  notes: readonly string[],
): readonly PrefetchQuery[] {
  const enabled = cues.filter(isEnabled);
  const all = enabled.map((cue) => cue.id);
  const readers: readonly Reader[] = [
    ...enabled.map((cue) => ({ id: cue.id, clauses: clausesOf(cue) })),
    ...circumstances.map(({ id, when }) => ({ id, clauses: [when] })),
  ];
  const context: readonly PrefetchQuery[] = [
    { key: 'patient', resource: 'Patient', template: 'Patient/{{context.patientId}}', usedBy: all },
    { key: 'encounter', resource: 'Encounter', template: 'Encounter/{{context.encounterId}}', usedBy: all },
  ];
  const searches = PLANS.flatMap(({ key, resource, template }) => {
    const users = readers.filter(({ clauses }) => clauses.some((clause) => usesResource(clause, resource)));
    return users.length === 0
      ? []
      : [{ key, resource, template: template(users, sets), usedBy: users.map(({ id }) => id) }];
  });
  const ofNotes = readers.filter(({ clauses }) => clauses.some(readsNotes)).map(({ id }) => id);
  return [...context, ...searches, ...notesQuery(notes, sets, ofNotes)];
}
