import { before, parsePeriod } from '../../src/model/period.js';

const ago = (from: string, period: string): string => {
  const parsed = parsePeriod(period);
  if (parsed === undefined) throw new Error('not a period');
  return new Date(before(Date.parse(from), parsed)).toISOString();
};

describe('period (ISO 8601 look-backs in content)', () => {
  it.each([
    ['2026-11-21T10:00:00.000Z', 'P12M', '2025-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:00.000Z', 'P24M', '2024-11-21T10:00:00.000Z'],
    ['2026-03-31T00:00:00.000Z', 'P1M', '2026-02-28T00:00:00.000Z'],
    ['2024-03-31T00:00:00.000Z', 'P1M', '2024-02-29T00:00:00.000Z'],
    ['2024-02-29T00:00:00.000Z', 'P1Y', '2023-02-28T00:00:00.000Z'],
    ['2026-01-15T00:00:00.000Z', 'P2M', '2025-11-15T00:00:00.000Z'],
    ['2026-03-01T00:00:00.000Z', 'P31D', '2026-01-29T00:00:00.000Z'],
  ])('%s less %s is %s', (from, period, expected) => expect(ago(from, period)).toBe(expected));

  it.each(['P', '12M', 'P12', 'PT5H', 'P-1M', 'p12m', 'P1W', ''])('refuses %p', (text) =>
    expect(parsePeriod(text)).toBeUndefined(),
  );
});
