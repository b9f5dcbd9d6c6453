import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { HourCount, Ledger } from '../../src/ledger/ledger.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import { subjectSealer } from '../../src/ledger/seal-subject.js';
import type { ClientProfile } from '../../src/model/client-profile.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { Site } from '../../src/model/site.js';
import { followRestraints } from '../../src/pipeline/follow-restraints.js';
import type { FollowedRestraints } from '../../src/pipeline/follow-restraints.js';
import type { CallLine } from '../../src/web/shared/call-log.js';
import { WEB_LIMITS, webServer } from '../../src/web/web-server.js';
import { fullApprovals, fullGate } from './gates.js';
import { TIMES } from './ledger-cards.js';
import { shippedContent } from './shipped-content.js';
import { openDoor } from './web-door.js';
import { noOperators } from './unrestrained.js';

/** The first moment of every clock, which a test moves on. */
export const START = Date.parse('2026-03-10T15:00:00Z');

/** A card as far as these tests look at it. */
export interface SentCard {
  readonly uuid: string;
  readonly source: { readonly topic: { readonly code: string } };
}

/** The whole service over HTTP with a ledger in memory, as `haven serve` builds it. */
export interface VoiceService {
  readonly clock: { at: number };
  readonly content: Content;
  readonly restraints: FollowedRestraints;
  readonly ledger: Ledger;
  readonly lines: CallLine[];
  readonly operators: unknown[];
  readonly url: string;
  readonly ask: (body: JsonObject) => Promise<readonly SentCard[]>;
  readonly tell: (item: JsonObject) => Promise<void>;
  readonly counts: () => Promise<readonly HourCount[]>;
  readonly close: () => Promise<void>;
}

/** What a test chooses. */
export interface VoiceOptions {
  readonly site?: Partial<Site>;
  readonly client?: Partial<ClientProfile>;
  readonly ledger?: Ledger;
  readonly operatorToken?: string;
}

/** A site that is no demo: live behind an open gate, with a cooldown. */
function siteOf({ site }: VoiceOptions): Partial<Site> {
  return {
    demo: false,
    mode: 'live',
    gate: fullGate('2026'),
    approvals: fullApprovals('2026'),
    cooldown: TIMES,
    ...site,
  };
}

const SERVICE = 'private-time-patient-view';

/** Starts it on a free port. */
export async function startVoice(options: VoiceOptions = {}): Promise<VoiceService> {
  const plain = await shippedContent(siteOf(options));
  const clients = [{ ...firstClient(plain.site), ...options.client }];
  const content: Content = { ...plain, site: { ...plain.site, clients } };
  const clock = { at: START };
  const now = (): number => clock.at;
  const ledger = options.ledger ?? memoryLedger({ now });
  const [lines, operators, faults]: [CallLine[], unknown[], string[]] = [[], [], []];
  const fault = (problem: string): void => void faults.push(problem);
  const restraints = await followRestraints({
    content: () => content,
    ledger,
    now,
    fault,
    overBudget: () => undefined,
  });
  const server = webServer({
    content: () => content,
    ...noOperators(),
    findings: () => [],
    problems: restraints.problems,
    ledger,
    sealSubject: subjectSealer([{ id: 'test', secret: randomBytes(32) }]),
    restraints: restraints.current,
    console: {
      operatorToken: options.operatorToken,
      setOverride: restraints.setOverride,
      report: (line) => void operators.push(line),
    },
    auth: openDoor(() => content.site),
    publicUrl: '',
    limits: WEB_LIMITS,
    openFhir: () => undefined,
    now,
    uuid: randomUUID,
    log: { call: (line) => void lines.push(line), fault },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    clock,
    content,
    restraints,
    ledger,
    lines,
    operators,
    url,
    ask: async (body) => {
      const response = await request(url).post(`/cds-services/${SERVICE}`).send(body);
      if (response.status !== 200) throw new Error(`${response.status} ${faults.join()}`);
      return (response.body as { readonly cards: readonly SentCard[] }).cards;
    },
    tell: async (item) => {
      const sent = { feedback: [{ outcomeTimestamp: new Date(clock.at).toISOString(), ...item }] };
      const response = await request(url).post(`/cds-services/${SERVICE}/feedback`).send(sent);
      if (response.status !== 200) throw new Error(`${response.status} ${faults.join()}`);
    },
    counts: () => ledger.counters(0, Number.MAX_SAFE_INTEGER),
    close: async () => {
      restraints.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
