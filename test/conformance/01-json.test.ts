import request from 'supertest';
import { GOLDEN, hookCall, prefetch } from '../support/web-charts.js';
import { JSON_TYPE, OUR_ERROR, readError } from '../support/web-expect.js';
import { emptyPlaces } from '../support/web-json-walk.js';
import { send } from '../support/web-raw-http.js';
import { callService, pathOf, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

const JSON_HEADERS = { 'content-type': 'application/json' };
const CALL = JSON.stringify(hookCall());
const SERVICE_PATH = pathOf('patient-view');
const FEEDBACK = JSON.stringify({ feedback: [{ card: 'c', outcome: 'overridden' }] });

describe('CDS Hooks 2.0.1, JSON: every answer is JSON, errors included', () => {
  it.each([
    ['discovery', 'GET', '/cds-services', {}, undefined, 200],
    ['a service call', 'POST', SERVICE_PATH, JSON_HEADERS, CALL, 200],
    ['feedback', 'POST', `${SERVICE_PATH}/feedback`, JSON_HEADERS, FEEDBACK, 200],
    ['malformed JSON', 'POST', SERVICE_PATH, JSON_HEADERS, '{"hook":', 400],
    ['a bad request', 'POST', SERVICE_PATH, JSON_HEADERS, '{}', 400],
    ['an unknown service', 'POST', '/cds-services/other', JSON_HEADERS, CALL, 404],
    ['an unknown path', 'GET', '/elsewhere', {}, undefined, 404],
    ['the root', 'GET', '/', {}, undefined, 404],
    ['an icon', 'GET', '/favicon.ico', {}, undefined, 404],
    ['a wrong method', 'GET', SERVICE_PATH, {}, undefined, 405],
    ['a wrong type', 'POST', SERVICE_PATH, { 'content-type': 'text/plain' }, CALL, 415],
    [
      'a missing precondition',
      'POST',
      SERVICE_PATH,
      JSON_HEADERS,
      JSON.stringify(hookCall({ prefetch: prefetch({ patient: null }) })),
      412,
    ],
  ])('CDS Hooks 2.0.1, JSON: %s (%s %s) [1]', async (_, method, path, headers, body, status) => {
    const answer = await send(haven.url, { method, path, headers, ...(body === undefined ? {} : { body }) });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(JSON_TYPE);
    expect(answer.text).not.toMatch(/<[a-z!]/i);
    expect(answer.text === '' || JSON.parse(answer.text) !== undefined).toBe(true);
  });

  it.each([
    ['text/html', 'GET', '/elsewhere', 404],
    ['text/html', 'GET', SERVICE_PATH, 405],
    ['text/html', 'POST', SERVICE_PATH, 415],
    ['application/xml', 'GET', '/elsewhere', 404],
  ])(
    'CDS Hooks 2.0.1, JSON: a caller that wants %s gets JSON (%s %s) [1]',
    async (accept, method, path, status) => {
      const answer = await send(haven.url, { method, path, headers: { accept } });
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toMatch(JSON_TYPE);
      expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
    },
  );

  it('CDS Hooks 2.0.1, JSON: HEAD on an unknown path has the headers of GET and no body [1]', async () => {
    const answer = await send(haven.url, { method: 'HEAD', path: '/elsewhere' });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toMatch(JSON_TYPE);
    expect(answer.text).toBe('');
  });
});

describe('CDS Hooks 2.0.1, JSON: no null, no empty text, list or object', () => {
  it.each([
    ['a null', { a: { b: null } }, ['$.a.b']],
    ['an empty text', { a: [''] }, ['$.a.0']],
    ['an empty list', { links: [] }, ['$.links']],
    ['an empty object', { extension: {} }, ['$.extension']],
    ['an allowed empty list', { cards: [] }, []],
    ['zero and false, which are values', { a: 0, b: false }, []],
  ])('CDS Hooks 2.0.1, JSON: the walker of this suite judges %s rightly [3]', (_, document, places) => {
    expect(emptyPlaces(document, ['$.cards'])).toStrictEqual(places);
  });

  it('CDS Hooks 2.0.1, Discovery: nothing in it is empty [3]', async () => {
    const answer = await request(haven.url).get('/cds-services');
    expect(answer.body.services.length).toBeGreaterThan(0);
    expect(emptyPlaces(answer.body)).toStrictEqual([]);
  });

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Response: nothing in the answer is empty: $name [3]',
    async ({ call, topic }) => {
      const answer = await callService(haven, call);
      expect(answer.body.cards[0].source.topic.code).toBe(topic);
      expect(emptyPlaces(answer.body)).toStrictEqual([]);
    },
  );

  it('CDS Hooks 2.0.1, Response: a silent answer is an empty list of cards and nothing else [3]', async () => {
    const answer = await callService(haven, hookCall({ prefetch: prefetch() }));
    expect(answer.body).toStrictEqual({ cards: [] });
    expect(emptyPlaces(answer.body, ['$.cards'])).toStrictEqual([]);
  });

  it.each([
    ['400', 'POST', SERVICE_PATH, JSON_HEADERS, '{}'],
    ['404', 'POST', '/cds-services/other', JSON_HEADERS, CALL],
    ['405', 'PUT', SERVICE_PATH, JSON_HEADERS, CALL],
    ['412', 'POST', SERVICE_PATH, JSON_HEADERS, JSON.stringify(hookCall({ prefetch: undefined }))],
    ['415', 'POST', SERVICE_PATH, {}, CALL],
  ])('CDS Hooks 2.0.1, JSON: nothing in a %s is empty [3]', async (status, method, path, headers, body) => {
    const answer = await send(haven.url, { method, path, headers, body });
    expect(String(answer.status)).toBe(status);
    expect(emptyPlaces(JSON.parse(answer.text))).toStrictEqual([]);
  });
});

describe('CDS Hooks 2.0.1, JSON: what is sent is strict JSON', () => {
  it.each([
    ['a comment', `/* a comment */${CALL}`],
    ['a trailing comma', `${CALL.slice(0, -1)},}`],
    ['single quotes', CALL.replaceAll('"', "'")],
    ['a text that is cut off', CALL.slice(0, -1)],
    ['two documents', `${CALL}${CALL}`],
    ['no text at all', ''],
    ['a form', 'hook=patient-view'],
    ['NaN', '{"hook": NaN}'],
  ])('CDS Hooks 2.0.1, JSON: %s is a 400 [2]', async (_, body) => {
    const answer = await send(haven.url, { method: 'POST', path: SERVICE_PATH, headers: JSON_HEADERS, body });
    expect(answer.status).toBe(400);
    expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
  });

  it('CDS Hooks 2.0.1, JSON: a byte order mark before the document is no error [2]', async () => {
    const body = `\u{feff}${CALL}`;
    const answer = await send(haven.url, { method: 'POST', path: SERVICE_PATH, headers: JSON_HEADERS, body });
    expect(answer.status).toBe(200);
  });
});
