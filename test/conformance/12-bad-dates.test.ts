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
  telling,
  without,
} from '../support/web-charts.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

async function summariesOf(call: JsonObject): Promise<readonly string[]> {
  const answer = await callService(haven, call);
  expect(answer.status).toBe(200);
  return answer.body.cards.map(({ summary }: { readonly summary: string }) => summary);
}

describe('CDS Hooks 2.0.1, Prefetch: dates as they come (the call is of 2026-03-10 15:00 UTC)', () => {
  it.each([
    ['two years ago to the second', '2024-03-10T15:00:00Z', 1],
    ['a second earlier', '2024-03-10T14:59:59Z', 0],
    ['a day that begins before the window', '2024-03-10', 0],
    ['the first whole day in it', '2024-03-11', 1],
    ['a month that begins before it', '2024-03', 0],
    ['the first whole month in it', '2024-04', 1],
    ['a year that begins before it', '2024', 0],
    ['the first whole year in it', '2025', 1],
    ['this year', '2026', 1],
    ['2019', '2019', 0],
    ['a day that does not exist', '2019-02-31', 0],
    ['a recent day that does not exist', '2026-02-31', 0],
    ['the 29th of February of a common year', '2025-02-29', 0],
    ['a month that does not exist', '2025-13', 0],
    ['an hour that does not exist', '2026-02-10T25:00:00Z', 0],
    ['words', 'last winter', 0],
    ['an empty text', '', 0],
    ['a number', 20_260_210, 0],
    ['null', null, 0],
    ['a list', ['2026-02-10'], 0],
    ['an American date', '02/10/2026', 0],
    ['a time without zone', '2026-02-10T10:00:00', 1],
    ['a time with an offset', '2026-02-10T10:00:00+05:30', 1],
    ['a day from now to the second', '2026-03-11T15:00:00Z', 1],
    ['a second later', '2026-03-11T15:00:01Z', 0],
    ['tomorrow', '2026-03-11', 1],
    ['the day after tomorrow', '2026-03-12', 0],
    ['next year', '2027', 0],
    ['the year 9999', '9999-12-31', 0],
  ])('CDS Hooks 2.0.1, Prefetch: recordedDate is %s: %j [28]', async (_, recordedDate, cards) => {
    expect(await summariesOf(callWith(condition(CODE.privateConversation, { recordedDate })))).toHaveLength(
      cards,
    );
  });

  it.each(['2019', '2019-02-31', 'last winter', undefined])(
    'CDS Hooks 2.0.1, Prefetch: a history counts whatever its date: %j [28]',
    async (recordedDate) => {
      expect(await summariesOf(callWith(condition(CODE.history, { recordedDate })))).toHaveLength(1);
    },
  );

  it.each([
    ['an old onset', { recordedDate: '2026-02-10', onsetDateTime: '2015' }, 1],
    ['a recent onset and an old record', { recordedDate: '2015', onsetDateTime: '2026-02-10' }, 1],
    ['only an onset', { recordedDate: undefined, onsetDateTime: '2026-02-10' }, 1],
    ['only a period', { recordedDate: undefined, onsetPeriod: { start: '2026-02-10' } }, 1],
    ['only an age', { recordedDate: undefined, onsetAge: { value: 35 } }, 0],
    ['only words', { recordedDate: undefined, onsetString: 'this year' }, 0],
    ['nothing', { recordedDate: undefined }, 0],
  ])('CDS Hooks 2.0.1, Prefetch: a condition with %s [28]', async (_, more, cards) => {
    expect(await summariesOf(callWith(condition(CODE.privateConversation, more)))).toHaveLength(cards);
  });
});

describe('CDS Hooks 2.0.1, Prefetch: visits that happened, and others', () => {
  const PAST = { id: 'e2', status: 'finished', period: { start: '2026-01-10T09:00:00Z' } };
  const UNDATED = condition(CODE.privateConversation, {
    recordedDate: undefined,
    encounter: { reference: 'Encounter/e2' },
  });
  const VISITS: [string, JsonObject, number][] = [
    ['a finished one', {}, 1],
    ['one of an unknown status', { status: 'unknown' }, 1],
    ['one without status', { status: undefined }, 1],
    ['a cancelled one', { status: 'cancelled' }, 0],
    ['one entered in error', { status: 'entered-in-error' }, 0],
    ['one planned long ago', { status: 'planned' }, 0],
    ['one planned for the future', { status: 'planned', period: { start: '2026-05-01' } }, 0],
    ['one of the future', { period: { start: '2026-05-01T09:00:00Z' } }, 0],
    ['one of long ago', { period: { start: '2015-05-01T09:00:00Z' } }, 0],
    ['one without date', { period: undefined }, 0],
    ['one of another patient', { subject: { reference: 'Patient/p2' } }, 0],
  ];

  it.each(VISITS)(
    'CDS Hooks 2.0.1, Prefetch: %s dates its conditions or does not [28]',
    async (_, more, cards) => {
      const encounters = bundle(encounter({ ...PAST, ...more }));
      const call = hookCall({ prefetch: prefetch({ encounters, conditions: bundle(UNDATED) }) });
      expect(await summariesOf(call)).toHaveLength(cards);
    },
  );

  it.each(VISITS)(
    'CDS Hooks 2.0.1, Prefetch: what %s was for is read or is not [28]',
    async (_, more, cards) => {
      const reasonCode = [icd(CODE.privateConversation)];
      const encounters = bundle(encounter({ ...PAST, ...more, reasonCode }));
      expect(await summariesOf(hookCall({ prefetch: prefetch({ encounters }) }))).toHaveLength(cards);
    },
  );

  it.each([
    ['in progress', {}, 1],
    ['planned', { status: 'planned' }, 1],
    ['planned for next week', { status: 'planned', period: { start: '2026-03-17T09:00:00Z' } }, 1],
    ['arrived', { status: 'arrived' }, 1],
    ['cancelled', { status: 'cancelled' }, 0],
    ['entered in error', { status: 'entered-in-error' }, 0],
    ['of another patient', { subject: { reference: 'Patient/p2' } }, 0],
  ])(
    'CDS Hooks 2.0.1, encounter-start 1.0: the visit of the call is read where it is %s [28]',
    async (_, more, cards) => {
      const current = encounter({ ...more, reasonCode: [icd(CODE.privateConversation)] });
      const call = hookCall({ prefetch: prefetch({ encounter: current }) }, 'encounter-start');
      expect(await summariesOf(call)).toHaveLength(cards);
    },
  );

  it('CDS Hooks 2.0.1, encounter-start 1.0: an undated condition of a visit that is reviewed a week ahead is not of the future [28]', async () => {
    const current = encounter({ status: 'planned', period: { start: '2026-03-17T09:00:00Z' } });
    const conditions = bundle({ ...UNDATED, encounter: { reference: 'Encounter/e1' } });
    const call = hookCall({ prefetch: prefetch({ encounter: current, conditions }) }, 'encounter-start');
    expect(await summariesOf(call)).toHaveLength(1);
  });
});

describe('CDS Hooks 2.0.1, Prefetch: ages as they come', () => {
  it.each([
    ['18 today', '2008-03-10', false],
    ['18 tomorrow', '2008-03-11', true],
    ['a year in which 18 is reached', '2008', false],
    ['a year of the young', '2010', true],
    ['none', undefined, false],
    ['a day that does not exist', '2010-02-31', false],
    ['the future', '2027-01-01', false],
    ['words', 'unknown', false],
    ['a number', 2010, false],
    ['null', null, false],
    ['130 years ago', '1896-03-10', false],
    ['131 years ago', '1895-03-10', false],
    ['the first day of a record system', '1840-12-31', false],
  ])(
    'CDS Hooks 2.0.1, Prefetch: a birth date of %s (%j) chooses the wording [28]',
    async (_, birthDate, isYoung) => {
      const summaries = await summariesOf(
        hookCall({ prefetch: telling({ patient: patient({ birthDate }) }) }),
      );
      expect(summaries.map((summary) => summary.includes('young patient'))).toStrictEqual([isYoung]);
    },
  );

  it.each([
    ['deceasedBoolean true', { deceasedBoolean: true }, 0],
    ['deceasedDateTime', { deceasedDateTime: '2025-01-01' }, 0],
    ['deceasedDateTime that is only a year', { deceasedDateTime: '2025' }, 0],
    ['deceasedDateTime that does not exist', { deceasedDateTime: '2025-02-31' }, 0],
    ['deceasedBoolean false', { deceasedBoolean: false }, 1],
    ['deceasedBoolean null', { deceasedBoolean: null }, 1],
  ])('CDS Hooks 2.0.1, CDS Service Response: no card for the dead: %s [38]', async (_, more, cards) => {
    expect(await summariesOf(hookCall({ prefetch: telling({ patient: patient(more) }) }))).toHaveLength(
      cards,
    );
  });

  it('CDS Hooks 2.0.1, Prefetch: a Patient with nothing but its type is enough [31]', async () => {
    const bare = without(patient(), 'id', 'birthDate');
    expect(await summariesOf(hookCall({ prefetch: telling({ patient: bare }) }))).toHaveLength(1);
  });
});
