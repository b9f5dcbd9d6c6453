import request from 'supertest';
import type { JsonObject } from '../../src/model/json-value.js';
import { bundle, condition, hookCall, patient, prefetch, telling, without } from '../support/web-charts.js';
import { OUR_ERROR, readError } from '../support/web-expect.js';
import { serving, accessTo, startFhirServer } from '../support/web-fhir-server.js';
import { callService, pathOf, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();
const fhir = await startFhirServer();

beforeEach(() => {
  fhir.requests.length = 0;
});

afterAll(async () => {
  await haven.close();
  await fhir.close();
});

const CONTEXT = { userId: 'Practitioner/example', patientId: 'p1', encounterId: 'e1' };

function context(more: JsonObject): JsonObject {
  return { context: { ...CONTEXT, ...more } };
}

describe('CDS Hooks 2.0.1, HTTP Request: what is missing or has the wrong type is a 400', () => {
  const BAD: [string, unknown][] = [
    ['a list', [hookCall()]],
    ['a text', 'patient-view'],
    ['a number', 1],
    ['null', null],
    ['no hook', without(hookCall(), 'hook')],
    ['an empty hook', hookCall({ hook: '' })],
    ['a hook of another type', hookCall({ hook: ['patient-view'] })],
    ['an unknown hook', hookCall({ hook: 'order-sign' })],
    ['a hook in another case', hookCall({ hook: 'Patient-View' })],
    ['a hook named like a member of every object', hookCall({ hook: 'constructor' })],
    ['the other service\u2019s hook', hookCall({ hook: 'encounter-start' })],
    ['no hookInstance', without(hookCall(), 'hookInstance')],
    ['an empty hookInstance', hookCall({ hookInstance: '' })],
    ['a hookInstance of another type', hookCall({ hookInstance: 5 })],
    ['no context', without(hookCall(), 'context')],
    ['a context that is null', hookCall({ context: null })],
    ['a context that is a list', hookCall({ context: [] })],
    ['a context that is a text', hookCall({ context: 'Patient/p1' })],
    ['no patientId', hookCall({ context: without(CONTEXT, 'patientId') })],
    ['an empty patientId', hookCall(context({ patientId: '' }))],
    ['a patientId of another type', hookCall(context({ patientId: 1 }))],
    ['a patientId that is null', hookCall(context({ patientId: null }))],
    ['an encounterId of another type', hookCall(context({ encounterId: { id: 'e1' } }))],
    ['a prefetch that is a list', hookCall({ prefetch: [] })],
    ['a prefetch that is a text', hookCall({ prefetch: 'patient' })],
  ];

  it.each(BAD)('CDS Hooks 2.0.1, HTTP Request: %s [14]', async (_, body) => {
    const answer = await request(haven.url)
      .post(pathOf('patient-view'))
      .set('content-type', 'application/json')
      .send(JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
  });

  it.each([
    ['no encounterId', without(CONTEXT, 'encounterId')],
    ['an empty encounterId', { ...CONTEXT, encounterId: '' }],
    ['an encounterId that is null', { ...CONTEXT, encounterId: null }],
  ])('CDS Hooks 2.0.1, encounter-start 1.0, encounterId is required: %s [14]', async (_, value) => {
    const answer = await callService(haven, hookCall({ context: value }, 'encounter-start'));
    expect(answer.status).toBe(400);
  });

  it('CDS Hooks 2.0.1, patient-view 1.0, encounterId is optional [14]', async () => {
    const answer = await callService(haven, hookCall({ context: without(CONTEXT, 'encounterId') }));
    expect(answer.status).toBe(200);
    expect(answer.body.cards).toHaveLength(1);
  });

  it('CDS Hooks 2.0.1, HTTP Request: a hook that another service serves is not served here [14]', async () => {
    const answer = await request(haven.url)
      .post(pathOf('encounter-start'))
      .send(hookCall({}, 'patient-view'));
    expect(answer.status).toBe(400);
  });

  it('CDS Hooks 2.0.1, Prefetch: the prefetched Patient of another context is a 400 and shows nothing [14]', async () => {
    const answer = await callService(
      haven,
      hookCall({ prefetch: telling({ patient: patient({ id: 'p2' }) }) }),
    );
    expect(answer.status).toBe(400);
    expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
  });
});

describe('CDS Hooks 2.0.1, HTTP Request: what is not ours to judge is accepted', () => {
  it.each([
    ['fhirAuthorization without fhirServer', { fhirAuthorization: { access_token: 'secret-token' } }],
    ['unknown members', { version: '9.9', user: { a: 1 }, 'com.example': [1, null] }],
    ['unknown members of the context', context({ selections: ['a'], draftOrders: null })],
    ['unknown prefetch keys', { prefetch: telling({ '-user': null, other: { resourceType: 'X' } }) }],
    ['an extension', { extension: { 'com.example.note': { a: [1] } } }],
    ['a hookInstance that is no UUID', { hookInstance: 'instance 7' }],
    ['a hookInstance with a prefix', { hookInstance: 'urn:uuid:d1577c69-dfbe-44ad-ba6d-3e05e953b2ea' }],
    ['no fhirAuthorization beside fhirServer', { fhirServer: fhir.base }],
    ['a fhirServer that is no URL', { fhirServer: 'our server' }],
    ['a fhirServer that is no text', { fhirServer: 1 }],
    ['a fhirAuthorization without token', { fhirServer: fhir.base, fhirAuthorization: {} }],
    ['an empty encounterId where it is optional', context({ encounterId: '' })],
  ])('CDS Hooks 2.0.1, HTTP Request: %s [14, 15]', async (_, more) => {
    const answer = await callService(haven, hookCall(more));
    expect(answer.status).toBe(200);
    expect(answer.body.cards).toHaveLength(1);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: a token without a server is no access, and no reason to refuse [14]', async () => {
    await callService(haven, hookCall({ fhirAuthorization: { access_token: 'secret-token' } }));
    expect(haven.lastLine().fhirAccess).toBe('not-offered');
  });

  it.each([
    [
      'in the log where it is a UUID',
      'D1577C69-dfbe-44ad-ba6d-3e05e953b2ea',
      'D1577C69-dfbe-44ad-ba6d-3e05e953b2ea',
    ],
    ['not in the log where it may be anything', 'Jane Doe 1990', undefined],
  ])('CDS Hooks 2.0.1, HTTP Request: hookInstance is %s [15]', async (_, hookInstance, logged) => {
    await callService(haven, hookCall({ hookInstance }));
    expect(haven.lastLine().hookInstance).toBe(logged);
  });
});

describe('CDS Hooks 2.0.1, HTTP Request: ids are opaque', () => {
  function ownCall(id: string): JsonObject {
    const subject = { reference: `Patient/${id}` };
    return hookCall({
      ...context({ patientId: id }),
      prefetch: prefetch({
        patient: patient({ id }),
        conditions: bundle(condition('T76.61XA', { subject })),
      }),
    });
  }

  it.each([
    ['64', 64, 200],
    ['65, more than FHIR allows', 65, 200],
    ['512', 512, 200],
    ['1025', 1025, 400],
  ])('CDS Hooks 2.0.1, HTTP Request: a patientId of %s characters [16]', async (_, length, status) => {
    const answer = await callService(haven, ownCall('a'.repeat(length)));
    expect([answer.status, answer.body.cards?.length]).toStrictEqual([
      status,
      status === 200 ? 1 : undefined,
    ]);
  });

  it.each([
    ['a/b', 'a%2Fb'],
    ['../Practitioner/x', '..%2FPractitioner%2Fx'],
    ['p1?_include=*', 'p1%3F_include%3D*'],
    ['p1#x', 'p1%23x'],
    ['p1&_count=999', 'p1%26_count%3D999'],
    ['p1%2F..', 'p1%252F..'],
    ['%2e%2e', '%252e%252e'],
    ['a b', 'a%20b'],
    ['a\\b', 'a%5Cb'],
    ['a\r\nX: y', 'a%0D%0AX%3A%20y'],
    ['\u00e9', '%C3%A9'],
    ['http://127.0.0.1/', 'http%3A%2F%2F127.0.0.1%2F'],
  ])(
    'CDS Hooks 2.0.1, FHIR Resource Access: patientId %j reaches the server as %s [16]',
    async (id, encoded) => {
      fhir.handler = serving({ Patient: patient({ id }) });
      await callService(haven, hookCall({ ...context({ patientId: id }), prefetch: {}, ...accessTo(fhir) }));
      const paths = fhir.paths();
      expect(paths).toContain(`/fhir/Patient/${encoded}`);
      expect(paths.some((path) => path.startsWith(`/fhir/Condition?patient=${encoded}&_sort=`))).toBe(true);
      expect(paths.every((path) => !path.includes('?') || path.split('?').length === 2)).toBe(true);
    },
  );

  it.each(['.', '..'])(
    'CDS Hooks 2.0.1, FHIR Resource Access: an id of %s, which no encoding tames, is not asked for [16]',
    async (id) => {
      const answer = await callService(
        haven,
        hookCall({ ...context({ patientId: id, encounterId: id }), prefetch: {}, ...accessTo(fhir) }),
      );
      expect(answer.status).toBe(412);
      expect(fhir.requests).toHaveLength(0);
    },
  );

  it.each([
    ['patientId', context({ patientId: 'p1\ud800' })],
    ['encounterId', context({ encounterId: 'e1\udfff' })],
  ])(
    'CDS Hooks 2.0.1, HTTP Status Codes: half a character in %s is no fault of ours [16, 40]',
    async (_, more) => {
      const body = JSON.stringify(
        hookCall({ ...more, prefetch: { patient: without(patient(), 'id') }, ...accessTo(fhir) }),
      );
      const answer = await request(haven.url)
        .post(pathOf('patient-view'))
        .set('content-type', 'application/json')
        .send(body);
      expect([200, 400, 412]).toContain(answer.status);
    },
  );
});

describe('CDS Hooks 2.0.1, Extensions: an admission that arrives as patient-view', () => {
  const TRIGGER = 'com.epic.cdshooks.request.bpa-trigger-action';

  it.each([
    ['the text 26', '26', 'encounter-start'],
    ['the number 26', 26, 'encounter-start'],
    ['the text 60, a chart that is opened', '60', 'patient-view'],
    ['the number 27', 27, 'patient-view'],
    ['26 with a blank', ' 26', 'patient-view'],
    ['26.5', 26.5, 'patient-view'],
    ['true', true, 'patient-view'],
    ['a list', ['26'], 'patient-view'],
    ['null', null, 'patient-view'],
  ])('CDS Hooks 2.0.1, Extensions: trigger action %s [14, 76]', async (_, value, behaviour) => {
    const answer = await callService(haven, hookCall({ extension: { [TRIGGER]: value } }));
    expect(answer.status).toBe(200);
    expect(haven.lastLine()).toMatchObject({ hook: 'patient-view', behaviour });
  });

  it.each([
    ['an extension of another name', { 'com.example.trigger': '26' }],
    ['an extension that is a list', [{ url: TRIGGER, valueString: '26' }]],
    ['an extension that is a text', '26'],
    ['no extension', undefined],
  ])('CDS Hooks 2.0.1, Extensions: %s maps nothing [76]', async (_, extension) => {
    await callService(haven, hookCall({ extension }));
    expect(haven.lastLine().behaviour).toBe('patient-view');
  });

  it('CDS Hooks 2.0.1, Extensions: the encounter-start service takes it too, and other patient-view calls it does not [14]', async () => {
    const post = (value: string): request.Test =>
      request(haven.url)
        .post(pathOf('encounter-start'))
        .send(hookCall({ extension: { [TRIGGER]: value } }));
    expect((await post('26')).body.cards).toHaveLength(1);
    expect((await post('60')).status).toBe(400);
  });
});
