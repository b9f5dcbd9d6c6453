import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { conditionOf, searchset } from './hook-body.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const OUTCOME = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] };
const HTML = '<!doctype html><title>Please sign in</title>';
const CUT_OFF = '{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Cond';

/** A server that is well: every patient has a reason for a card. */
const healthy: Answer = ({ url = '' }, response) => {
  const query = new URL(url, 'http://127.0.0.1').searchParams;
  const patient = (query.get('patient') ?? '').replace('Patient/', '');
  const isConditions = url.includes('/Condition?');
  send(response, 200, isConditions ? searchset(conditionOf({ id: patient, hasReason: true })) : searchset());
};

/** Pages without end, each with a link to the next. */
function endless(): Answer {
  let pages = 0;
  return ({ url = '', headers }, response) => {
    pages += 1;
    const next = `http://${headers.host ?? ''}${url.split('#')[0] ?? ''}${url.includes('?') ? '&' : '?'}page=${pages}`;
    send(response, 200, {
      resourceType: 'Bundle',
      type: 'searchset',
      link: [{ relation: 'next', url: next }],
      entry: [],
    });
  };
}

/** What a FHIR server may do, by name. */
const BEHAVIOURS = {
  healthy: () => healthy,
  slow: (): Answer => () => undefined,
  trickling: (): Answer => (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json' });
    const timer = setInterval(() => response.write(' '), 100);
    response.once('close', () => clearInterval(timer));
  },
  'refusing (401)': (): Answer => (_request, response) => send(response, 401, OUTCOME),
  'failing (500)': (): Answer => (_request, response) => send(response, 500, OUTCOME),
  resets: (): Answer => (request) => void request.socket.resetAndDestroy(),
  html: (): Answer => (_request, response) => send(response, 200, HTML),
  'cut off': (): Answer => (_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/fhir+json',
      'content-length': CUT_OFF.length + 100,
    });
    response.write(CUT_OFF, () => response.destroy());
  },
  'endless paging': endless,
} as const satisfies Readonly<Record<string, () => Answer>>;

export type Behaviour = keyof typeof BEHAVIOURS;
export const BROKEN = (Object.keys(BEHAVIOURS) as readonly Behaviour[]).filter((name) => name !== 'healthy');

/** A FHIR server on this machine that behaves as it is told. */
export interface FhirServer {
  readonly base: string;
  /** how often it was asked */
  readonly asked: () => number;
  readonly close: () => void;
}

/** Starts a FHIR server. */
export async function fhirServer(behaviour: Behaviour): Promise<FhirServer> {
  let asked = 0;
  const answer = BEHAVIOURS[behaviour]();
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/fhir`,
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
