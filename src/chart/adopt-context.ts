import type { HookCall } from '../model/hook-call.js';
import type { JsonObject } from '../model/json-value.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';
import { newerVersion } from './newer-version.js';

/** The Patient of the call among what came under its key: the newest with its id, or one without id (decision 2). */
export function choosePatient(
  resources: readonly ReceivedResource[],
  patientId: string,
): ReceivedResource | undefined {
  const patients = resources.filter(({ resource }) => resource['resourceType'] === 'Patient');
  const named = patients.filter(({ resource }) => resource['id'] === patientId);
  const candidates =
    named.length > 0 ? named : patients.filter(({ resource }) => resource['id'] === undefined);
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  return others.reduce(
    (best, other) => (newerVersion(best.resource, other.resource) === best.resource ? best : other),
    first,
  );
}

/**
 * What came under the Patient's own key beside the one that was chosen: copies of it, one without id made explicit. What they
 * are called in their bundle is left out, so that they bring nothing else into the chart.
 */
export function otherPatients(
  resources: readonly ReceivedResource[],
  chosen: JsonObject,
  patientId: string,
): readonly ReceivedResource[] {
  return resources.flatMap(({ resource }) => {
    if (resource === chosen || resource['resourceType'] !== 'Patient') return [];
    const copy = resource['id'] === undefined ? Object.assign({}, resource, { id: patientId }) : resource;
    return [{ resource: copy, fullUrl: undefined }];
  });
}

type Context = Pick<HookCall, 'patientId' | 'encounterId'>;

/**
 * The current encounter made explicit (decision 2): under its own key an Encounter without id is the context's; there, and
 * in the search for all of the patient's encounters, the context's without subject is the patient's. A subject that is
 * another patient stays, and is dropped later.
 */
export function adoptEncounter(resource: JsonObject, isOwnKey: boolean, call: Context): JsonObject {
  if (resource['resourceType'] !== 'Encounter' || call.encounterId === undefined) return resource;
  const id = resource['id'] ?? (isOwnKey ? call.encounterId : undefined);
  if (id !== call.encounterId || (resource['id'] !== undefined && resource['subject'] !== undefined))
    return resource;
  const subject = resource['subject'] ?? { reference: `Patient/${call.patientId}` };
  return Object.assign({}, resource, { id, subject });
}
