import type { JsonObject } from '../../src/model/json-value.js';
import {
  bundle,
  callWith,
  CODE,
  condition,
  encounter,
  hookCall,
  icd,
  patient,
  prefetch,
  SUBJECT,
  telling,
  without,
} from '../support/web-charts.js';
import { withoutUuids } from '../support/web-json-walk.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

async function countOf(call: JsonObject): Promise<number> {
  const answer = await callService(haven, call);
  expect(answer.status).toBe(200);
  return answer.body.cards.length as number;
}

const TELLING = condition(CODE.privateConversation);
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';

describe('CDS Hooks 2.0.1, Prefetch: resources that are not what they claim', () => {
  it.each([
    ['a text', 'Condition'],
    ['a number', 7],
    ['null', null],
    ['a list', [TELLING]],
    ['an empty object', {}],
    ['no type', without(TELLING, 'resourceType')],
    ['a type that is a number', { ...TELLING, resourceType: 7 }],
    ['a type in another case', { ...TELLING, resourceType: 'condition' }],
    ['an unknown type', { ...TELLING, resourceType: 'Diagnosis' }],
    [
      'an Observation with the code of a condition',
      { ...TELLING, resourceType: 'Observation', status: 'final' },
    ],
    ['a Patient', patient()],
    ['another Patient', patient({ id: 'p2' })],
    ['a Bundle within the Bundle', bundle(TELLING)],
    ['a list of what was found', { resourceType: 'List', contained: [TELLING] }],
  ])('CDS Hooks 2.0.1, Prefetch: %s among the conditions is no evidence [28]', async (_, resource) => {
    expect(await countOf(callWith(resource))).toBe(0);
    expect(await countOf(callWith(resource, TELLING))).toBe(1);
  });

  it.each([
    ['no code', undefined],
    ['a code that is null', null],
    ['a code that is a text', CODE.privateConversation],
    ['an empty code', {}],
    ['text only', { text: 'Adult forced labor exploitation, suspected' }],
    ['no codings', { coding: [] }],
    ['codings that are null', { coding: null }],
    ['codings that are no list', { coding: { system: ICD, code: CODE.privateConversation } }],
    ['a coding that is null', { coding: [null] }],
    ['a coding that is a text', { coding: [CODE.privateConversation] }],
    ['no system', { coding: [{ code: CODE.privateConversation }] }],
    ['another system', { coding: [{ system: 'urn:local', code: CODE.privateConversation }] }],
    ['a system that is a number', { coding: [{ system: 7, code: CODE.privateConversation }] }],
    ['only a display', { coding: [{ system: ICD, display: CODE.privateConversation }] }],
    ['a code that is a number', { coding: [{ system: ICD, code: 76 }] }],
    ['an empty text as code', { coding: [{ system: ICD, code: '' }] }],
    ['the beginning of the code', { coding: [{ system: ICD, code: 'T76' }] }],
    ['members of every object', { coding: [{ system: '__proto__', code: 'constructor' }] }],
    ['members of every object in a known system', { coding: [{ system: ICD, code: '__proto__' }] }],
  ])('CDS Hooks 2.0.1, Prefetch: a condition with %s is no evidence, and no error [28]', async (_, code) => {
    expect(await countOf(callWith({ ...TELLING, code }))).toBe(0);
  });

  it.each([
    ['in lower case', ICD, 't76.61xa'],
    ['without dot', ICD, 'T7661XA'],
    ['by OID', 'urn:oid:2.16.840.1.113883.6.90', 'T76.61XA'],
    ['by https', ICD.replace('http:', 'https:'), 'T76.61XA'],
  ])('CDS Hooks 2.0.1, Prefetch: the same code %s is the same evidence [28]', async (_, system, code) => {
    expect(await countOf(callWith({ ...TELLING, code: { coding: [null, { system, code }] } }))).toBe(1);
  });

  it.each([
    ['entered-in-error', 0],
    ['refuted', 0],
    ['confirmed', 1],
    ['provisional', 1],
    ['nonsense', 1],
  ])('CDS Hooks 2.0.1, Prefetch: a condition that is %s [28]', async (code, cards) => {
    const system = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
    const verificationStatus = { coding: [{ system, code }] };
    expect(await countOf(callWith({ ...TELLING, verificationStatus }))).toBe(cards);
  });
});

describe('CDS Hooks 2.0.1, Prefetch: whose resource it is', () => {
  it.each([
    ['relative', 'Patient/p1', 1],
    ['absolute', 'https://ehr.example/fhir/Patient/p1', 1],
    ['versioned', 'Patient/p1/_history/3', 1],
    ['absolute and versioned', 'https://ehr.example/fhir/Patient/p1/_history/3', 1],
    ['another patient', 'Patient/p2', 0],
    ['another patient, absolute', 'https://ehr.example/fhir/Patient/p2', 0],
    ['an id that begins alike', 'Patient/p12', 0],
    ['an id that ends alike', 'Patient/xp1', 0],
    ['a type that ends alike', 'XPatient/p1', 0],
    ['another type', 'Group/p1', 0],
    ['the version of another', 'Patient/p2/_history/p1', 0],
    ['contained', '#p1', 0],
    ['conditional', 'Patient?identifier=p1', 0],
    ['an unresolved urn', 'urn:uuid:00000000-0000-4000-8000-000000000001', 0],
    ['only an id', 'p1', 0],
    ['an empty text', '', 0],
    ['a number', 1, 0],
    ['null', null, 0],
  ])('CDS Hooks 2.0.1, Prefetch: a subject that is %s: %j [30]', async (_, reference, cards) => {
    expect(await countOf(callWith({ ...TELLING, subject: { reference } }))).toBe(cards);
  });

  it.each([
    ['no subject', undefined],
    ['a subject that is a text', 'Patient/p1'],
    ['a subject by identifier', { identifier: { value: 'p1' } }],
    ['a subject in words', { display: 'p1' }],
    ['a list of subjects', [SUBJECT]],
  ])('CDS Hooks 2.0.1, Prefetch: a condition with %s is nobody\u2019s [30]', async (_, subject) => {
    expect(await countOf(callWith({ ...TELLING, subject }))).toBe(0);
  });

  it('CDS Hooks 2.0.1, Prefetch: a urn is the patient whom the bundle calls so [30]', async () => {
    const fullUrl = 'urn:uuid:00000000-0000-4000-8000-000000000001';
    const who = { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl, resource: patient() }] };
    const conditions = bundle({ ...TELLING, subject: { reference: fullUrl } });
    expect(await countOf(hookCall({ prefetch: prefetch({ patient: who, conditions }) }))).toBe(1);
  });
});

describe('CDS Hooks 2.0.1, Prefetch: ids, copies and contained resources', () => {
  it('CDS Hooks 2.0.1, Prefetch: resources without id are read [28]', async () => {
    const conditions = bundle(without(TELLING, 'id'));
    const call = hookCall({
      prefetch: prefetch({ encounter: without(encounter(), 'id', 'subject'), conditions }),
    });
    expect(await countOf(call)).toBe(1);
  });

  it('CDS Hooks 2.0.1, Prefetch: copies, in any order and under any key, are one resource [28]', async () => {
    const one = await callService(haven, callWith(TELLING));
    const harmless = condition(CODE.harmless);
    const many = await callService(
      haven,
      hookCall({
        prefetch: prefetch({
          conditions: bundle(harmless, TELLING, TELLING, without(TELLING, 'id'), harmless),
          observations: bundle(TELLING),
        }),
      }),
    );
    expect(one.body.cards).toHaveLength(1);
    expect(withoutUuids(many.body)).toStrictEqual(withoutUuids(one.body));
  });

  const WITHDRAWN = { verificationStatus: { coding: [{ code: 'entered-in-error' }] } };
  // As texts they would sort the other way round.
  const [OLDER, NEWER] = [
    { lastUpdated: '2026-02-11T01:00:00Z' },
    { lastUpdated: '2026-02-10T23:00:00-05:00' },
  ];

  it.each([
    [
      'a newer version that was entered in error',
      { ...TELLING, meta: OLDER },
      { ...TELLING, meta: NEWER, ...WITHDRAWN },
      0,
    ],
    [
      'an older version that was entered in error',
      { ...TELLING, meta: NEWER },
      { ...TELLING, meta: OLDER, ...WITHDRAWN },
      1,
    ],
    [
      'a tenth version after a ninth',
      { ...TELLING, meta: { versionId: '9' } },
      { ...TELLING, meta: { versionId: '10' }, ...WITHDRAWN },
      0,
    ],
  ])('CDS Hooks 2.0.1, Prefetch: %s, in either order [28]', async (_, one, other, cards) => {
    expect(await countOf(callWith(one, other))).toBe(cards);
    expect(await countOf(callWith(other, one))).toBe(cards);
  });

  it.each([
    ['named as its diagnosis is read', [{ condition: { reference: '#c' } }], 1],
    ['named by another id is not', [{ condition: { reference: '#d' } }], 0],
    ['that nothing names is not', undefined, 0],
    ['with a diagnosis that is no list is not', { condition: { reference: '#c' } }, 0],
  ])(
    'CDS Hooks 2.0.1, Prefetch: a condition contained in an encounter %s [28]',
    async (_, diagnosis, cards) => {
      const contained = [
        { resourceType: 'Condition', id: 'c', code: icd(CODE.privateConversation) },
        null,
        'x',
      ];
      const encounters = bundle(encounter({ id: 'e2', status: 'finished', contained, diagnosis }));
      expect(await countOf(hookCall({ prefetch: prefetch({ encounters }) }))).toBe(cards);
    },
  );

  it('CDS Hooks 2.0.1, Prefetch: a condition contained in a condition is not read [28]', async () => {
    expect(await countOf(callWith({ ...condition(CODE.harmless), contained: [TELLING] }))).toBe(0);
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['a list', [TELLING]],
    ['true', true],
    ['a text', 'x'],
    ['an unknown type', { resourceType: 'Basic' }],
  ])(
    'CDS Hooks 2.0.1, Prefetch: %s under every key but the patient\u2019s and the conditions\u2019 is a 200 with the card [28, 31]',
    async (_, value) => {
      const others = [
        'encounter',
        'encounters',
        'observations',
        'procedures',
        'appointments',
        'questionnaireResponses',
        'documents',
      ];
      const odd = Object.fromEntries(others.map((key) => [key, value]));
      expect(await countOf(hookCall({ prefetch: telling(odd) }))).toBe(1);
    },
  );
});
