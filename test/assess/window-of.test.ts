import { windowOf } from '../../src/assess/window-of.js';
import type { Within } from '../../src/model/clause.js';
import { parseInterval } from '../../src/model/interval.js';
import { parsePeriod } from '../../src/model/period.js';

const AT = Date.parse('2026-11-21T10:00:00Z');
const YEAR: Within = { kind: 'last', period: parsePeriod('P12M') ?? { text: '', months: 0, days: 0 } };
const NOT_YEAR: Within = { ...YEAR, kind: 'not-in-last' };
const NOWHERE = { encounter: undefined };
const fact = (date: string | undefined, encounter?: string) => ({ when: parseInterval(date), encounter });

describe('windowOf (decision 4)', () => {
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
    expect(windowOf(YEAR, NOWHERE, AT)(fact(date))).toBe(expected),
  );

  it.each([
    ['2025-11-20', 'inside'],
    ['2025-11-22', 'outside'],
    ['2025', 'inside'],
    [undefined, 'inside'],
  ])('not in the last 12 months and %p: %s', (date, expected) =>
    expect(windowOf(NOT_YEAR, NOWHERE, AT)(fact(date))).toBe(expected),
  );

  it('counts an undated fact for an any window', () =>
    expect(windowOf({ kind: 'any' }, NOWHERE, AT)(fact(undefined))).toBe('inside'));
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
    expect(windowOf(within, chart, AT)(fact(date, encounter))).toBe(expected),
  );
  it('without a current encounter is the last 24 hours', () => {
    expect(windowOf(within, NOWHERE, AT)(fact('2026-11-20T10:00:00Z'))).toBe('inside');
    expect(windowOf(within, NOWHERE, AT)(fact('2026-11-20T09:59:58Z'))).toBe('outside');
  });
});
