import type { Content } from '../model/content.js';

/** The body of a call that returns a card: a synthetic adult with one documented entry of today. */
function sampleCall(service: Content['services'][number], at: number): string {
  const today = new Date(at).toISOString().slice(0, 10);
  const subject = { reference: 'Patient/demo' };
  return JSON.stringify({
    hook: service.hook,
    hookInstance: '7b4f9f3e-3c0a-4d53-9d3c-5a8a5f2f6a11',
    context: { userId: 'Practitioner/demo', patientId: 'demo', encounterId: 'visit' },
    prefetch: {
      patient: { resourceType: 'Patient', id: 'demo', birthDate: '1990-05-17' },
      conditions: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [
          {
            resource: {
              resourceType: 'Condition',
              subject,
              recordedDate: today,
              code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'T76.61XA' }] },
            },
          },
        ],
      },
    },
  });
}

/** A command that can be pasted into a shell. */
export function sampleCommand(base: string, service: Content['services'][number], at: number): string {
  return `curl -s ${base}/cds-services/${service.id} -H 'content-type: application/json' -d '${sampleCall(service, at)}'`;
}
