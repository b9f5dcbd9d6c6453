import type { HookCall } from '../model/hook-call.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';

/** The Patient of the call among what came under its key: the one with its id, or one without id (decision 2). */
export function choosePatient(
  resources: readonly ReceivedResource[],
  patientId: string,
): ReceivedResource | undefined {
  const patients = resources.filter(({ resource }) => resource['resourceType'] === 'Patient');
  return (
    patients.find(({ resource }) => resource['id'] === patientId) ??
    patients.find(({ resource }) => resource['id'] === undefined)
  );
}

/**
 * What came under the current encounter's own key, made explicit: an Encounter without id is the context's, and one
 * without subject is the patient's (decision 2). A subject that is another patient stays, and is dropped later.
 */
export function adoptEncounter(
  resources: readonly ReceivedResource[],
  call: Pick<HookCall, 'patientId' | 'encounterId'>,
): readonly ReceivedResource[] {
  return resources.map(({ resource, fullUrl }) => {
    if (resource['resourceType'] !== 'Encounter' || call.encounterId === undefined)
      return { resource, fullUrl };
    if (resource['id'] !== undefined && resource['subject'] !== undefined) return { resource, fullUrl };
    const id = resource['id'] ?? call.encounterId;
    const subject = resource['subject'] ?? { reference: `Patient/${call.patientId}` };
    return { resource: { ...resource, id, subject }, fullUrl };
  });
}
