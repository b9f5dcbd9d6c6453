import { hookCall } from '../support/web-charts.js';
import { send } from '../support/web-raw-http.js';
import { pathOf, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();
const listed = await startHaven({
  site: { corsOrigins: ['https://ehr.example', 'https://two.example:8443/'] },
});

afterAll(async () => {
  await haven.close();
  await listed.close();
});

const ORIGIN = 'http://localhost:8080';
const FOREIGN = 'https://attacker.example';
const SERVICE_PATH = pathOf('patient-view');
const PATHS = ['/cds-services', SERVICE_PATH, `${SERVICE_PATH}/feedback`];
const JSON_HEADERS = { 'content-type': 'application/json' };

function preflight(path: string, origin: string, base = haven.url): ReturnType<typeof send> {
  return send(base, {
    method: 'OPTIONS',
    path,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}

function corsHeaders(headers: object): readonly string[] {
  return Object.keys(headers).filter((name) => name.startsWith('access-control-'));
}

describe('CDS Hooks 2.0.1, Cross-Origin Resource Sharing: preflights', () => {
  it.each(PATHS)('CDS Hooks 2.0.1, CORS: a preflight of %s is a 204 without a token [75]', async (path) => {
    const answer = await preflight(path, ORIGIN);
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, vary: 'Origin' });
    const methods = answer.headers['access-control-allow-methods']?.split(/, ?/) ?? [];
    expect(methods.toSorted()).toStrictEqual(['GET', 'OPTIONS', 'POST']);
    const allowed = (answer.headers['access-control-allow-headers'] ?? '').toLowerCase().split(/, ?/);
    expect(allowed.toSorted()).toStrictEqual(['authorization', 'content-type']);
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each(PATHS)(
    'CDS Hooks 2.0.1, CORS: a preflight of %s from a foreign origin gets no CORS header [75]',
    async (path) => {
      const answer = await preflight(path, FOREIGN);
      expect(answer.status).toBe(204);
      expect(corsHeaders(answer.headers)).toStrictEqual([]);
      expect(answer.headers['vary']).toBe('Origin');
    },
  );

  it.each(PATHS)('CDS Hooks 2.0.1, CORS: OPTIONS of %s without an origin is a 204 [75]', async (path) => {
    const answer = await send(haven.url, { method: 'OPTIONS', path });
    expect(answer.status).toBe(204);
    expect(corsHeaders(answer.headers)).toStrictEqual([]);
  });
});

describe('CDS Hooks 2.0.1, Cross-Origin Resource Sharing: answers, errors included', () => {
  const ANSWERS: [number, string, string, object, string][] = [
    [200, 'GET', '/cds-services', {}, ''],
    [200, 'POST', SERVICE_PATH, JSON_HEADERS, JSON.stringify(hookCall())],
    [200, 'POST', `${SERVICE_PATH}/feedback`, JSON_HEADERS, '{"feedback":[]}'],
    [400, 'POST', SERVICE_PATH, JSON_HEADERS, '{'],
    [400, 'POST', `${SERVICE_PATH}/feedback`, JSON_HEADERS, '{'],
    [404, 'POST', '/cds-services/other', JSON_HEADERS, '{}'],
    [404, 'GET', '/elsewhere', {}, ''],
    [404, 'POST', '/cds-services/%', JSON_HEADERS, '{}'],
    [405, 'GET', SERVICE_PATH, {}, ''],
    [412, 'POST', SERVICE_PATH, JSON_HEADERS, JSON.stringify(hookCall({ prefetch: undefined }))],
    [413, 'POST', SERVICE_PATH, JSON_HEADERS, ' '.repeat(10 * 1024 * 1024 + 1)],
    [415, 'POST', SERVICE_PATH, {}, '{}'],
  ];

  it.each(ANSWERS)(
    'CDS Hooks 2.0.1, CORS: a %i to %s %s can be read by a page of an allowed origin [75]',
    async (status, method, path, headers, body) => {
      const answer = await send(haven.url, { method, path, headers: { ...headers, origin: ORIGIN }, body });
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, vary: 'Origin' });
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  it.each(ANSWERS)(
    'CDS Hooks 2.0.1, CORS: a %i to %s %s cannot be read by a page of a foreign origin [75]',
    async (status, method, path, headers, body) => {
      const answer = await send(haven.url, { method, path, headers: { ...headers, origin: FOREIGN }, body });
      expect(answer.status).toBe(status);
      expect(corsHeaders(answer.headers)).toStrictEqual([]);
      expect(answer.headers['vary']).toBe('Origin');
    },
  );

  it.each(ANSWERS)(
    'CDS Hooks 2.0.1, CORS: a %i to %s %s without an origin says that it would differ [75]',
    async (status, method, path, headers, body) => {
      const answer = await send(haven.url, { method, path, headers: { ...headers }, body });
      expect(answer.status).toBe(status);
      expect(corsHeaders(answer.headers)).toStrictEqual([]);
      expect(answer.headers['vary']).toBe('Origin');
    },
  );
});

describe('CDS Hooks 2.0.1, Cross-Origin Resource Sharing: which origins', () => {
  it.each([
    'http://localhost',
    'http://localhost:3000',
    'https://127.0.0.1:8080',
    'http://127.1.2.3',
    'http://[::1]:8080',
  ])('CDS Hooks 2.0.1, CORS: the demo site allows %s [75]', async (origin) => {
    const answer = await preflight('/cds-services', origin);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
  });

  it.each([
    'https://sandbox.cds-hooks.org',
    'http://localhost.attacker.example',
    'http://127.0.0.1.attacker.example',
    'http://notlocalhost',
    'http://10.0.0.1',
    'null',
    'localhost',
    'file://',
    '*',
    'http://localhost@attacker.example',
  ])('CDS Hooks 2.0.1, CORS: the demo site does not allow %s [75]', async (origin) => {
    const answer = await preflight('/cds-services', origin);
    expect(corsHeaders(answer.headers)).toStrictEqual([]);
  });

  it.each(['https://ehr.example', 'https://two.example:8443'])(
    'CDS Hooks 2.0.1, CORS: a site allows %s, which it lists [75]',
    async (origin) => {
      const answer = await preflight('/cds-services', origin, listed.url);
      expect(answer.headers['access-control-allow-origin']).toBe(origin);
    },
  );

  it.each([
    'http://ehr.example',
    'https://ehr.example:8443',
    'https://sub.ehr.example',
    'https://two.example',
    'https://ehr.example.attacker.example',
    ORIGIN,
  ])('CDS Hooks 2.0.1, CORS: a site does not allow %s, which it does not list [75]', async (origin) => {
    const answer = await preflight('/cds-services', origin, listed.url);
    expect(corsHeaders(answer.headers)).toStrictEqual([]);
  });
});
