/**
 * Makes the body of a patient-view call: one synthetic patient, seeded, of a wanted size.
 * By hand: `node test/bench/make-body.mjs 250 > body.json` (size in KB of 1,024 bytes).
 */
import { pathToFileURL } from 'node:url';
import { randomOf } from './random.mjs';
import {
  chartScene,
  makeCondition,
  makeEncounter,
  makeNote,
  makeObservation,
  makePatient,
} from './resources.mjs';

const DAY_MS = 86_400_000;
/** Every prefetch key Haven may name; one that discovery does not name is left out of the body. */
const KEYS = [
  'patient',
  'encounter',
  'encounters',
  'conditions',
  'observations',
  'procedures',
  'appointments',
  'questionnaireResponses',
  'documents',
];

/** How many resources a body of so many KB holds. */
export const COUNTS = {
  8: { conditions: 1, encounters: 1, observations: 1, notes: 0 },
  250: { conditions: 60, encounters: 80, observations: 40, notes: 0 },
};
/** The same size with 20 KB of notes in it, and so with fewer other resources. */
export const WITH_NOTES = { conditions: 52, encounters: 70, observations: 35, notes: 10 };
const NOTE_LENGTH = 2048;

function searchset(type, resources) {
  const entry = resources.map((resource) => ({
    fullUrl: `https://ehr.example.org/fhir/r4/${type}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }));
  const link = [{ relation: 'self', url: `https://ehr.example.org/fhir/r4/${type}?patient=1` }];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: entry.length,
    link,
    ...(entry.length === 0 ? {} : { entry }),
  };
}

/** The narrative that servers generate: what brings a body to its size, element `text` of a resource. */
function narrativeOf(resource) {
  const { resourceType, code, type, meta } = resource;
  const title = code?.text ?? type?.[0]?.text ?? resourceType;
  const row = (name, value) => `<tr><td><b>${name}</b></td><td>${value}</td></tr>`;
  const rows = [row('Name', title), row('Last updated', meta.lastUpdated), row('Version', meta.versionId)];
  if (resource.status) rows.push(row('Status', resource.status));
  if (resource.recorder) rows.push(row('Recorder', resource.recorder.display));
  if (resource.serviceProvider) rows.push(row('Organization', resource.serviceProvider.display));
  const div = `<div xmlns="http://www.w3.org/1999/xhtml"><p><b>${resourceType}</b></p><table>${rows.join('')}</table></div>`;
  return { status: 'generated', div };
}

/** Adds narratives to resources here and there until the body is as long as wanted. */
function fill(resources, bytes, missing, random) {
  const rest = [...resources];
  let left = missing;
  while (left > bytes * 0.01 && rest.length > 0) {
    const [resource] = rest.splice(random.below(rest.length), 1);
    const text = narrativeOf(resource);
    const size = Buffer.byteLength(JSON.stringify({ text }));
    if (size > left + bytes * 0.03) continue;
    resource.text = text;
    left -= size;
  }
}

function chartOf({ counts, seed, at }) {
  const random = randomOf(seed);
  const scene = chartScene(random, at);
  const idsOf = (count) => Array.from({ length: count }, () => random.uuid());
  const encounterIds = [scene.encounterId, ...idsOf(counts.encounters - 1)];
  const conditions = Array.from({ length: counts.conditions }, (_, number) =>
    makeCondition(scene, encounterIds, number === 0),
  );
  const conditionIds = conditions.map(({ id }) => id);
  return {
    random,
    scene,
    patient: makePatient(scene),
    conditions,
    encounters: encounterIds.map((id) => makeEncounter(scene, id, conditionIds)),
    notes: Array.from({ length: counts.notes ?? 0 }, () => makeNote(scene, encounterIds, NOTE_LENGTH)),
    observations: Array.from({ length: counts.observations }, () => makeObservation(scene, encounterIds)),
  };
}

function bodyOf({ scene, patient, conditions, encounters, observations, notes }, keys) {
  const values = {
    patient,
    encounter: encounters[0],
    encounters: searchset('Encounter', encounters),
    conditions: searchset('Condition', conditions),
    observations: searchset('Observation', observations),
    procedures: searchset('Procedure', []),
    appointments: searchset('Appointment', []),
    questionnaireResponses: searchset('QuestionnaireResponse', []),
    documents: searchset('DocumentReference', notes),
  };
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: {
      userId: `Practitioner/${scene.random.uuid()}`,
      patientId: scene.patientId,
      encounterId: scene.encounterId,
    },
    // A key that is new to this script is sent as `null`, known to be empty, so that nothing is fetched.
    prefetch: Object.fromEntries(keys.map((key) => [key, values[key] ?? null])),
  };
}

/**
 * @param counts resources of each type
 * @param bytes wanted length of the body; undefined: whatever it comes to
 * @param keys prefetch keys of discovery
 * @param at the day that dates are relative to, milliseconds
 * @returns the body, not yet JSON; the current encounter is in it twice, as EHRs send it
 */
export function makeBody({ counts, bytes, keys = KEYS, seed = 1, at = Date.now() }) {
  const chart = chartOf({ counts, seed, at: Math.floor(at / DAY_MS) * DAY_MS });
  const body = bodyOf(chart, keys);
  const length = () => Buffer.byteLength(JSON.stringify(body));
  const before = length();
  if (bytes === undefined) return body;
  fill(
    [...chart.conditions, ...chart.encounters.slice(1), ...chart.observations, chart.patient],
    bytes,
    bytes - before,
    chart.random,
  );
  const after = length();
  if (Math.abs(after - bytes) > bytes * 0.05)
    throw new Error(`the body has ${after} bytes instead of ${bytes} (${before} before narratives)`);
  return body;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const size = Number(process.argv[2] ?? 250);
  process.stdout.write(JSON.stringify(makeBody({ counts: COUNTS[size] ?? COUNTS[250], bytes: size * 1024 })));
}
