import { referenceKey } from '../model/reference.js';
import { HavenError } from '../model/haven-error.js';
import { textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { SOURCES } from '../model/source.js';
import type { Source, SourceState } from '../model/source.js';
import type { ChartInput } from '../chart/fold-chart.js';
import { readPrefetchValue } from '../protocol/read-prefetch-value.js';

interface Entry {
  readonly resource: JsonObject;
  readonly fullUrl: string | undefined;
}

function choosePatient(entries: readonly Entry[], wanted: string | undefined): Entry {
  const patients = entries.filter(({ resource }) => resource['resourceType'] === 'Patient');
  const chosen =
    wanted === undefined ? patients : patients.filter(({ resource }) => resource['id'] === wanted);
  const [only, second] = chosen;
  if (only === undefined)
    throw new HavenError(
      'invalid-request',
      wanted === undefined ? 'the bundle holds no Patient' : `the bundle holds no Patient/${wanted}`,
    );
  if (second !== undefined)
    throw new HavenError(
      'invalid-request',
      `the bundle holds ${chosen.length} patients: name one with --patient`,
    );
  return only;
}

function bareId(encounter: string | undefined): string | undefined {
  if (encounter === undefined) return undefined;
  const key = referenceKey(encounter);
  return key?.startsWith('Encounter/') === true ? key.slice(10) : encounter;
}

/**
 * Reads a Bundle of any type as one patient's record, all of it known.
 *
 * @throws HavenError `invalid-request` where there is no such patient, or more than one
 */
export function readBundle(
  body: unknown,
  wanted: { readonly patient: string | undefined; readonly encounter: string | undefined },
): ChartInput {
  const read = readPrefetchValue(body);
  const entries = read.kind === 'received' ? read.resources : [];
  if (entries.length === 0) throw new HavenError('invalid-request', 'not a FHIR Bundle, or an empty one');
  const patient = choosePatient(entries, wanted.patient);
  const uuid = patient.fullUrl?.startsWith('urn:uuid:') === true ? patient.fullUrl.slice(9) : undefined;
  const states = SOURCES.map((source): [Source, SourceState] => [source, { kind: 'known' }]);
  return {
    patientId: textOf(patient.resource['id']) ?? uuid ?? 'patient',
    encounterId: bareId(wanted.encounter),
    patient: patient.resource,
    patientUrl: patient.fullUrl,
    received: entries,
    sources: Object.fromEntries(states) as Readonly<Record<Source, SourceState>>,
  };
}
