import { connect } from 'node:net';
import request from 'supertest';
import { hookCall, telling } from '../support/web-charts.js';
import { readError, OUR_ERROR } from '../support/web-expect.js';
import { accessTo, serving, startFhirServer } from '../support/web-fhir-server.js';
import { namesTo } from '../support/web-names.js';
import { clientWith, demoClient } from '../support/shipped-content.js';
import { callService, pathOf, startHaven } from '../support/web-server-under-test.js';
import { claims, ecKey, keysOf, sign, trusted } from '../support/web-tokens.js';

const BODY = hookCall({ prefetch: telling() });

/** Writes to a bare socket bit by bit, and gives what came back and when it was closed. */
async function dribble(
  url: string,
  pieces: readonly string[],
  everyMs: number,
  allowHalfOpen = false,
): Promise<{ readonly text: string; readonly ms: number }> {
  const started = performance.now();
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const rest = [...pieces];
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen });
    const timer = setInterval(() => {
      const piece = rest.shift();
      if (piece !== undefined && socket.writable) socket.write(piece);
    }, everyMs);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ text, ms: performance.now() - started });
    });
  });
}

describe('slow clients are cut off (issue: slow-loris)', () => {
  it('one that never ends its headers, and one that never ends its body; a quick one beside them is answered', async () => {
    const haven = await startHaven({ limits: { headersMs: 400, requestMs: 900 } });
    const head = `POST ${pathOf('patient-view')} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n`;
    const header = Array.from({ length: 200 }, (_, at) => `x-${at}: 1\r\n`);
    const slowHeaders = dribble(haven.url, [head, ...header], 50);
    const slowBody = dribble(
      haven.url,
      [`${head}content-length: 900\r\n\r\n`, ...Array.from({ length: 200 }, () => ' ')],
      50,
    );
    expect((await callService(haven, BODY)).status).toBe(200);
    for (const { text, ms } of await Promise.all([slowHeaders, slowBody])) {
      expect(text).toMatch(/^HTTP\/1\.1 408 /);
      expect(ms).toBeLessThan(8000);
      expect(readError(text.split('\r\n\r\n')[1] ?? '')).toEqual(OUR_ERROR);
    }
    await haven.close();
  });
});

describe('a client that keeps its own side open', () => {
  it('is cut off a second after it was told so, and its place is free (RFC 9112, section 9.6)', async () => {
    const haven = await startHaven({ limits: { headersMs: 400, requestMs: 500, callsAtOnce: 1 } });
    const head = `POST ${pathOf('patient-view')} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n`;
    const body = Array.from({ length: 800 }, () => ' ');
    const held = dribble(haven.url, [`${head}content-length: 900\r\n\r\n{`, ...body], 10, true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await callService(haven, BODY)).status).toBe(503);
    const { text, ms } = await held;
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeLessThan(8000);
    expect((await callService(haven, BODY)).status).toBe(200);
    await haven.close();
  });
});

describe('a connection that waits for its next call (RFC 9112, section 9.5)', () => {
  /** Sends a request on one connection, and again after each pause. @returns the first lines of the answers */
  async function callAgain(url: string, pauses: readonly number[]): Promise<readonly string[]> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    // The service may have closed it when the next is sent.
    socket.on('error', () => undefined);
    for (const pause of pauses) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (socket.writable) socket.write('GET /health HTTP/1.1\r\nhost: a\r\n\r\n');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    return text.match(/HTTP\/1\.1 \d+/g) ?? [];
  }

  it('may wait longer than headers may take, and no longer than it is told', async () => {
    const haven = await startHaven({ limits: { headersMs: 300, requestMs: 600, idleMs: 2500 } });
    expect(await callAgain(haven.url, [0, 1800])).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
    expect(await callAgain(haven.url, [0, 5000])).toEqual(['HTTP/1.1 200']);
    await haven.close();
  });

  it('is told more than the minute that proxies keep theirs', async () => {
    const haven = await startHaven();
    expect((await request(haven.url).get('/health').set('connection', 'keep-alive')).headers).toMatchObject({
      'keep-alive': 'timeout=75',
    });
    await haven.close();
  });
});

describe('a cap on calls at once: 503 and when to come again', () => {
  it('beyond it nobody waits; once a call is done the next is taken', async () => {
    const waiting: (() => void)[] = [];
    const fhir = await startFhirServer((path, response, incoming) => {
      waiting.push(() => serving()(path, response, incoming));
    });
    const haven = await startHaven({
      limits: { callsAtOnce: 2 },
      site: { corsOrigins: ['https://ehr.example'] },
    });
    const held = [1, 2].map((at) => {
      const call = hookCall({ hookInstance: String(at), prefetch: undefined, ...accessTo(fhir) });
      return callService(haven, call).then(({ status }) => status);
    });
    while (fhir.requests.length < 2 * haven.content.prefetch.length)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const refused = await callService(haven, BODY).set('origin', 'https://ehr.example');
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
    expect(refused.headers['access-control-allow-origin']).toBe('https://ehr.example');
    expect(readError(refused.text)).toEqual(OUR_ERROR);
    for (const path of [pathOf('patient-view').toUpperCase(), `http://other${pathOf('patient-view')}`]) {
      const head = `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;
      expect((await dribble(haven.url, [head], 10)).text).toMatch(/^HTTP\/1\.1 503 /);
    }
    expect((await request(haven.url).get('/health')).status).toBe(200);
    for (const answer of waiting) answer();
    expect(await Promise.all(held)).toEqual([200, 200]);
    expect((await callService(haven, BODY)).status).toBe(200);
    await haven.close();
    await fhir.close();
  });
});

describe('a limit of calls for each client: 429 and when to come again', () => {
  it('counts that client only, and only calls that are its own', async () => {
    const pair = ecKey('k');
    const [first, second] = ['a', 'b'].map((name) => ({ id: name, issuer: `urn:${name}` }));
    const base = await demoClient();
    const clients = [first, second].map((one) => ({
      ...trusted(base, { issuer: one?.issuer ?? '' }),
      id: one?.id ?? '',
      rateLimit: { calls: 3, seconds: 60 },
      corsOrigins: [`https://${one?.id}.example`],
    }));
    const haven = await startHaven({
      site: { auth: 'jwt', clients },
      fetchKeys: async () => Promise.resolve(keysOf(pair)),
    });
    const call = (iss: string, origin = 'https://a.example', key = pair): request.Test =>
      request(haven.url)
        .post(pathOf('patient-view'))
        .set('authorization', `Bearer ${sign(key, claims({ iss }))}`)
        .set('origin', origin)
        .send(BODY);
    // Whoever only says that it is the client uses up nothing of it.
    for (let at = 0; at < 5; at += 1) expect((await call('urn:a', undefined, ecKey('k'))).status).toBe(401);
    for (let at = 0; at < 3; at += 1) expect((await call('urn:a')).status).toBe(200);
    const refused = await call('urn:a');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused.headers['access-control-allow-origin']).toBe('https://a.example');
    expect((await call('urn:b')).status).toBe(200);
    await haven.close();
  });

  it('a token of a call that was turned away is still good (Retry-After)', async () => {
    const pair = ecKey('k');
    const client = { ...trusted(await demoClient()), rateLimit: { calls: 1, seconds: 1 } };
    const haven = await startHaven({
      site: { auth: 'jwt', clients: [client] },
      fetchKeys: async () => Promise.resolve(keysOf(pair)),
    });
    const call = async (token: string): Promise<number> =>
      (
        await request(haven.url)
          .post(pathOf('patient-view'))
          .set('authorization', `Bearer ${token}`)
          .send(BODY)
      ).status;
    await call(sign(pair));
    const token = sign(pair);
    expect(await call(token)).toBe(429);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await call(token)).toBe(200);
    await haven.close();
  });

  it('a demo site has none', async () => {
    const haven = await startHaven();
    for (let at = 0; at < 30; at += 1) expect((await callService(haven, { ...BODY })).status).toBe(200);
    await haven.close();
  });
});

describe('CORS is the client’s own (checklist 75)', () => {
  it('an origin of one client reads no answer for another, a refusal is read by any of them', async () => {
    const pair = ecKey('k');
    const base = await demoClient();
    const clients = ['a', 'b'].map((name) => ({
      ...trusted(base, { issuer: `urn:${name}` }),
      id: name,
      corsOrigins: [`https://${name}.example`],
    }));
    const haven = await startHaven({
      site: { auth: 'jwt', clients },
      fetchKeys: async () => Promise.resolve(keysOf(pair)),
    });
    const originFor = async (iss: string, origin: string): Promise<unknown> => {
      const answer = await request(haven.url)
        .post(pathOf('patient-view'))
        .set('authorization', `Bearer ${sign(pair, claims({ iss }))}`)
        .set('origin', origin)
        .send(BODY);
      return [answer.status, answer.headers['access-control-allow-origin']];
    };
    expect(await originFor('urn:a', 'https://a.example')).toEqual([200, 'https://a.example']);
    expect(await originFor('urn:a', 'https://b.example')).toEqual([200, undefined]);
    expect(await originFor('urn:nobody', 'https://b.example')).toEqual([401, 'https://b.example']);
    expect(await originFor('urn:nobody', 'https://c.example')).toEqual([401, undefined]);
    const preflight = await request(haven.url).options('/cds-services').set('origin', 'https://b.example');
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([
      204,
      'https://b.example',
    ]);
    await haven.close();
  });
});

describe('large bodies of brackets (issue: depth)', () => {
  const brackets = (depth: number, size: number): string => {
    const filler = 'x'.repeat(size);
    return JSON.stringify(hookCall({ prefetch: telling(), extension: { filler, deep: 'HERE' } })).replace(
      '"HERE"',
      () => `${'['.repeat(depth)}${']'.repeat(depth)}`,
    );
  };
  it.each([
    ['a thousand levels in all', 998, 1024 * 1024, 200],
    ['one level more', 999, 1024 * 1024, 400],
    ['brackets in a text', 10, 0, 200],
    ['deeper, but small', 5000, 0, 200],
  ])('%s', async (_what, depth, size, status) => {
    const haven = await startHaven();
    const text =
      _what === 'brackets in a text'
        ? brackets(depth, 1024 * 1024).replaceAll('x'.repeat(100), `${'['.repeat(98)}\\"`)
        : brackets(depth, size);
    const answer = await request(haven.url)
      .post(pathOf('patient-view'))
      .set('content-type', 'application/json')
      .send(text);
    await haven.close();
    expect(answer.status).toBe(status);
  });
});

describe('a FHIR server on the list whose name leads elsewhere (issue: SSRF)', () => {
  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254'])(
    '%s is not asked; the call is a 412 and the reason is for operators',
    async (address) => {
      const fhir = await startFhirServer();
      const { port } = new URL(fhir.base);
      const { lookup } = namesTo({ 'ehr.example': [[address]] });
      const base = `https://ehr.example:${port}/fhir`;
      const haven = await startHaven({ lookup, site: await clientWith({ fhirServers: [base] }) });
      const answer = await callService(haven, hookCall({ prefetch: undefined, ...accessTo({ base }) }));
      expect(answer.status).toBe(412);
      expect(haven.lastLine()).toMatchObject({ problem: 'precondition-failed: no Patient: refused' });
      expect(fhir.requests).toEqual([]);
      await haven.close();
      await fhir.close();
    },
  );
});
