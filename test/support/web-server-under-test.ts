import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import request from 'supertest';
import { authenticator } from '../../src/auth/authenticator.js';
import { callLimiter } from '../../src/auth/call-limiter.js';
import type { FetchKeys } from '../../src/auth/key-cache.js';
import { verifySignature } from '../../src/auth/verify-signature.js';
import type { VerifySignature } from '../../src/auth/verify-signature.js';
import { loadContent } from '../../src/content/load-content.js';
import { fhirOpener } from '../../src/fhir/open-fhir.js';
import type { CallRecord, HourCount, Ledger } from '../../src/ledger/ledger.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Content } from '../../src/model/content.js';
import type { Hook } from '../../src/model/hook.js';
import { fhirServersOf } from '../../src/model/site.js';
import type { Site } from '../../src/model/site.js';
import type { FeedbackItem } from '../../src/protocol/parse-feedback.js';
import type { CallLine } from '../../src/web/shared/call-log.js';
import { guardedAgent } from '../../src/outbound/guarded-agent.js';
import { WEB_LIMITS, webServer } from '../../src/web/web-server.js';
import type { WebLimits } from '../../src/web/web-server.js';
import { noOperators, unrestrained } from './unrestrained.js';

/** Where tokens are for. */
export const PUBLIC_URL = 'https://haven.example/base';

/** The moment of every call. */
export const AT = Date.parse('2026-03-10T15:00:00Z');

export const SHIPPED = fileURLToPath(new URL('../../cds-services', import.meta.url));

/** Service id by hook, as the shipped content names them. */
export const SERVICE: Readonly<Record<Hook, string>> = {
  'patient-view': 'private-time-patient-view',
  'encounter-start': 'private-time-encounter-start',
};

/** The shipped content for the demo site. Tests that are not about time give FHIR servers plenty of it. */
export async function demoContent(site: Partial<Site> = {}): Promise<Content> {
  const loaded = await loadContent({
    site: `${SHIPPED}/sites/demo`,
    shipped: SHIPPED,
    fhirServers: undefined,
    withCases: false,
  });
  if (loaded.kind === 'refused') throw new Error(`content refused: ${inspect(loaded.findings)}`);
  return { ...loaded.content, site: { ...loaded.content.site, fhirBudgetMs: 5000, ...site } };
}

/** A running service, and everything that it told its operators. */
export interface Haven {
  readonly url: string;
  readonly content: Content;
  readonly lines: CallLine[];
  readonly faults: { readonly problem: string; readonly error: unknown }[];
  readonly records: CallRecord[];
  readonly feedback: { readonly service: string; readonly items: readonly FeedbackItem[] }[];
  /** everything counted so far */
  readonly counts: () => Promise<readonly HourCount[]>;
  /** all of it as one text, to look for what must not be there */
  readonly logText: () => string;
  readonly lastLine: () => CallLine;
  readonly close: () => Promise<void>;
}

export interface HavenOptions {
  readonly site?: Partial<Site>;
  /** instead of the loaded content, asked for on each request */
  readonly content?: () => Content;
  readonly now?: () => number;
  readonly uuid?: () => string;
  /** keys of the clients of a site that authenticates */
  readonly fetchKeys?: FetchKeys;
  /** default: in this process, as where the thread cannot be had */
  readonly verify?: VerifySignature;
  /** how names are resolved */
  readonly lookup?: LookupFunction;
  readonly limits?: Partial<WebLimits>;
  /** what operators see, where a test is about it */
  readonly operators?: Partial<ReturnType<typeof noOperators>>;
  /** called whenever the ledger is written to, to break a call from within */
  readonly failing?: () => void;
}

/** A ledger that also keeps what it was given. */
function recordingLedger(
  haven: Pick<Haven, 'records' | 'feedback'>,
  now: () => number,
  failing: () => void = () => undefined,
): Ledger {
  const inner = memoryLedger({ now });
  return {
    ...inner,
    count: (record) => {
      failing();
      haven.records.push(record);
      inner.count(record);
    },
    recordFeedback: async (service, client, outcomes, at) => {
      failing();
      haven.feedback.push({ service, items: outcomes.map(({ item }) => item) });
      await inner.recordFeedback(service, client, outcomes, at);
    },
  };
}

/** Where every test of a file is skipped, nothing closes its servers: they do not keep the process alive. */
function listen(server: Server): Promise<AddressInfo> {
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  });
}

/** What a service has said and recorded. */
type Kept = Pick<Haven, 'lines' | 'faults' | 'records' | 'feedback'>;

/** Starts the service on a free port of this machine. */
export async function startHaven(options: HavenOptions = {}): Promise<Haven> {
  const loaded = options.content?.() ?? (await demoContent(options.site));
  const content = options.content ?? ((): Content => loaded);
  const kept: Kept = { lines: [], faults: [], records: [], feedback: [] };
  const now = options.now ?? ((): number => AT);
  const ledger = recordingLedger(kept, now, options.failing);
  const site = (): Site => content().site;
  const agent = guardedAgent({
    networks: () => site().privateNetworks,
    ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
  });
  const auth = authenticator({
    site,
    fetchKeys: options.fetchKeys ?? (async () => Promise.reject(new Error('no keys in this test'))),
    verify: options.verify ?? (async (token) => Promise.resolve(verifySignature(token))),
    claimToken: (...token) => ledger.claimToken(...token),
    admit: callLimiter(),
  });
  const server = webServer({
    content,
    ...unrestrained(),
    ...noOperators(),
    problems: () => auth.health(),
    ...options.operators,
    findings: () => [],
    ledger,
    openFhir: (access, client, signal) => fhirOpener(fhirServersOf(site(), client), agent)(access, signal),
    auth,
    publicUrl: PUBLIC_URL,
    limits: { ...WEB_LIMITS, ...options.limits },
    now,
    uuid: options.uuid ?? randomUUID,
    log: {
      call: (line) => void kept.lines.push(line),
      fault: (problem, error) => void kept.faults.push({ problem, error }),
    },
  });
  const { port } = await listen(server);
  return {
    ...kept,
    url: `http://127.0.0.1:${port}`,
    content: loaded,
    counts: () => ledger.counters(0, Number.MAX_SAFE_INTEGER),
    logText: () => inspect(kept, { depth: 10, maxStringLength: null }),
    lastLine: () => {
      const line = kept.lines.at(-1);
      if (line === undefined) throw new Error('no call was logged');
      return line;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }).then(() => agent.destroy()),
  };
}

/** The address of a service. */
export function pathOf(hook: Hook): string {
  return `/cds-services/${SERVICE[hook]}`;
}

/** Calls the service of the hook that the body names (patient-view where it names none of ours). */
export function callService(haven: Haven, body: object): request.Test {
  const hook = (body as { readonly hook?: unknown }).hook;
  return request(haven.url)
    .post(pathOf(hook === 'encounter-start' ? hook : 'patient-view'))
    .send(body);
}
