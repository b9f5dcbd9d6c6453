import {
  bundle,
  callWith,
  CODE,
  condition,
  encounter,
  hookCall,
  outcome,
  patient,
  prefetch,
  telling,
  without,
} from '../support/web-charts.js';
import { accessTo, serving, startFhirServer } from '../support/web-fhir-server.js';
import { withoutUuids } from '../support/web-json-walk.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const TELLING = bundle(condition(CODE.privateConversation));

const haven = await startHaven();
const fhir = await startFhirServer(serving({ Condition: TELLING, Encounter: encounter() }));

beforeEach(() => {
  fhir.requests.length = 0;
});

afterAll(async () => {
  await haven.close();
  await fhir.close();
});

describe('CDS Hooks 2.0.1, Prefetch: an OperationOutcome inside a searchset', () => {
  function searchset(issue: object, ...resources: readonly unknown[]): unknown {
    const remark = { resourceType: 'OperationOutcome', issue: [issue] };
    const entry = [
      ...resources.map((resource) => ({ resource })),
      { resource: remark, search: { mode: 'outcome' } },
    ];
    return { resourceType: 'Bundle', type: 'searchset', total: resources.length, entry };
  }
  const EMPTY_SEARCH = {
    severity: 'warning',
    code: 'processing',
    details: {
      coding: [{ system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369', code: '4101', display: 'No results' }],
    },
  };

  it.each([
    ['the warning 4101 of an empty search is a remark', searchset(EMPTY_SEARCH), 0, []],
    [
      'a warning beside data is a remark',
      searchset(EMPTY_SEARCH, condition(CODE.privateConversation)),
      1,
      [],
    ],
    [
      'information beside data is a remark',
      searchset({ severity: 'information', code: 'informational' }, condition(CODE.privateConversation)),
      1,
      [],
    ],
    [
      'an error is a failure',
      searchset({ severity: 'error', code: 'exception' }),
      0,
      ['conditions:unavailable'],
    ],
    [
      'a fatal error is a failure',
      searchset({ severity: 'fatal', code: 'exception' }),
      0,
      ['conditions:unavailable'],
    ],
  ])('CDS Hooks 2.0.1, Prefetch: %s [29]', async (_, conditions, cards, unread) => {
    const answer = await callService(
      haven,
      hookCall({ prefetch: prefetch({ conditions }), ...accessTo(fhir) }),
    );
    expect(answer.status).toBe(200);
    expect(answer.body.cards).toHaveLength(cards);
    expect(haven.lastLine().unread).toStrictEqual(unread);
    expect(fhir.requests).toHaveLength(0);
  });

  it.each([
    ['a warning', 'warning', 0],
    ['an error', 'error', 1],
  ])(
    'CDS Hooks 2.0.1, Prefetch: %s as the value itself leaves the source unread or not [28]',
    async (_, severity, unread) => {
      await callService(haven, hookCall({ prefetch: prefetch({ conditions: outcome(severity) }) }));
      expect(haven.lastLine().unread).toHaveLength(unread);
    },
  );

  it('CDS Hooks 2.0.1, Prefetch: a fatal error inside the required Bundle is a 412 [29, 31]', async () => {
    const value = searchset({ severity: 'fatal', code: 'exception' }, patient());
    const answer = await callService(
      haven,
      hookCall({ prefetch: telling({ patient: value }), ...accessTo(fhir) }),
    );
    expect(answer.status).toBe(412);
  });
});

describe('CDS Hooks 2.0.1, Prefetch: the shape of an answer', () => {
  it.each([
    ['a read that is answered by a Bundle', { patient: bundle(patient()) }, 1],
    ['a read that is answered by a collection', { patient: { ...bundle(patient()), type: 'collection' } }, 1],
    ['a read without id', { patient: without(patient(), 'id') }, 1],
    ['a search that is answered by a bare resource', { conditions: condition(CODE.privateConversation) }, 1],
    ['a search that is answered by a collection', { conditions: { ...TELLING, type: 'collection' } }, 1],
    [
      'a search whose entries are no list',
      { conditions: { resourceType: 'Bundle', entry: { resource: 1 } } },
      0,
    ],
    [
      'an entry without resource',
      { conditions: { resourceType: 'Bundle', entry: [{ fullUrl: 'urn:uuid:1' }, null, 1] } },
      0,
    ],
    ['an encounter that is answered by a Bundle', { encounter: bundle(encounter()) }, 1],
  ])('CDS Hooks 2.0.1, Prefetch: %s [30]', async (_, more, cards) => {
    const answer = await callService(haven, hookCall({ prefetch: telling(more) }));
    expect(answer.status).toBe(200);
    expect(answer.body.cards).toHaveLength(cards);
  });

  it('CDS Hooks 2.0.1, Prefetch and FHIR Resource Access: both ways give equal cards [32, 33]', async () => {
    const sent = await callService(haven, callWith(condition(CODE.privateConversation)));
    const fetched = await callService(haven, hookCall({ prefetch: undefined, ...accessTo(fhir) }));
    expect(sent.body.cards).toHaveLength(1);
    expect(withoutUuids(fetched.body)).toStrictEqual(withoutUuids(sent.body));
  });
});
