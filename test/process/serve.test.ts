import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { haven, Running, serving, stop, until } from '../support/data-process.js';

let build: Build;
let running: Running | undefined;
let fhir: Server | undefined;

beforeAll(async () => {
  build = await buildService();
}, 60_000);

afterEach(async () => {
  await stop(running);
  running = undefined;
  fhir?.closeAllConnections();
  fhir?.close();
  fhir = undefined;
});

afterAll(async () => build.remove());

const PATIENT = { resourceType: 'Patient', id: 'p', birthDate: '1990-05-17' };

/** A FHIR server that takes its time over the Patient; everything else is an empty search. */
async function slowFhir(delayMs: number): Promise<{ readonly base: string; readonly asked: () => number }> {
  let asked = 0;
  fhir = createServer((request, response) => {
    asked += 1;
    const isPatient = request.url?.startsWith('/fhir/Patient/') === true;
    const body = isPatient ? PATIENT : { resourceType: 'Bundle', type: 'searchset' };
    const answer = (): void => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
    };
    if (isPatient) setTimeout(answer, delayMs).unref();
    else answer();
  });
  await new Promise<void>((resolve) => fhir?.listen(0, '127.0.0.1', resolve));
  const { port } = fhir.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}/fhir`, asked: () => asked };
}

function call(base: string, fhirServer: string): Promise<Response> {
  return fetch(`${base}/cds-services/private-time-patient-view`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      hook: 'patient-view',
      hookInstance: 'one',
      context: { userId: 'Practitioner/1', patientId: 'p' },
      fhirServer,
    }),
  });
}

import.meta.jest.setTimeout(20_000);

describe('haven serve (architecture, invariants 5 and 7)', () => {
  it('greets with the site, the discovery URL and a command to try', async () => {
    const { process: started, base } = await serving(build);
    running = started;
    expect(started.stdout).toMatch(/^Haven CDS serves Demo site/);
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const discovery = (await (await fetch(`${base}/cds-services`)).json()) as {
      readonly services: unknown[];
    };
    expect(discovery.services).toHaveLength(2);
  });

  it('says where it listens where callers know it by another address', async () => {
    const { process: started, base } = await serving(build, { HAVEN_PUBLIC_URL: 'https://cds.example.org/' });
    running = started;
    expect(base).toBe('https://cds.example.org');
    const own = await started.printed(/^ {2}listens +(http:\/\/127\.0\.0\.1:\d+)$/m);
    expect((await fetch(`${own}/health`)).status).toBe(200);
  });

  it('answers the printed command, run in a shell as it stands, with exactly one card', async () => {
    const { process: started } = await serving(build);
    running = started;
    const command = await started.printed(/try it\s+(curl .*)\n/);
    const shell = await new Running('sh', ['-c', command], {}).ended;
    expect(shell.code).toBe(0);
    const answer = JSON.parse(shell.stdout) as { readonly cards: readonly { readonly summary: string }[] };
    expect(answer.cards).toHaveLength(1);
    expect(answer.cards[0]?.summary).toMatch(/private conversation/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with code 0 on %s', async (signal) => {
    const { process: started } = await serving(build);
    running = started;
    started.signal(signal);
    expect(await started.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  it('answers a request that is in flight when it is told to end, and takes no new one', async () => {
    const server = await slowFhir(300);
    const { process: started, base } = await serving(build);
    running = started;
    const answer = call(base, server.base);
    await until(() => (server.asked() > 0 ? true : undefined), 5000);
    started.signal('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(fetch(`${base}/health`)).rejects.toThrow('fetch failed');
    const response = await answer;
    expect(response.status).toBe(200);
    expect(await response.json()).toStrictEqual({ cards: [] });
    const answered = performance.now();
    expect((await started.ended).code).toBe(0);
    // An idle kept-alive connection must not use up the ten seconds of grace.
    expect(performance.now() - answered).toBeLessThan(2000);
  });

  it('ends at once on a second signal', async () => {
    const server = await slowFhir(60_000);
    const { process: started, base } = await serving(build);
    running = started;
    const answer = call(base, server.base).catch(() => undefined);
    await until(() => (server.asked() > 0 ? true : undefined), 5000);
    started.signal('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 50));
    started.signal('SIGINT');
    expect(await started.ended).toMatchObject({ code: null, signal: 'SIGINT' });
    expect(await answer).toBeUndefined();
  });

  it('writes one line of JSON per call, without anything of the patient (invariant 5)', async () => {
    const server = await slowFhir(0);
    const { process: started, base } = await serving(build);
    running = started;
    await call(base, server.base);
    const line = await started.printed(/(\{.*"status":200.*\})\n/);
    expect(JSON.parse(line)).toMatchObject({
      service: 'private-time-patient-view',
      outcome: 'below-threshold',
    });
    expect(line).not.toContain('1990-05-17');
    expect(line).not.toContain(server.base);
    started.signal('SIGTERM');
    expect((await started.ended).stdout).toContain(line);
  });

  it('has written the lines of its last calls when it has ended, though lines wait for each other', async () => {
    const server = await slowFhir(0);
    const { process: started, base } = await serving(build);
    running = started;
    await Promise.all([call(base, server.base), call(base, server.base), call(base, server.base)]);
    started.signal('SIGTERM');
    expect((await started.ended).stdout.match(/"status":200/g)).toHaveLength(3);
  });
});

describe('haven serve refuses to start, in one clear line and with exit code 2 (config)', () => {
  it.each([
    [{ HAVEN_FOO: '1' }, /^haven: unknown environment variable HAVEN_FOO \(known: HAVEN_PUBLIC_URL, .*\)\n$/],
    [{ PORT: 'http' }, /^haven: PORT=http is not valid: .*\n$/],
    [{ PORT: '-1' }, /^haven: PORT=-1 is not valid: .*\n$/],
    [{ PORT: '65536' }, /^haven: PORT=65536 is not valid: .*\n$/],
    [{ PORT: '80.5' }, /^haven: PORT=80\.5 is not valid: .*\n$/],
    [{ PORT: '' }, /^haven: PORT= is not valid: .*\n$/],
    [{ HOST: '' }, /^haven: HOST= is not valid: .*\n$/],
    [{ HOST: '0.0.0.0' }, /^haven: HOST=0\.0\.0\.0: the demo site .* loopback only .*\n$/],
    [{ HOST: '::' }, /^haven: HOST=::: the demo site .* loopback only .*\n$/],
    [{ HAVEN_PUBLIC_URL: 'ftp://x' }, /^haven: HAVEN_PUBLIC_URL is not valid: an https URL .*\n$/],
    [
      { HAVEN_FHIR_SERVERS: 'https://ehr.example.org/fhir' },
      /^haven: HAVEN_FHIR_SERVERS: the demo site .* loopback only .*\n$/,
    ],
    [
      { HAVEN_FHIR_SERVERS: 'http://127.0.0.1/fhir,https://ehr.example.org' },
      /^haven: HAVEN_FHIR_SERVERS: .*\n$/,
    ],
    [{ HAVEN_FHIR_SERVERS: 'ehr' }, /^haven: HAVEN_FHIR_SERVERS is not valid: .*\n$/],
    [{ HAVEN_SITE: 'nowhere' }, /^haven: HAVEN_SITE=nowhere has no site\.yaml\n$/],
  ])('%j', async (environment, line) => {
    const ended = await haven(build, ['serve'], { PORT: '0', ...environment });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(line);
  });

  it('a port that is in use', async () => {
    const { process: started, base } = await serving(build);
    running = started;
    const ended = await haven(build, ['serve'], { PORT: new URL(base).port });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^haven: cannot listen on 127\.0\.0\.1:\d+: .*EADDRINUSE.*\n$/);
  });

  it('a port that is in use, with a ledger that is open already', async () => {
    const { process: started, base } = await serving(build);
    running = started;
    const folder = await mkdtemp(join(tmpdir(), 'haven-port-'));
    const ended = await haven(build, ['serve'], {
      PORT: new URL(base).port,
      HAVEN_DATABASE_URL: join(folder, 'haven.sqlite'),
      HAVEN_SPOOL: join(folder, 'spool'),
      HAVEN_KEYS: `test:${randomBytes(32).toString('base64url')}`,
    });
    await rm(folder, { recursive: true, force: true });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/EADDRINUSE.*\n$/);
  });

  it.each([
    [['sevre'], /^error: unknown command 'sevre'\n/],
    [['serve', 'more'], /^error: 'serve' takes no arguments\n/],
    [['serve', '--prot', '1'], /^error: unknown option '--prot'\n/],
    [['suspend'], /^error: required option '--by <name>' not specified\n/],
    [['explain'], /^error: missing required argument 'bundle'\n/],
    [['audit'], /^Usage: haven audit /],
  ])('what was not understood: haven %j', async (words, line) => {
    const ended = await haven(build, words);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(line);
  });

  it.each([[['--help']], [['help']], [['explain', '--help']], [['help', 'explain']]])(
    'but helps with exit code 0: haven %j',
    async (words) => {
      const ended = await haven(build, words);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toMatch(/^Usage: haven /);
    },
  );
});
