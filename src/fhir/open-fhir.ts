import { Client } from 'fhir-kit-client';
import type { Dispatcher } from 'undici';
import type { AllowList } from '../model/client-profile.js';
import { member, numberOf } from '../model/json-value.js';
import { REFUSED } from '../outbound/guarded-agent.js';
import { allowedServer } from './allowed-server.js';
import type { FhirFailure, FhirOutcome, FhirPort, OpenFhir } from './fhir-port.js';

const FAILURES: ReadonlyMap<number, FhirFailure> = new Map([
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [404, 'not-found'],
  [410, 'not-found'],
]);

/** Only the kind of failure leaves: the client's errors carry the URL and the patient's data. */
function failureOf(error: unknown, signal: AbortSignal): FhirFailure {
  if (signal.aborted) return 'timeout';
  if (member(member(error, 'cause'), 'code') === REFUSED) return 'refused';
  const status = numberOf(member(member(error, 'response'), 'status'));
  return status === undefined ? 'network' : (FAILURES.get(status) ?? 'server-error');
}

/** Below the base URL: a token is for one server, and that server for its origin and path. */
function belongsTo(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url, `${baseUrl}/`)) return false;
  const target = new URL(url, `${baseUrl}/`);
  const base = new URL(baseUrl);
  const path = base.pathname.replace(/\/$/, '');
  const isBelow = target.pathname === path || target.pathname.startsWith(`${path}/`);
  return isBelow && target.origin === base.origin && target.username === '' && target.password === '';
}

function openPort(
  baseUrl: string,
  { token }: Parameters<OpenFhir>[0],
  dispatcher: Dispatcher,
  signal: AbortSignal,
): FhirPort {
  const client = new Client({
    baseUrl,
    // A redirect would carry the token to wherever it points.
    requestOptions: { redirect: 'error', dispatcher },
    ...(token === undefined ? {} : { bearerToken: token }),
  });
  const get = async (url: string): Promise<FhirOutcome> => {
    if (signal.aborted) return { kind: 'failed', failure: 'timeout' };
    try {
      return { kind: 'answered', body: await client.request(url, { options: { signal } }) };
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error, signal) };
    }
  };
  return {
    get,
    nextPage: async (url) =>
      belongsTo(url, baseUrl)
        ? get(new URL(url, `${baseUrl}/`).href)
        : { kind: 'failed', failure: 'refused' },
  };
}

/**
 * Makes FHIR ports over fhir-kit-client, for allowed servers only.
 *
 * @param allowed base URLs of the site (origin and path), or `loopback`
 * @param dispatcher guards the addresses that are connected to
 * @returns a function that gives a port, or undefined where the server is not allowed
 */
export function fhirOpener(allowed: AllowList, dispatcher: Dispatcher): OpenFhir {
  return (access, signal) => {
    const baseUrl = allowedServer(access.baseUrl, allowed);
    return baseUrl === undefined ? undefined : openPort(baseUrl, access, dispatcher, signal);
  };
}
