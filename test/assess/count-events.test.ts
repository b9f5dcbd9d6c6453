import { compareFacts, countEvents, dayOf } from '../../src/assess/count-events.js';
import { sceneOf } from '../../src/assess/evaluation.js';
import { hasCompany } from '../../src/assess/occasions.js';
import { EMPTY_CHART, factOf } from '../support/facts.js';

const on = (...dates: readonly (string | undefined)[]) =>
  dates.map((date, number) =>
    factOf(date === undefined ? { id: `${number}` } : { id: `${number}`, on: date }),
  );

describe('countEvents by days (decision 8: at least 31 days after the last counted one, no chaining)', () => {
  const MONTH = { kind: 'days', days: 31 } as const;
  it.each([
    [['2026-01-01', '2026-02-01'], 2],
    [['2026-01-01', '2026-01-31'], 1],
    [['2026-01-01', '2026-01-20', '2026-02-01'], 2],
    // 20 days each: the third is 40 days after the first, so two are counted, not one chain
    [['2026-01-01', '2026-01-21', '2026-02-10', '2026-03-02'], 2],
    [['2026-02-01', '2026-01-01'], 2],
    [[], 0],
  ])('%p are %p', (dates, expected) => expect(countEvents(on(...dates), MONTH)).toBe(expected));

  it('counts undated facts as one event at most, and as none beside dated ones', () => {
    expect(countEvents(on(undefined, undefined), MONTH)).toBe(1);
    expect(countEvents(on(undefined, '2026-01-01'), MONTH)).toBe(1);
  });
});

describe('countEvents by encounter', () => {
  const VISIT = { kind: 'encounter' } as const;
  it('counts an encounter once, however many entries it has', () => {
    expect(
      countEvents(
        [factOf({ encounter: 'a' }), factOf({ encounter: 'a' }), factOf({ encounter: 'b' })],
        VISIT,
      ),
    ).toBe(2);
  });
  it('counts unlinked facts by day, and those without one as one at most', () => {
    expect(countEvents(on('2026-01-01', '2026-01-02', '2026-01-02'), VISIT)).toBe(2);
    expect(countEvents(on('2026-01-01', undefined, '2026-02'), VISIT)).toBe(1);
    expect(countEvents(on(undefined, undefined), VISIT)).toBe(1);
  });
  it('counts unlinked facts by day, and does not add them to the encounters that they may belong to', () => {
    const linked = factOf({ encounter: 'a', on: '2026-01-01T10:00:00Z' });
    expect(
      countEvents(
        [
          linked,
          factOf({ on: '2026-01-01' }),
          factOf({ on: '2026-01-02' }),
          factOf({ on: '2026-01-02T09:00:00Z' }),
        ],
        VISIT,
      ),
    ).toBe(2);
  });
});

describe('countEvents by resource', () => {
  it('counts every entry', () =>
    expect(countEvents(on('2026-01-01', '2026-01-01', undefined), { kind: 'resource' })).toBe(3));
});

describe('dayOf (decision 4)', () => {
  const DAY_MS = 86_400_000;
  it.each([
    [{ earliest: DAY_MS, latest: 2 * DAY_MS - 1 }, 1],
    [{ earliest: 2 * DAY_MS - 1, latest: 2 * DAY_MS - 1 }, 1],
    // longer than a day
    [{ earliest: DAY_MS, latest: 2 * DAY_MS }, undefined],
    [undefined, undefined],
  ])('%j is day %p', (when, day) => expect(dayOf({ ...factOf({}), when })).toBe(day));
});

describe('compareFacts: a total order, so that the order of the record does not matter (decision 1)', () => {
  const OLDEST_FIRST = [
    factOf({ id: 'b', on: '2026-01-01' }),
    factOf({ id: 'a', on: '2026-02-01' }),
    factOf({ id: 'b', on: '2026-02-01' }),
    factOf({ id: 'a' }),
    factOf({ id: 'b' }),
  ];
  it('is oldest first, undated last, and by resource and id where that is equal', () => {
    expect(OLDEST_FIRST.toReversed().toSorted(compareFacts)).toEqual(OLDEST_FIRST);
    expect(OLDEST_FIRST.toSorted(compareFacts)).toEqual(OLDEST_FIRST);
  });
  it('tells every two facts apart, in opposite ways, and none from itself', () => {
    const facts = [
      ...OLDEST_FIRST,
      factOf({ id: 'b', status: 'finished' }),
      factOf({ id: 'b', active: true }),
    ];
    for (const [place, one] of facts.entries()) {
      expect(compareFacts(one, one)).toBe(0);
      for (const other of facts.slice(place + 1)) {
        expect(compareFacts(one, other)).not.toBe(0);
        expect(Math.sign(compareFacts(one, other))).toBe(-Math.sign(compareFacts(other, one)));
      }
    }
  });
});

describe('hasCompany: the same occasion', () => {
  const together = (one: Parameters<typeof factOf>[0], other: Parameters<typeof factOf>[0]): boolean => {
    const scene = sceneOf({ ...EMPTY_CHART, facts: new Map([[1, [factOf(other)]]]) }, 0);
    return hasCompany(factOf(one), [0, 1], scene);
  };
  it.each([
    [{ encounter: 'a' }, { encounter: 'a' }, true],
    [{ encounter: 'a', on: '2026-01-01' }, { encounter: 'b', on: '2026-01-01' }, false],
    [{ on: '2026-01-01' }, { encounter: 'b', on: '2026-01-01T23:00:00Z' }, true],
    [{ encounter: 'b', on: '2026-01-01' }, { on: '2026-01-01T23:00:00Z' }, true],
    [{ on: '2026-01-01' }, { on: '2026-01-02' }, false],
    [{ on: '2026-01-01' }, { on: '2026-01' }, false],
    [{ on: '2026-01' }, { on: '2026-01' }, false],
    [{}, {}, false],
    [{ id: 'x', resource: 'Encounter' }, { id: 'x', resource: 'Encounter' }, true],
    [{ id: 'x' }, { id: 'x', resource: 'Encounter' }, false],
    // one with an encounter or a day and one without, and neither with an id
    [{ encounter: 'a' }, {}, false],
    [{ on: '2026-01-01' }, {}, false],
    [{ encounter: 'a', on: '2026-01' }, { on: '2026-01' }, false],
  ] as const)('%p and %p: %p', (one, other, expected) => expect(together(one, other)).toBe(expected));
});
