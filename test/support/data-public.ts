import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseInterval } from '../../src/model/interval.js';
import { isJsonObject, listOf, member } from '../../src/model/json-value.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { SOURCE_OF } from '../../src/model/source.js';
import { ROOT } from './data-content.js';
import type { Store } from './data-fhir-server.js';

/** The public data sets stand beside the project where it is built; elsewhere the suite is skipped. */
export const PUBLIC_DATA = '../shared/data';
const FOLDER = join(ROOT, PUBLIC_DATA);
export const hasPublicData = existsSync(FOLDER);

export const DATA_SETS = ['synthea-200', 'synthea-sdoh-notes-13', 'bundles', 'shift-demo-4'] as const;
export type DataSet = (typeof DATA_SETS)[number];

/** One patient with a record, at the moment that suits it. */
export interface PublicPatient {
  readonly id: string;
  readonly patient: JsonObject;
  readonly encounterId: string | undefined;
  /** shortly after the start of the last encounter, or after the last entry where there is no encounter */
  readonly at: number;
  readonly store: Store;
}

const READ = new Set<string>(Object.keys(SOURCE_OF));
const HALF_HOUR_MS = 1_800_000;

async function textOf(set: DataSet, file: string): Promise<string> {
  return gunzipSync(await readFile(join(FOLDER, set, file))).toString('utf8');
}

/** Resources of the types that the service reads; a Bundle's `urn:uuid:` references are resolved, as a server does. */
async function resourcesOf(set: DataSet): Promise<readonly JsonObject[]> {
  const files = (await readdir(join(FOLDER, set))).toSorted();
  const lists = await Promise.all(
    files.map(async (file): Promise<readonly JsonObject[]> => {
      if (file.endsWith('.ndjson.gz')) {
        if (!READ.has(file.slice(0, file.indexOf('.')))) return [];
        const lines = (await textOf(set, file)).split('\n').filter((line) => line !== '');
        return lines.map((line) => JSON.parse(line) as JsonObject);
      }
      return entriesOf(await textOf(set, file));
    }),
  );
  return lists.flat().filter((resource) => READ.has(String(resource['resourceType'])));
}

function entriesOf(text: string): readonly JsonObject[] {
  const urls = listOf(member(JSON.parse(text), 'entry')).flatMap((entry) => {
    const resource = member(entry, 'resource');
    const url = String(member(entry, 'fullUrl'));
    const key = `${String(member(resource, 'resourceType'))}/${String(member(resource, 'id'))}`;
    return url.startsWith('urn:uuid:') ? [[url, key] as const] : [];
  });
  const known = new Map(urls);
  const resolved = text.replaceAll(
    /"reference"(\s*:\s*)"(urn:uuid:[^"]+)"/g,
    (whole, colon: string, url: string) => {
      const key = known.get(url);
      return key === undefined ? whole : `"reference"${colon}"${key}"`;
    },
  );
  return listOf(member(JSON.parse(resolved), 'entry')).flatMap((entry) => {
    const resource = member(entry, 'resource');
    return isJsonObject(resource) ? [resource] : [];
  });
}

function momentOf(resource: JsonObject): number {
  const dates = [
    member(resource['period'], 'start'),
    resource['recordedDate'],
    resource['onsetDateTime'],
    resource['effectiveDateTime'],
    resource['performedDateTime'],
  ];
  return Math.max(...dates.map((date) => parseInterval(date)?.earliest ?? Number.NEGATIVE_INFINITY));
}

function latest(resources: readonly JsonObject[]): JsonObject | undefined {
  return resources
    .toSorted(
      (one, other) => momentOf(one) - momentOf(other) || String(one['id']).localeCompare(String(other['id'])),
    )
    .at(-1);
}

function patientOf(patient: JsonObject, own: readonly JsonObject[]): PublicPatient {
  const store = new Map<string, readonly JsonObject[]>([['Patient', [patient]]]);
  for (const resource of own) {
    const type = String(resource['resourceType']);
    store.set(type, [...(store.get(type) ?? []), resource]);
  }
  const encounter = latest(store.get('Encounter') ?? []);
  const last = encounter ?? latest(own);
  if (last === undefined) throw new Error('a patient without a record');
  return {
    id: String(patient['id']),
    patient,
    encounterId: encounter === undefined ? undefined : String(encounter['id']),
    at: momentOf(last) + HALF_HOUR_MS,
    store,
  };
}

/** The patients of a data set, each with what belongs to them. */
export async function readDataSet(set: DataSet): Promise<readonly PublicPatient[]> {
  const resources = await resourcesOf(set);
  const bySubject = new Map<string, JsonObject[]>();
  for (const resource of resources) {
    const subject = String(member(resource['subject'], 'reference'));
    const known = bySubject.get(subject);
    if (known === undefined) bySubject.set(subject, [resource]);
    else known.push(resource);
  }
  return resources
    .filter((resource) => resource['resourceType'] === 'Patient')
    .map((patient) => patientOf(patient, bySubject.get(`Patient/${String(patient['id'])}`) ?? []));
}

/** The same patient with one more ICD-10-CM code on record, on the day of the last encounter. */
export function withRecorded(patient: PublicPatient, code: string): PublicPatient {
  const condition = {
    resourceType: 'Condition',
    id: 'recorded',
    subject: { reference: `Patient/${patient.id}` },
    recordedDate: new Date(patient.at).toISOString().slice(0, 10),
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] },
  };
  const conditions = [...(patient.store.get('Condition') ?? []), condition];
  return { ...patient, store: new Map([...patient.store, ['Condition', conditions]]) };
}
