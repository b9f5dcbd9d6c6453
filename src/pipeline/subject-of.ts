import type { Subject } from '../ledger/seal-subject.js';
import type { Chart } from '../model/chart.js';
import type { HookCall } from '../model/hook-call.js';
import { fhirServersOf } from '../model/site.js';
import type { Site } from '../model/site.js';

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

function serverOf(url: string): string {
  return withoutSlashes(spelled(url));
}

/** The server of calls that name none: the one that the client may have, where that is one. */
function onlyServer(site: Pick<Site, 'fhirServers'>, client: HookCall['client']): string {
  const listed = fhirServersOf(site, client);
  if (listed === 'loopback') return '';
  const [server = '', ...others] = new Set(listed.map(serverOf));
  return others.length === 0 ? server : '';
}

/**
 * Whom a call is about. Equal ids of two clients, or of two FHIR servers of one, are two people. The server is the one that the call
 * names, whether or not it may be read, or else the client's only one. The encounter is that of the context, or the one that the chart
 * shows to be running (decision 6).
 */
export function subjectOf(
  call: Pick<HookCall, 'client' | 'fhirServer' | 'patientId' | 'encounterId'>,
  { encounter }: Pick<Chart, 'encounter'>,
  site: Pick<Site, 'fhirServers'>,
): Subject {
  const { client, fhirServer } = call;
  const server = fhirServer === undefined ? onlyServer(site, client) : serverOf(fhirServer);
  return {
    realm: JSON.stringify([client.id, server]),
    patientId: call.patientId,
    encounterId: call.encounterId ?? encounter?.id,
  };
}
