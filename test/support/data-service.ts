import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fillTemplate } from '../../src/chart/fill-template.js';
import { fhirOpener } from '../../src/fhir/open-fhir.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Assessment } from '../../src/model/assessment.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import type { HookCall } from '../../src/model/hook-call.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { handleHook } from '../../src/pipeline/handle-hook.js';
import { parseHookRequest } from '../../src/protocol/parse-hook-request.js';
import { guardedAgent } from '../../src/outbound/guarded-agent.js';
import { WEB_LIMITS, webServer } from '../../src/web/web-server.js';
import { openDoor } from './web-door.js';
import { loadDemo } from './data-content.js';
import { fhirServer, page, search } from './data-fhir-server.js';
import type { PublicPatient } from './data-public.js';
import { noOperators, unrestrained } from './unrestrained.js';
import { freshless } from './web-json-walk.js';

/** A card as it is sent, without the ids that are fresh each time. */
interface SentCard {
  readonly source: { readonly topic: { readonly code: string } };
}

/** What one call came to, over HTTP and inside. */
export interface Answered {
  readonly status: number;
  readonly cards: readonly SentCard[];
  readonly assessment: Assessment | undefined;
  readonly unread: readonly string[];
}

/** How the record of a patient reaches the service. */
type Way = 'prefetch' | 'fetch' | 'first pages';

/** The whole service with a FHIR server beside it. */
export interface Service {
  readonly content: Content;
  readonly faults: readonly string[];
  readonly ask: (patient: PublicPatient, way: Way) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

/** Every prefetch key as its published template asks for it: whole, or its first page with a link to the next. */
function prefetchOf(patient: PublicPatient, content: Content, base: string, whole: boolean): JsonObject {
  const values = content.prefetch.flatMap(({ key, template }): readonly [string, unknown][] => {
    const query = fillTemplate(template, { patientId: patient.id, encounterId: patient.encounterId });
    if (query === undefined) return [];
    const url = new URL(`${base}/${query}`);
    const [type = '', id] = url.pathname.replace('/fhir/', '').split('/').map(decodeURIComponent);
    if (id !== undefined) return [[key, patient.store.get(type)?.find((one) => one['id'] === id) ?? null]];
    const found = search(patient.store, type, url.searchParams);
    if (whole) url.searchParams.set('_count', String(found.length + 1));
    return [[key, page(found, url)]];
  });
  return Object.fromEntries(values);
}

function bodyOf(patient: PublicPatient, more: JsonObject): JsonObject {
  const context = { userId: 'Practitioner/1', patientId: patient.id };
  return {
    hook: patient.encounterId === undefined ? 'patient-view' : 'encounter-start',
    hookInstance: randomUUID(),
    context: patient.encounterId === undefined ? context : { ...context, encounterId: patient.encounterId },
    ...more,
  };
}

function withoutIds(text: string): { readonly cards: readonly SentCard[] } {
  return JSON.parse(text, freshless) as {
    readonly cards: readonly SentCard[];
  };
}

/** Starts the demo site as `haven serve` builds it, with a clock of the test and time enough for a busy machine. */
export async function startService(): Promise<Service> {
  const demo = (await loadDemo()).content;
  const content: Content = { ...demo, site: { ...demo.site, fhirBudgetMs: 10_000 } };
  const fhir = await fhirServer();
  const faults: string[] = [];
  let now = 0;
  const agent = guardedAgent({ networks: () => [] });
  const tools = {
    ledger: memoryLedger({ now: () => now }),
    ...unrestrained(),
    openFhir: (access: NonNullable<HookCall['fhir']>, _client: unknown, signal: AbortSignal) =>
      fhirOpener(content.site.fhirServers, agent)(access, signal),
    now: () => now,
    uuid: randomUUID,
  };
  const log = {
    call: () => undefined,
    fault: (problem: string, error: unknown) => faults.push(`${problem} ${String(error)}`),
  };
  const server = webServer({
    ...tools,
    ...noOperators(),
    content: () => content,
    findings: () => [],
    auth: openDoor(() => content.site),
    publicUrl: '',
    limits: WEB_LIMITS,
    log,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (patient: PublicPatient, way: Way): Promise<Answered> => {
    now = patient.at;
    fhir.serve(patient.store);
    const body = bodyOf(patient, {
      ...(way === 'fetch' ? {} : { prefetch: prefetchOf(patient, content, fhir.base, way === 'prefetch') }),
      ...(way === 'prefetch' ? {} : { fhirServer: fhir.base }),
    });
    const id = `private-time-${String(body['hook'])}`;
    const headers = { 'content-type': 'application/json' };
    const url = `${base}/cds-services/${id}`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const call = parseHookRequest(id, body, firstClient(content.site));
    const inside = await handleHook(call, { ...tools, content }, undefined);
    return {
      status: response.status,
      cards: withoutIds(await response.text()).cards,
      assessment: inside.assessment,
      unread: Object.entries(inside.sources ?? {}).flatMap(([key, { kind }]) =>
        kind === 'known' ? [] : [`${key} ${kind}`],
      ),
    };
  };
  const close = async (): Promise<void> => {
    await fhir.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await agent.destroy();
  };
  return { content, faults, ask, close };
}
