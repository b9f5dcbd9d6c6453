import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/model/json-value.js';
import { bundle, patient } from './web-charts.js';

interface RecordedRequest {
  readonly method: string;
  /** path and query as they came, undecoded */
  readonly path: string;
  readonly authorization: string | undefined;
  /** resolves when the exchange is over: true where the caller broke it off before an answer was complete */
  readonly brokenOff: Promise<boolean>;
}

/** Answers one request; `path` is relative to the FHIR base. */
export type FhirHandler = (path: string, response: ServerResponse, request: IncomingMessage) => void;

/** A FHIR server on this machine that remembers what it was asked. */
export interface FhirServer {
  readonly origin: string;
  readonly base: string;
  readonly requests: RecordedRequest[];
  readonly paths: () => readonly string[];
  readonly peak: () => number;
  handler: FhirHandler;
  readonly close: () => Promise<void>;
}

export function sendFhir(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
}

/** Serves values by resource type (or by exact path): `Condition` answers every Condition search. */
export function serving(values: JsonObject = {}): FhirHandler {
  return (path, response) => {
    const type = /^[A-Za-z]+/.exec(path)?.[0] ?? '';
    const value = values[path] ?? values[type];
    if (value !== undefined) sendFhir(response, value);
    else if (type === 'Patient') sendFhir(response, patient());
    else if (path.includes('?')) sendFhir(response, bundle());
    else sendFhir(response, { resourceType: 'OperationOutcome', issue: [] }, 404);
  };
}

function record(request: IncomingMessage, response: ServerResponse): RecordedRequest {
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization,
    brokenOff: new Promise((resolve) => {
      response.on('close', () => resolve(!response.writableFinished));
    }),
  };
}

/** Starts a FHIR server whose base is `/fhir`. */
export async function startFhirServer(handler: FhirHandler = serving()): Promise<FhirServer> {
  const state = { inFlight: 0, peak: 0 };
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    requests.push(record(request, response));
    state.inFlight += 1;
    state.peak = Math.max(state.peak, state.inFlight);
    response.on('close', () => {
      state.inFlight -= 1;
    });
    fhir.handler((request.url ?? '').replace(/^\/fhir\//, ''), response, request);
  });
  // Where every test of a file is skipped, nothing closes it.
  server.unref();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fhir: FhirServer = {
    origin,
    base: `${origin}/fhir`,
    requests,
    paths: () => requests.map(({ path }) => path),
    peak: () => state.peak,
    handler,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fhir;
}

/** What a client sends of its FHIR server. */
export function accessTo(
  server: Pick<FhirServer, 'base'>,
  token: string | undefined = 'secret-token',
): JsonObject {
  return {
    fhirServer: server.base,
    ...(token === undefined
      ? {}
      : {
          fhirAuthorization: {
            access_token: token,
            token_type: 'Bearer',
            expires_in: 300,
            scope: 'user/Patient.read user/Condition.read',
            subject: 'haven-client',
          },
        }),
  };
}
