import type { Subject } from '../ledger/seal-subject.js';
import type { Chart } from '../model/chart.js';
import type { HookCall } from '../model/hook-call.js';

/** The same server however its address is spelled (RFC 3986 section 6.2.3: case of the host, the default port). */
function spelled(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

/** With and without a slash at its end a server is the same; callers choose how many there are, so they are counted off one by one. */
function withoutSlashes(url: string): string {
  let end = url.length;
  while (end > 0 && url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}

/**
 * Whom a call is about. Equal ids of two clients, or of two FHIR servers of one, are two people. The encounter is that of the
 * context, or the one that the chart shows to be running (decision 6).
 */
export function subjectOf(
  call: Pick<HookCall, 'client' | 'fhir' | 'patientId' | 'encounterId'>,
  { encounter }: Pick<Chart, 'encounter'>,
): Subject {
  const server = withoutSlashes(spelled(call.fhir?.baseUrl ?? ''));
  return {
    realm: JSON.stringify([call.client.id, server]),
    patientId: call.patientId,
    encounterId: call.encounterId ?? encounter?.id,
  };
}
