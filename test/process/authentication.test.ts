import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/json-value.js';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { haven, serving, stop, until } from '../support/data-process.js';
import type { Running } from '../support/data-process.js';
import { freePort } from '../support/free-port.js';
import { hookCall, telling } from '../support/web-charts.js';
import { ecKey, jwkOf, rsaKey, sign } from '../support/web-tokens.js';

import.meta.jest.setTimeout(240_000);

const EC = ecKey('ec-1');
const RSA = rsaKey('rsa-1');
const PATH = '/cds-services/private-time-patient-view';
const ISSUER = 'https://ehr.example/fhir';

let build: Build;
let folder: string;
let running: Running;
let base: string;
let keyServer: Server;
let keysAt: string;
/** what the key server answers, and what it was asked */
let keys: readonly JsonObject[] = [];
const asked: string[] = [];
let isGone = false;

async function startKeyServer(): Promise<void> {
  keyServer = createServer((request, response) => {
    asked.push(request.url ?? '');
    response
      .writeHead(isGone ? 503 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => {
    keyServer.listen(0, '127.0.0.1', resolve);
  });
  keysAt = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/jwks`;
}

async function writeSite(): Promise<void> {
  await mkdir(join(folder, 'clients'), { recursive: true });
  const site = 'id: door\ntitle: Door\ndemo: true\nauth: jwt\nfhirServers: loopback\ncorsOrigins: loopback\n';
  await writeFile(join(folder, 'site.yaml'), site);
  const client = `trust:\n  issuer: ${ISSUER}\n  jwksUrl: ${keysAt}\n  algorithms: [ES384, RS384]\n`;
  await writeFile(join(folder, 'clients', 'ehr.yaml'), client);
}

beforeAll(async () => {
  build = await buildService();
  folder = await mkdtemp(join(tmpdir(), 'haven-door-'));
  keys = [
    jwkOf(EC, { use: 'sig', alg: 'ES384' }),
    jwkOf(RSA, { alg: 'RS256' }),
    { kty: 'oct', kid: 'secret', k: 'AA' },
  ];
  await startKeyServer();
  await writeSite();
  const port = String(await freePort());
  base = `http://127.0.0.1:${port}`;
  const started = await serving(build, { HAVEN_SITE: folder, PORT: port, HAVEN_PUBLIC_URL: base });
  running = started.process;
}, 240_000);

afterAll(async () => {
  await stop(running);
  keyServer.closeAllConnections();
  keyServer.close();
  await rm(folder, { recursive: true, force: true });
  await build.remove();
});

function payload(change: JsonObject = {}): JsonObject {
  const now = Math.floor(Date.now() / 1000);
  return { iss: ISSUER, aud: `${base}${PATH}`, iat: now, exp: now + 300, jti: randomUUID(), ...change };
}

async function call(token: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify(hookCall({ prefetch: telling() }));
  return (await fetch(`${base}${PATH}`, { method: 'POST', headers, body })).status;
}

describe('haven serve: a site that authenticates (CDS Hooks 2.0.1, Trusting CDS Clients)', () => {
  it('fetches the keys of its clients before they call', async () => {
    expect(await until(() => (asked.length > 0 ? asked : undefined), 5000)).toEqual(['/jwks']);
  });

  it('answers whoever signed with a published key, and nobody else', async () => {
    expect(await call(sign(EC, payload()))).toBe(200);
    expect(await call(sign(ecKey('ec-1'), payload()))).toBe(401);
    const discovery = await fetch(`${base}/cds-services`, {
      headers: { authorization: `Bearer ${sign(EC, payload({ aud: `${base}/cds-services` }))}` },
    });
    expect(discovery.status).toBe(200);
    expect((await fetch(`${base}/cds-services`)).status).toBe(401);
    expect(asked).toEqual(['/jwks']);
  });

  it('takes a key that was rotated in a moment ago at once, for one request, without a restart', async () => {
    const rotated = ecKey('ec-2');
    keys = [...keys, jwkOf(rotated, { use: 'sig' })];
    expect(await call(sign(rotated, payload()))).toBe(200);
    expect(await call(sign(ecKey('ec-3'), payload()))).toBe(401);
    expect(asked).toEqual(['/jwks', '/jwks']);
  });

  it('a key that is published for one algorithm is used for no other', async () => {
    expect(await call(sign(RSA, payload(), {}, 'RS384'))).toBe(401);
    await until(() => (running.stdout.includes('the key is for another alg') ? true : undefined), 5000);
    expect(running.stdout).toContain('the key is for another alg');
  });

  it('a token is taken once', async () => {
    const token = sign(EC, payload());
    expect([await call(token), await call(token)]).toEqual([200, 401]);
  });

  it('never asks an address that is not agreed', async () => {
    const before = asked.length;
    expect(await call(sign(EC, payload(), { jku: `${keysAt}/other` }))).toBe(401);
    expect(asked).toHaveLength(before);
  });

  it('writes nothing of a token to its log', () => {
    expect(running.stdout).not.toMatch(/eyJ|jti":/);
  });

  it('does not start without a public URL', async () => {
    const { code, stderr } = await haven(build, ['serve'], { HAVEN_SITE: folder, PORT: '0' });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/HAVEN_PUBLIC_URL is missing/)]);
  });

  it.each([
    ['no key', []],
    ['keys for encryption alone', [jwkOf(EC, { use: 'enc' })]],
  ])(
    'takes a key set with %s for an answer: nobody is let in, and operators are told',
    async (_, published) => {
      const before = keys;
      keys = published;
      const port = String(await freePort());
      const own = `http://127.0.0.1:${port}`;
      const second = await serving(build, { HAVEN_SITE: folder, PORT: port, HAVEN_PUBLIC_URL: own });
      const says = async (): Promise<boolean> =>
        (await (await fetch(`${own}/readiness`)).text()).includes('client ehr: its key set has no key');
      expect(await until(async () => ((await says()) ? true : undefined), 10_000)).toBe(true);
      await stop(second.process);
      keys = before;
    },
  );

  it('asks again by itself for keys that it could not fetch: readiness is well again without a call', async () => {
    isGone = true;
    const port = String(await freePort());
    const own = `http://127.0.0.1:${port}`;
    const second = await serving(build, { HAVEN_SITE: folder, PORT: port, HAVEN_PUBLIC_URL: own });
    const complains = async (): Promise<boolean> =>
      (await (await fetch(`${own}/readiness`)).text()).includes('keys cannot be fetched');
    expect(await until(async () => ((await complains()) ? true : undefined), 10_000)).toBe(true);
    isGone = false;
    expect(await until(async () => ((await complains()) ? undefined : true), 70_000)).toBe(true);
    await stop(second.process);
  });
});
