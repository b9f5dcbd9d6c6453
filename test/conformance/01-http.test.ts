import { Buffer } from 'node:buffer';
import { hookCall } from '../support/web-charts.js';
import { OUR_ERROR, readError } from '../support/web-expect.js';
import { send, sendBytes } from '../support/web-raw-http.js';
import { pathOf, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

const JSON_HEADERS = { 'content-type': 'application/json' };
const CALL = JSON.stringify(hookCall());
const SERVICE_PATH = pathOf('patient-view');
const FEEDBACK_PATH = `${SERVICE_PATH}/feedback`;
const FEEDBACK = JSON.stringify({ feedback: [{ card: 'c', outcome: 'overridden' }] });
const LIMIT = 10 * 1024 * 1024;

/** The same document, with blanks to be exactly so long. */
function padded(document: string, bytes: number): Buffer {
  return Buffer.concat([Buffer.from(document), Buffer.alloc(bytes - Buffer.byteLength(document), ' ')]);
}

describe('CDS Hooks 2.0.1, HTTP Request: a body of 10 MB is read, and not one byte more', () => {
  it.each([
    ['with a length, a service call', SERVICE_PATH, CALL, undefined],
    ['in chunks, a service call', SERVICE_PATH, CALL, 64 * 1024],
    ['with a length, feedback', FEEDBACK_PATH, FEEDBACK, undefined],
    ['in chunks, feedback', FEEDBACK_PATH, FEEDBACK, 64 * 1024],
  ])('CDS Hooks 2.0.1, HTTP Request: %s [5]', async (_, path, document, size) => {
    const chunk = size === undefined ? {} : { chunk: size };
    const post = { method: 'POST', path, headers: JSON_HEADERS, ...chunk };
    const below = await send(haven.url, { ...post, body: padded(document, LIMIT) });
    expect(below.status).toBe(200);
    const above = await send(haven.url, { ...post, body: padded(document, LIMIT + 1) });
    expect(above.status).toBe(413);
    expect(readError(above.text)).toStrictEqual(OUR_ERROR);
  });

  it('CDS Hooks 2.0.1, HTTP Request: prefetch of megabytes, beyond the usual limit of 100 kB, is read [5]', async () => {
    const body = JSON.stringify(hookCall({ extension: { padding: 'x'.repeat(3_000_000) } }));
    const answer = await send(haven.url, { method: 'POST', path: SERVICE_PATH, headers: JSON_HEADERS, body });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text).cards).toHaveLength(1);
  });
});

describe('CDS Hooks 2.0.1, HTTP Request: content types', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'APPLICATION/JSON',
    'application/json; odata=verbose',
    'application/fhir+json',
    'application/fhir+json; charset=utf-8',
    'application/fhir+json; fhirVersion=4.0',
    'application/vnd.hl7.cds-hooks+json',
  ])('CDS Hooks 2.0.1, JSON: %s is accepted [5]', async (type) => {
    const answer = await send(haven.url, {
      method: 'POST',
      path: SERVICE_PATH,
      headers: { 'content-type': type },
      body: CALL,
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['text/plain', { 'content-type': 'text/plain' }],
    ['no content type', {}],
    ['an empty content type', { 'content-type': '' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['XML', { 'content-type': 'application/fhir+xml' }],
    ['a type that only begins like JSON', { 'content-type': 'application/jsonp' }],
    ['JSON as text', { 'content-type': 'text/json' }],
    ['charset latin1', { 'content-type': 'application/json; charset=latin1' }],
    ['charset UTF-16', { 'content-type': 'application/json; charset=utf-16' }],
    [
      'charset ISO-8859-1 after another parameter',
      { 'content-type': 'application/json; a=b; charset=iso-8859-1' },
    ],
    ['gzip', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    ['brotli', { 'content-type': 'application/json', 'content-encoding': 'br' }],
  ])('CDS Hooks 2.0.1, JSON: %s is a 415, on both paths [5]', async (_, headers) => {
    for (const [path, body] of [
      [SERVICE_PATH, CALL],
      [FEEDBACK_PATH, FEEDBACK],
    ] as const) {
      const answer = await send(haven.url, { method: 'POST', path, headers, body });
      expect(answer.status).toBe(415);
      expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
    }
  });
});

describe('CDS Hooks 2.0.1, HTTP Request: paths and methods', () => {
  it.each([
    ['GET', SERVICE_PATH, 405, 'POST, OPTIONS'],
    ['PUT', SERVICE_PATH, 405, 'POST, OPTIONS'],
    ['DELETE', SERVICE_PATH, 405, 'POST, OPTIONS'],
    ['PATCH', SERVICE_PATH, 405, 'POST, OPTIONS'],
    ['GET', FEEDBACK_PATH, 405, 'POST, OPTIONS'],
    ['POST', '/cds-services', 405, 'GET, HEAD, OPTIONS'],
    ['DELETE', '/cds-services', 405, 'GET, HEAD, OPTIONS'],
    ['POST', '/cds-services/other', 404, undefined],
    ['POST', '/cds-services/other/feedback', 404, undefined],
    ['POST', '/cds-services/__proto__', 404, undefined],
    ['POST', '/cds-services/constructor', 404, undefined],
    ['POST', `${SERVICE_PATH}/feedback/more`, 404, undefined],
    ['POST', '/cds-services/../cds-services', 404, undefined],
    ['POST', `/${SERVICE_PATH}`, 404, undefined],
    ['GET', '/elsewhere', 404, undefined],
    ['GET', '/cds-services/%E0%A4%A', 405, 'POST, OPTIONS'],
    ['POST', '/cds-services/%E0%A4%A', 404, undefined],
    ['POST', '/cds-services/%', 404, undefined],
    ['POST', '/cds-services/%/feedback', 404, undefined],
    ['GET', '/%c0%ae%c0%ae/', 404, undefined],
  ])('CDS Hooks 2.0.1, HTTP Request: %s %s is a %i [5]', async (method, path, status, allow) => {
    const answer = await send(haven.url, { method, path, headers: JSON_HEADERS, body: '{}' });
    // A path that cannot be decoded is nowhere, whatever the method.
    expect(path.includes('%E0') ? [404, status] : [status]).toContain(answer.status);
    expect(answer.headers['allow']).toBe(answer.status === 405 ? allow : undefined);
    expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
  });

  it.each([
    ['a trailing slash', `${SERVICE_PATH}/`],
    ['a query', `${SERVICE_PATH}?a=b`],
    ['an encoded letter', SERVICE_PATH.replace('private', '%70rivate')],
  ])('CDS Hooks 2.0.1, HTTP Request: a service is found with %s [5]', async (_, path) => {
    const answer = await send(haven.url, { method: 'POST', path, headers: JSON_HEADERS, body: CALL });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text).cards).toHaveLength(1);
  });
});

describe('CDS Hooks 2.0.1, HTTP Request: what is not HTTP is refused with an OperationOutcome', () => {
  it.each([
    ['garbage', 'GARBAGE\r\n\r\n'],
    ['a TLS hello', Buffer.from('16030100a5010000a1', 'hex')],
    ['a version that does not exist', 'GET /cds-services HTTP/9.9\r\nHost: a\r\n\r\n'],
    ['a header without name', 'GET /cds-services HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n'],
    ['headers of 100 kB', `GET /cds-services HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`],
    [
      'both a length and chunks',
      `POST ${SERVICE_PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'a length that is no number',
      `POST ${SERVICE_PATH} HTTP/1.1\r\nHost: a\r\nContent-Length: ten\r\n\r\n{}`,
    ],
    ['no host', 'GET /cds-services HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ])('CDS Hooks 2.0.1, JSON: %s [5]', async (_, bytes) => {
    const answer = await sendBytes(haven.url, bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(head.toLowerCase()).toContain('content-type: application/fhir+json');
    expect(readError(body)).toStrictEqual(OUR_ERROR);
    expect(answer).not.toMatch(/<[a-z!]/i);
  });

  it('CDS Hooks 2.0.1, JSON: an expectation that nobody knows is answered in JSON [5]', async () => {
    const answer = await sendBytes(
      haven.url,
      'GET /cds-services HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\nConnection: close\r\n\r\n',
    );
    expect(answer.toLowerCase()).toMatch(/content-type: application\/(?:fhir\+)?json/);
  });

  it('CDS Hooks 2.0.1, JSON: a body that breaks off is a 400, and the service goes on [5]', async () => {
    const head = `POST ${SERVICE_PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await sendBytes(haven.url, `${head}zz\r\nnot a chunk`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    const next = await send(haven.url, { method: 'GET', path: '/cds-services' });
    expect(next.status).toBe(200);
  });
});
