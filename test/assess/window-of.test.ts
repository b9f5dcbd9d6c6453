import { windowOf } from '../../src/assess/window-of.js';
import type { Chart } from '../../src/model/chart.js';
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

  it('a date that ends with the first moment of the window may be inside it', () => {
    const start = Date.parse('2025-11-21T10:00:00Z');
    const placed = (earliest: number, latest: number): string =>
      windowOf(YEAR, NOWHERE, AT)({ when: { earliest, latest }, encounter: undefined });
    expect(placed(start - 1000, start)).toBe('unknown');
    expect(placed(start - 1000, start - 1)).toBe('outside');
  });

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
  it('goes by date where the current encounter has no id, or no start', () => {
    const place = (encounter: Chart['encounter'], date: string): string =>
      windowOf(within, { encounter }, AT)(fact(date, 'other'));
    const nameless = { id: undefined, when: parseInterval('2026-11-21T08:00:00Z') };
    expect(place(nameless, '2026-11-20T08:00:00Z')).toBe('inside');
    expect(place(nameless, '2026-11-20T07:59:58Z')).toBe('outside');
    const timeless = windowOf(within, { encounter: { id: 'now', when: undefined } }, AT);
    expect(timeless(fact('2026-11-20T10:00:00Z'))).toBe('inside');
    expect(timeless(fact('2026-11-20T09:59:58Z'))).toBe('outside');
  });
  it('without a current encounter is the last 24 hours, linked or not', () => {
    expect(windowOf(within, NOWHERE, AT)(fact('2026-11-20T10:00:00Z'))).toBe('inside');
    expect(windowOf(within, NOWHERE, AT)(fact('2026-11-20T10:00:00Z', 'other'))).toBe('inside');
    expect(windowOf(within, NOWHERE, AT)(fact('2026-11-20T09:59:58Z'))).toBe('outside');
  });
});
