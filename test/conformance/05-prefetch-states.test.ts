import { HOOKS } from '../../src/model/hook.js';
import {
  bundle,
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

const CLIENTS = [
  ['with FHIR access', true],
  ['without FHIR access', false],
] as const;

/** The states of a key: value sent (or left out), whether a search may follow, and what the card and status are. */
interface State {
  readonly state: string;
  readonly value: unknown;
  readonly withAccess: readonly [status: number, cards: number, isFetched: boolean];
  readonly withoutAccess: readonly [status: number, cards: number, isFetched: boolean];
  readonly unread?: readonly [withAccess: string | undefined, withoutAccess: string | undefined];
}

const WANTED: readonly State[] = [
  {
    state: 'left out is fetched where possible',
    value: undefined,
    withAccess: [200, 1, true],
    withoutAccess: [200, 0, false],
    unread: [undefined, 'conditions:absent'],
  },
  {
    state: 'null is known to be empty',
    value: null,
    withAccess: [200, 0, false],
    withoutAccess: [200, 0, false],
  },
  {
    state: 'an OperationOutcome that failed is not asked for again',
    value: outcome('error'),
    withAccess: [200, 0, false],
    withoutAccess: [200, 0, false],
    unread: ['conditions:unavailable', 'conditions:unavailable'],
  },
  {
    state: 'a fatal OperationOutcome is not asked for again',
    value: outcome('fatal'),
    withAccess: [200, 0, false],
    withoutAccess: [200, 0, false],
    unread: ['conditions:unavailable', 'conditions:unavailable'],
  },
  { state: 'data is used', value: TELLING, withAccess: [200, 1, false], withoutAccess: [200, 1, false] },
  {
    state: 'a Bundle without entries is known to be empty',
    value: { resourceType: 'Bundle', type: 'searchset' },
    withAccess: [200, 0, false],
    withoutAccess: [200, 0, false],
  },
  {
    state: 'a Bundle of total 0 is known to be empty',
    value: { resourceType: 'Bundle', type: 'searchset', total: 0 },
    withAccess: [200, 0, false],
    withoutAccess: [200, 0, false],
  },
  {
    state: 'what is not FHIR is not data',
    value: 'conditions',
    withAccess: [200, 0, false],
    withoutAccess: [200, 0, false],
    unread: ['conditions:unavailable', 'conditions:unavailable'],
  },
];

const REQUIRED: readonly State[] = [
  {
    state: 'left out is fetched, else a 412',
    value: undefined,
    withAccess: [200, 1, true],
    withoutAccess: [412, 0, false],
  },
  {
    state: 'null is fetched, since nobody is seen without a Patient, else a 412',
    value: null,
    withAccess: [200, 1, true],
    withoutAccess: [412, 0, false],
  },
  {
    state: 'an OperationOutcome that failed is a 412, and not asked for again',
    value: outcome('error'),
    withAccess: [412, 0, false],
    withoutAccess: [412, 0, false],
  },
  { state: 'data is used', value: patient(), withAccess: [200, 1, false], withoutAccess: [200, 1, false] },
  {
    state: 'an empty Bundle is fetched, else a 412',
    value: bundle(),
    withAccess: [200, 1, true],
    withoutAccess: [412, 0, false],
  },
  {
    state: 'what is not FHIR is a 412',
    value: 7,
    withAccess: [412, 0, false],
    withoutAccess: [412, 0, false],
  },
];

const rows = (states: readonly State[]) =>
  states.flatMap((state) =>
    HOOKS.flatMap((hook) =>
      CLIENTS.map(([client, isOpen]) => ({
        state: state.state,
        value: state.value,
        hook,
        client,
        isOpen,
        expected: isOpen ? state.withAccess : state.withoutAccess,
        named: isOpen ? state.unread?.[0] : state.unread?.[1],
      })),
    ),
  );

describe('CDS Hooks 2.0.1, Prefetch: the four states of a key', () => {
  it.each(rows(WANTED))(
    'CDS Hooks 2.0.1, Prefetch, a wanted key: $state ($hook, $client) [28, 31]',
    async ({ value, hook, isOpen, expected, named }) => {
      const sent = without(prefetch({ conditions: value }), value === undefined ? 'conditions' : '');
      const answer = await callService(haven, {
        ...hookCall({ prefetch: sent, ...(isOpen ? accessTo(fhir) : {}) }, hook),
      });
      const isFetched = fhir.paths().some((path) => path.startsWith('/fhir/Condition?'));
      expect([answer.status, answer.body.cards.length, isFetched]).toStrictEqual(expected);
      const unread = (haven.lastLine().unread ?? []).filter((source) => source.startsWith('conditions'));
      expect(unread).toStrictEqual(named === undefined ? [] : [named]);
    },
  );

  it.each(rows(REQUIRED))(
    'CDS Hooks 2.0.1, Prefetch, the required Patient: $state ($hook, $client) [28, 31]',
    async ({ value, hook, isOpen, expected }) => {
      const sent = without(telling({ patient: value }), value === undefined ? 'patient' : '');
      const answer = await callService(haven, {
        ...hookCall({ prefetch: sent, ...(isOpen ? accessTo(fhir) : {}) }, hook),
      });
      const isFetched = fhir.paths().includes('/fhir/Patient/p1');
      expect([answer.status, answer.body.cards?.length ?? 0, isFetched]).toStrictEqual(expected);
    },
  );

  it.each([
    ['prefetch left out', undefined],
    ['prefetch null', null],
    ['an empty prefetch', {}],
  ])('CDS Hooks 2.0.1, Prefetch: %s: everything is fetched [28]', async (_, value) => {
    const answer = await callService(haven, hookCall({ prefetch: value, ...accessTo(fhir) }));
    expect(answer.body.cards).toHaveLength(1);
    const types = fhir.paths().map((path) => path.replace('/fhir/', '').split(/[/?]/)[0] ?? '');
    const wanted = haven.content.prefetch.map(({ resource }) => resource as string);
    expect(types.toSorted()).toStrictEqual(wanted.toSorted());
  });

  it('CDS Hooks 2.0.1, Prefetch: what was sent is not fetched again [28]', async () => {
    await callService(haven, hookCall(accessTo(fhir)));
    expect(fhir.requests).toHaveLength(0);
  });

  it('CDS Hooks 2.0.1, patient-view 1.0: without an encounterId the encounter is not asked for [21]', async () => {
    const context = { userId: 'Practitioner/example', patientId: 'p1' };
    await callService(haven, hookCall({ context, prefetch: undefined, ...accessTo(fhir) }));
    expect(fhir.paths().filter((path) => path.startsWith('/fhir/Encounter/'))).toStrictEqual([]);
    expect(fhir.requests.length).toBeGreaterThan(0);
  });
});
