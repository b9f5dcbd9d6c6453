import fc from 'fast-check';
import { parseInterval } from '../../src/model/interval.js';
import { before, parsePeriod } from '../../src/model/period.js';
import type { Period } from '../../src/model/period.js';
import { runs } from '../support/data-property.js';

const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2399, 11, 31, 23, 59, 59, 999);
/** Contains no moment. */
const NEVER = { earliest: LAST, latest: FIRST };
const moments = fc.integer({ min: FIRST, max: LAST });

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** A moment as a clock in another zone shows it. */
function inZone(at: number, minutes: number): string {
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, 23);
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function period(text: string): Period {
  const read = parsePeriod(text);
  if (read === undefined) throw new Error(`not a period: ${text}`);
  return read;
}

describe('A date is the interval of all moments that it can mean (decision 4)', () => {
  it.each([
    ['year', 4],
    ['month', 7],
    ['day', 10],
  ])('cut to the %s, an instant lies inside, and both neighbours of the interval outside', (_, length) => {
    fc.assert(
      fc.property(moments, (at) => {
        const cut = (moment: number): string => new Date(moment).toISOString().slice(0, length);
        const { earliest, latest } = parseInterval(cut(at)) ?? NEVER;
        expect(earliest <= at && at <= latest).toBe(true);
        expect([cut(earliest), cut(latest)]).toStrictEqual([cut(at), cut(at)]);
        expect([cut(earliest - 1), cut(latest + 1)]).not.toContain(cut(at));
      }),
      runs(500),
    );
  });

  it('with a time, in any zone from -14:00 to +14:00, an instant is itself', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -840, max: 840 }), (at, minutes) => {
        expect(parseInterval(inZone(at, minutes))).toStrictEqual({ earliest: at, latest: at });
      }),
      runs(500),
    );
  });

  it('without fractions a time is its second, and without seconds its minute', () => {
    fc.assert(
      fc.property(moments, (at) => {
        const iso = new Date(at).toISOString();
        const second = Math.floor(at / 1000) * 1000;
        const minute = Math.floor(at / 60_000) * 60_000;
        expect(parseInterval(`${iso.slice(0, 19)}Z`)).toStrictEqual({
          earliest: second,
          latest: second + 999,
        });
        expect(parseInterval(`${iso.slice(0, 16)}Z`)).toStrictEqual({
          earliest: minute,
          latest: minute + 59_999,
        });
      }),
      runs(500),
    );
  });

  it('is undefined for a day that the calendar does not have', () => {
    const days = fc.record({
      year: fc.integer({ min: 1, max: 9999 }),
      month: fc.integer({ min: 0, max: 99 }),
      day: fc.integer({ min: 0, max: 99 }),
    });
    fc.assert(
      fc.property(days, ({ year, month, day }) => {
        const date = new Date(0);
        date.setUTCFullYear(year, month - 1, day);
        const isReal =
          date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1 && month <= 12;
        const text = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
        expect(parseInterval(text) !== undefined).toBe(isReal);
      }),
      runs(2000),
    );
  });

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-04-30', true],
    ['2026-04-31', false],
    ['2026-12', true],
    ['2026-13', false],
    ['0001', true],
    ['0000', false],
    ['2026-03-01T23:59:59Z', true],
    ['2026-03-01T24:00:00Z', false],
    ['2026-03-01T12:59Z', true],
    ['2026-03-01T12:60Z', false],
    ['2026-03-01T12:00:00+14:00', true],
    ['2026-03-01T12:00:00+15:00', false],
    ['2026-3-1', false],
    ['2026-03-01 12:00', false],
    [' 2026-03-01', false],
    ['last year', false],
    ['', false],
  ])('reads %p: %p (both sides of each limit)', (text, isDate) => {
    expect(parseInterval(text) !== undefined).toBe(isDate);
  });

  it('never throws, and is undefined for whatever is not text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ maxLength: 60 })), (value) => {
        const found = parseInterval(value);
        const isOrdered = found === undefined || found.earliest <= found.latest;
        expect(isOrdered && (typeof value === 'string' || found === undefined)).toBe(true);
      }),
      runs(500),
    );
  });
});

describe('A look-back ends on the same day of the month, or on its last (decision 4)', () => {
  it.each([
    ['2026-03-31T12:00:00Z', 'P1M', '2026-02-28T12:00:00Z'],
    ['2026-03-28T12:00:00Z', 'P1M', '2026-02-28T12:00:00Z'],
    ['2026-03-01T00:00:00Z', 'P1M', '2026-02-01T00:00:00Z'],
    ['2024-03-31T12:00:00Z', 'P1M', '2024-02-29T12:00:00Z'],
    ['2024-02-29T12:00:00Z', 'P12M', '2023-02-28T12:00:00Z'],
    ['2024-02-29T12:00:00Z', 'P48M', '2020-02-29T12:00:00Z'],
    ['2025-02-28T12:00:00Z', 'P12M', '2024-02-28T12:00:00Z'],
    ['2026-01-31T23:59:59Z', 'P2M', '2025-11-30T23:59:59Z'],
    ['2026-03-01T12:00:00Z', 'P1D', '2026-02-28T12:00:00Z'],
    ['2024-03-01T12:00:00Z', 'P1D', '2024-02-29T12:00:00Z'],
    ['2026-01-01T00:00:00Z', 'P31D', '2025-12-01T00:00:00Z'],
    ['2026-03-31T12:00:00Z', 'P1Y', '2025-03-31T12:00:00Z'],
  ])('%s minus %s is %s', (at, text, expected) => {
    expect(new Date(before(Date.parse(at), period(text))).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });

  it('for months: so many months earlier, the same day or the last, at the same time of day', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 48 }), (at, months) => {
        const [from, to] = [new Date(at), new Date(before(at, period(`P${months}M`)))];
        const count = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(count(from) - count(to)).toBe(months);
        expect(to.toISOString().slice(10)).toBe(from.toISOString().slice(10));
        const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
        expect(to.getUTCDate()).toBe(Math.min(from.getUTCDate(), lastDay));
      }),
      runs(500),
    );
  });

  it('for days: so many times 24 hours', () => {
    fc.assert(
      fc.property(moments, fc.nat({ max: 99_999 }), (at, days) => {
        expect(before(at, period(`P${days}D`))).toBe(at - days * 86_400_000);
      }),
      runs(300),
    );
  });

  it('never looks back less for a longer period, nor further back for a later moment', () => {
    fc.assert(
      fc.property(moments, fc.nat({ max: 48 }), fc.nat({ max: 1e9 }), (at, months, more) => {
        const one = period(`P${months}M`);
        expect(before(at, period(`P${months + 1}M`))).toBeLessThan(before(at, one));
        expect(Math.floor(before(at + more, one) / 86_400_000)).toBeGreaterThanOrEqual(
          Math.floor(before(at, one) / 86_400_000),
        );
      }),
      runs(500),
    );
  });
});
