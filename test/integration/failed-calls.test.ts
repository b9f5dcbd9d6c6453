import { connect } from 'node:net';
import request from 'supertest';
import { prometheusMeter } from '../../src/meter/prometheus-meter.js';
import { STATE } from '../support/line-state.js';
import { hookCall, telling } from '../support/web-charts.js';
import { sendBytes } from '../support/web-raw-http.js';
import { callService, pathOf, startHaven } from '../support/web-server-under-test.js';
import type { Haven, HavenOptions } from '../support/web-server-under-test.js';

const BODY = hookCall({ prefetch: telling() });
const HOOK = pathOf('patient-view');
const SERVICE = 'private-time-patient-view';
let haven: Haven;
let meter: ReturnType<typeof prometheusMeter>;
afterEach(async () => haven.close());

async function start(options: HavenOptions = {}): Promise<void> {
  meter = prometheusMeter(() => performance.now());
  haven = await startHaven({ ...options, operators: { meter } });
}

/** The calls that failed, as metrics have them. */
async function failed(): Promise<readonly string[]> {
  const text = await meter.exposition(STATE);
  return [...text.matchAll(/^haven_call_errors_total\{(.+)\} (\d+)$/gm)]
    .map(([, labels, count]) => `${labels} ${count}`)
    .toSorted();
}

async function logged(): Promise<void> {
  while (haven.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Begins so many calls whose bodies never end. @returns what lets go of them */
async function hold(count: number): Promise<() => void> {
  const { hostname, port } = new URL(haven.url);
  const head = `POST ${HOOK} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{`;
  const sockets = Array.from({ length: count }, () => connect(Number(port), hostname));
  await Promise.all(
    sockets.map((socket) => new Promise<void>((resolve) => socket.write(head, () => resolve()))),
  );
  // They are taken in once the service has read what was written.
  while ((await callService(haven, BODY)).status !== 503)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

describe('calls that are not taken in, since there are too many', () => {
  it('have a line each, and count by service and route, like others that fail', async () => {
    await start({ limits: { callsAtOnce: 3 } });
    const letGo = await hold(3);
    const [lines, counted] = [haven.lines.length, await failed()];
    for (let at = 0; at < 4; at += 1) expect((await callService(haven, BODY)).status).toBe(503);
    for (const path of [`${HOOK}/feedback`, '/cds-services/zq7-secret', '/CDS-services/zq7-secret/feedback'])
      expect((await request(haven.url).post(path).send({})).status).toBe(503);
    expect((await request(haven.url).get('/cds-services?zq7')).status).toBe(503);
    const problem = 'overloaded: 3 calls at once';
    const line = { status: 503, ms: 0, problem };
    expect(haven.lines.slice(lines)).toStrictEqual([
      ...Array.from({ length: 5 }, () => ({ ...line, service: SERVICE })),
      { ...line, service: 'unknown' },
      { ...line, service: 'unknown' },
      { ...line, service: 'discovery' },
    ]);
    const before = Number(counted[0]?.split(' ').at(-1));
    expect(await failed()).toStrictEqual(
      [
        `service="${SERVICE}",kind="overloaded",route="feedback" 1`,
        `service="${SERVICE}",kind="overloaded",route="hook" ${before + 4}`,
        'service="discovery",kind="overloaded",route="discovery" 1',
        'service="unknown",kind="overloaded",route="feedback" 1',
        'service="unknown",kind="overloaded",route="hook" 1',
      ].toSorted(),
    );
    // A flood writes no second line for each.
    expect(haven.faults).toStrictEqual([]);
    expect(haven.logText()).not.toContain('zq7');
    letGo();
  });
});

describe('a body that does not come in time', () => {
  const head = (path: string): string =>
    `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{`;

  it.each([
    [HOOK, 'hook'],
    [`${HOOK}/feedback`, 'feedback'],
  ])('is logged and counted as what its caller is told: %s', async (path, route) => {
    await start({ limits: { headersMs: 300, requestMs: 400 } });
    expect(await sendBytes(haven.url, head(path))).toMatch(/^HTTP\/1\.1 408 /);
    await logged();
    expect(haven.lines).toStrictEqual([
      { service: SERVICE, status: 408, ms: 0, problem: 'request-timeout: the body did not come in time' },
    ]);
    expect(await failed()).toStrictEqual([`service="${SERVICE}",kind="request-timeout",route="${route}" 1`]);
    expect(haven.faults).toStrictEqual([]);
  });

  it('is not looked at where it comes after its caller was told so', async () => {
    await start({ limits: { headersMs: 300, requestMs: 400 } });
    const { hostname, port } = new URL(haven.url);
    const body = JSON.stringify(BODY);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(body.slice(1)));
    socket.write(head(HOOK).replace('900', String(Buffer.byteLength(body))));
    await logged();
    socket.destroy();
    expect(haven.lines).toMatchObject([{ status: 408 }]);
    expect(haven.records).toStrictEqual([]);
  });

  it('is told apart from one that its caller broke off', async () => {
    await start();
    const { hostname, port } = new URL(haven.url);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => socket.write(head(HOOK), () => resolve()));
    setTimeout(() => socket.destroy(), 100);
    await logged();
    expect(haven.lines).toMatchObject([{ status: 400, problem: 'malformed-json: the body broke off' }]);
    expect(await failed()).toStrictEqual([`service="${SERVICE}",kind="malformed-json",route="hook" 1`]);
  });
});

describe('discovery and feedback are calls too', () => {
  it('discovery has a line when it is answered, with who called where that is asked', async () => {
    await start();
    const { headers } = await request(haven.url).get('/cds-services');
    await request(haven.url).get('/cds-services').set('if-none-match', String(headers['etag']));
    const { revision } = haven.content;
    const line = { service: 'discovery', ms: 0, revision, client: 'any-loopback-client' };
    expect(haven.lines.map(({ client = 'any-loopback-client', ...rest }) => ({ client, ...rest }))).toEqual([
      { ...line, status: 200 },
      { ...line, status: 304 },
    ]);
  });

  it('count where they fail, and once', async () => {
    await start({
      failing: () => {
        throw new Error('a ledger that breaks');
      },
    });
    const feedback = {
      feedback: [{ card: 'c', outcome: 'accepted', outcomeTimestamp: '2026-03-10T15:00:00Z' }],
    };
    await request(haven.url).post(`${HOOK}/feedback`).send(feedback);
    await request(haven.url).post('/cds-services/zq7-secret/feedback').send(feedback);
    expect(await failed()).toStrictEqual([
      `service="${SERVICE}",kind="internal",route="feedback" 1`,
      'service="unknown",kind="unknown-service",route="feedback" 1',
    ]);
    await haven.close();
    await start({ site: { auth: 'jwt' } });
    expect((await request(haven.url).get('/cds-services')).status).toBe(401);
    expect(await failed()).toStrictEqual(['service="discovery",kind="unauthorized",route="discovery" 1']);
  });
});
