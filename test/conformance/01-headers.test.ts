import { hookCall } from '../support/web-charts.js';
import { OUR_ERROR, readError } from '../support/web-expect.js';
import { send } from '../support/web-raw-http.js';
import { pathOf, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

const JSON_HEADERS = { 'content-type': 'application/json' };
const SERVICE_PATH = pathOf('patient-view');

describe('CDS Hooks 2.0.1, HTTP Request: headers of every answer', () => {
  const ANSWERS: [string, string, string, object, string][] = [
    ['200', 'POST', SERVICE_PATH, JSON_HEADERS, JSON.stringify(hookCall())],
    ['400', 'POST', SERVICE_PATH, JSON_HEADERS, '{'],
    ['404', 'POST', '/cds-services/other', JSON_HEADERS, '{}'],
    ['404', 'GET', '/elsewhere', {}, ''],
    ['405', 'GET', SERVICE_PATH, {}, ''],
    ['412', 'POST', SERVICE_PATH, JSON_HEADERS, JSON.stringify(hookCall({ prefetch: undefined }))],
    ['415', 'POST', SERVICE_PATH, {}, '{}'],
  ];

  it.each(ANSWERS)(
    'CDS Hooks 2.0.1, HTTP Request: a %s to %s %s may be kept by nobody [5]',
    async (status, method, path, headers, body) => {
      const answer = await send(haven.url, { method, path, headers: { ...headers }, body });
      expect(String(answer.status)).toBe(status);
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  it.each([...ANSWERS, ['200', 'GET', '/cds-services', {}, ''] as (typeof ANSWERS)[number]])(
    'CDS Hooks 2.0.1, HTTP Request: a %s to %s %s protects itself and does not say what made it [5]',
    async (status, method, path, headers, body) => {
      const answer = await send(haven.url, { method, path, headers: { ...headers }, body });
      expect(String(answer.status)).toBe(status);
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).not.toHaveProperty('server');
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'strict-transport-security': expect.stringMatching(/^max-age=\d+/),
        'x-frame-options': 'SAMEORIGIN',
        vary: 'Origin',
      });
    },
  );
});

describe('CDS Hooks 2.0.1, JSON: an error says nothing of the request', () => {
  const MARK = 'zq7marker';
  const marked = hookCall({
    hookInstance: `${MARK}-instance`,
    fhirServer: `https://${MARK}.example/fhir`,
    fhirAuthorization: { access_token: `${MARK}-token`, scope: `${MARK}-scope` },
    context: { userId: `Practitioner/${MARK}`, patientId: MARK, encounterId: `${MARK}-e`, [MARK]: MARK },
    prefetch: { patient: { resourceType: 'Patient', id: MARK, name: [{ text: MARK }] }, [MARK]: MARK },
    extension: { [MARK]: MARK },
  });
  const HEADERS = {
    ...JSON_HEADERS,
    'user-agent': MARK,
    'x-request-id': MARK,
    referer: `https://${MARK}.example/`,
    origin: `https://${MARK}.example`,
    authorization: `Bearer ${MARK}`,
    cookie: `a=${MARK}`,
  };
  const body = (more: object): string => JSON.stringify({ ...marked, ...more });

  it.each([
    ['a card', 'POST', SERVICE_PATH, body({}), 200],
    ['malformed JSON', 'POST', SERVICE_PATH, `{"${MARK}": ${MARK}`, 400],
    ['an unknown hook', 'POST', SERVICE_PATH, body({ hook: MARK }), 400],
    ['an ill-typed context', 'POST', SERVICE_PATH, body({ context: { [MARK]: MARK, userId: MARK } }), 400],
    ['an ill-typed prefetch', 'POST', SERVICE_PATH, body({ prefetch: MARK }), 400],
    [
      'another patient',
      'POST',
      SERVICE_PATH,
      body({ prefetch: { patient: { resourceType: 'Patient', id: `${MARK}2` } } }),
      400,
    ],
    ['no patient', 'POST', SERVICE_PATH, body({ prefetch: {} }), 412],
    ['an unknown service', 'POST', `/cds-services/${MARK}`, body({}), 404],
    ['an unknown service, feedback', 'POST', `/cds-services/${MARK}/feedback`, body({}), 404],
    ['an unknown path', 'GET', `/${MARK}?${MARK}=${MARK}`, '', 404],
    ['a path that cannot be decoded', 'POST', `/cds-services/%E0%A4%A${MARK}`, '', 404],
    ['a wrong method', 'DELETE', `/cds-services/${MARK}`, '', 405],
    [
      'bad feedback',
      'POST',
      `${SERVICE_PATH}/feedback`,
      JSON.stringify({ feedback: [{ card: MARK, outcome: MARK }] }),
      400,
    ],
  ])(
    'CDS Hooks 2.0.1, JSON: %s: neither the answer nor the log holds anything of it [17]',
    async (_, method, path, text, status) => {
      const answer = await send(haven.url, { method, path, headers: HEADERS, body: text });
      expect(answer.status).toBe(status);
      expect(JSON.stringify(answer.headers)).not.toContain(MARK);
      expect(haven.logText()).not.toContain(MARK);
      // Only a card's draft orders name the patient and the encounter.
      const shown = answer.text.replaceAll(/"reference":"(?:Patient|Encounter)\/[^"]*"/g, '');
      expect(shown).not.toContain(MARK);
      const expected = status < 400 ? undefined : OUR_ERROR;
      expect(status < 400 ? undefined : readError(answer.text)).toStrictEqual(expected);
    },
  );

  it('CDS Hooks 2.0.1, JSON: a wrong content type is not quoted either [17]', async () => {
    const answer = await send(haven.url, {
      method: 'POST',
      path: SERVICE_PATH,
      headers: { ...HEADERS, 'content-type': `text/${MARK}` },
      body: body({}),
    });
    expect(answer.status).toBe(415);
    expect(`${answer.text}${haven.logText()}`).not.toContain(MARK);
  });
});

describe('CDS Hooks 2.0.1, HTTP Status Codes: an error of ours', () => {
  it.each([
    ['a service call', SERVICE_PATH, JSON.stringify(hookCall())],
    ['feedback', `${SERVICE_PATH}/feedback`, '{"feedback":[{"card":"c","outcome":"accepted"}]}'],
  ])(
    'CDS Hooks 2.0.1, HTTP Status Codes: %s: a 500 with a fixed sentence, no stack, and a line for operators [40]',
    async (_, path, text) => {
      const broken = await startHaven({
        failing: () => {
          throw new Error('zq7marker in our own error');
        },
      });
      const answer = await send(broken.url, { method: 'POST', path, headers: JSON_HEADERS, body: text });
      const faults = broken.faults.length;
      await broken.close();
      expect(answer.status).toBe(500);
      expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
      expect(answer.text).not.toContain('zq7marker');
      expect(faults).toBe(1);
    },
  );
});
