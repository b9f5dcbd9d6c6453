import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseInterval } from '../../src/model/interval.js';
import { listOf, member } from '../../src/model/json-value.js';
import type { JsonObject } from '../../src/model/json-value.js';

/** Resources by type, as a FHIR server stores them. */
export type Store = ReadonlyMap<string, readonly JsonObject[]>;

const SORT_ELEMENTS: Readonly<Record<string, (resource: JsonObject) => unknown>> = {
  Encounter: (resource) => member(resource['period'], 'start'),
  Condition: (resource) => resource['recordedDate'],
  Observation: (resource) => resource['effectiveDateTime'],
  Procedure: (resource) => resource['performedDateTime'] ?? member(resource['performedPeriod'], 'start'),
  Appointment: (resource) => resource['start'],
  QuestionnaireResponse: (resource) => resource['authored'],
  DocumentReference: (resource) => resource['date'],
};

function concerns(resource: JsonObject, patient: string): boolean {
  const actors = listOf(resource['participant']).map((participant) => member(participant, 'actor'));
  return [resource['subject'], ...actors].some((one) => member(one, 'reference') === `Patient/${patient}`);
}

function hasToken(concept: unknown, tokens: ReadonlySet<string>): boolean {
  return listOf(member(concept, 'coding')).some((coding) =>
    tokens.has(`${String(member(coding, 'system'))}|${String(member(coding, 'code'))}`),
  );
}

function newestFirst(type: string): (one: JsonObject, other: JsonObject) => number {
  const date = (resource: JsonObject): number =>
    parseInterval(SORT_ELEMENTS[type]?.(resource))?.earliest ?? Number.NEGATIVE_INFINITY;
  return (one, other) => date(other) - date(one) || String(one['id']).localeCompare(String(other['id']));
}

/** Every match of a search by patient, code or type tokens and status, newest first. */
export function search(store: Store, type: string, query: URLSearchParams): readonly JsonObject[] {
  const coded = (['code', 'type'] as const).flatMap((element) => {
    const tokens = query.get(element)?.split(',');
    return tokens === undefined ? [] : [{ element, tokens: new Set(tokens) }];
  });
  const statuses = query.get('status')?.split(',');
  return (store.get(type) ?? [])
    .filter((resource) => concerns(resource, query.get('patient') ?? ''))
    .filter((resource) => coded.every(({ element, tokens }) => hasToken(resource[element], tokens)))
    .filter((resource) => statuses === undefined || statuses.includes(String(resource['status'])))
    .toSorted(newestFirst(type));
}

/** One page of a search, with the address of the next one. */
export function page(found: readonly JsonObject[], url: URL): JsonObject {
  const count = Number(url.searchParams.get('_count') ?? '20');
  const offset = Number(url.searchParams.get('_offset') ?? '0');
  const next = new URL(url);
  next.searchParams.set('_offset', String(offset + count));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    ...(offset + count < found.length ? { link: [{ relation: 'next', url: next.href }] } : {}),
    entry: found.slice(offset, offset + count).map((resource) => ({ resource })),
  };
}

/** A FHIR server for reads and searches, on this machine. */
export interface FhirServer {
  readonly base: string;
  /** serves this store from now on */
  readonly serve: (store: Store) => void;
  readonly close: () => Promise<void>;
}

function answerTo(store: Store, url: URL): JsonObject | undefined {
  const [type = '', id] = url.pathname.replace('/fhir/', '').split('/').map(decodeURIComponent);
  if (id !== undefined) return store.get(type)?.find((resource) => resource['id'] === id);
  return SORT_ELEMENTS[type] === undefined ? undefined : page(search(store, type, url.searchParams), url);
}

/** Starts a FHIR server on a free port of the loopback address. */
export async function fhirServer(): Promise<FhirServer> {
  let store: Store = new Map();
  let base = '';
  const server: Server = createServer((request, response) => {
    const answer = answerTo(store, new URL(request.url ?? '/', base));
    const body = answer ?? {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'not-found' }],
    };
    response
      .writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/fhir+json' })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  return {
    base,
    serve: (next) => {
      store = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
