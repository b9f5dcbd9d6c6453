import { placeInWindow } from '../../src/assess/place-in-window.js';
import type { Within } from '../../src/model/clause.js';
import { parseInterval } from '../../src/model/interval.js';
import { parsePeriod } from '../../src/model/period.js';

const AT = Date.parse('2026-11-21T10:00:00Z');
const YEAR: Within = { kind: 'last', period: parsePeriod('P12M') ?? { text: '', months: 0, days: 0 } };
const NOT_YEAR: Within = { ...YEAR, kind: 'not-in-last' };
const NOWHERE = { encounter: undefined };
const fact = (date: string | undefined, encounter?: string) => ({ when: parseInterval(date), encounter });

describe('placeInWindow (decision 4)', () => {
  it.each([
    ['2025-11-21T10:00:00Z', 'inside'],
    ['2025-11-21T09:59:58Z', 'outside'],
    ['2025-11-22', 'inside'],
    ['2025-11-21', 'unknown'],
    ['2025-11-20', 'outside'],
    ['2025', 'unknown'],
    ['2026', 'inside'],
    ['2024', 'outside'],
    [undefined, 'unknown'],
  ])('the last 12 months and %p: %s', (date, expected) =>
    expect(placeInWindow(fact(date), YEAR, NOWHERE, AT)).toBe(expected),
  );

  it.each([
    ['2025-11-20', 'inside'],
    ['2025-11-22', 'outside'],
    ['2025', 'inside'],
    [undefined, 'inside'],
  ])('not in the last 12 months and %p: %s', (date, expected) =>
    expect(placeInWindow(fact(date), NOT_YEAR, NOWHERE, AT)).toBe(expected),
  );

  it('counts an undated fact for an any window', () =>
    expect(placeInWindow(fact(undefined), { kind: 'any' }, NOWHERE, AT)).toBe('inside'));
});

describe('the encounter window (decision 6)', () => {
  const chart = { encounter: { id: 'now', when: parseInterval('2026-11-21T08:00:00Z') } };
  const within: Within = { kind: 'encounter' };
  it.each([
    ['2019-01-01', 'now', 'inside'],
    ['2026-11-21T09:00:00Z', 'other', 'outside'],
    ['2026-11-20T08:00:00Z', undefined, 'inside'],
    ['2026-11-20T07:59:58Z', undefined, 'outside'],
    [undefined, undefined, 'unknown'],
  ])('a fact of %p in encounter %p is %s', (date, encounter, expected) =>
    expect(placeInWindow(fact(date, encounter), within, chart, AT)).toBe(expected),
  );
  it('without a current encounter is the last 24 hours', () => {
    expect(placeInWindow(fact('2026-11-20T10:00:00Z'), within, NOWHERE, AT)).toBe('inside');
    expect(placeInWindow(fact('2026-11-20T09:59:58Z'), within, NOWHERE, AT)).toBe('outside');
  });
});
