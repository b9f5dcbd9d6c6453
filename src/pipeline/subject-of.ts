import type { Subject } from '../ledger/seal-subject.js';
import type { Chart } from '../model/chart.js';
import type { HookCall } from '../model/hook-call.js';

/**
 * Whom a call is about. Equal ids of two clients, or of two FHIR servers of one, are two people. The encounter is that of the
 * context, or the one that the chart shows to be running (decision 6).
 */
export function subjectOf(
  call: Pick<HookCall, 'client' | 'fhir' | 'patientId' | 'encounterId'>,
  { encounter }: Pick<Chart, 'encounter'>,
): Subject {
  const server = call.fhir?.baseUrl.replace(/\/+$/, '') ?? '';
  return {
    realm: JSON.stringify([call.client.id, server]),
    patientId: call.patientId,
    encounterId: call.encounterId ?? encounter?.id,
  };
}
