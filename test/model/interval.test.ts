import { laterOf, parseInterval } from '../../src/model/interval.js';

const at = (text: string): number => Date.parse(text);

describe('parseInterval (FHIR R4 dateTime; decision 4: dates are intervals)', () => {
  it.each([
    ['2026', '2026-01-01T00:00:00Z', '2026-12-31T23:59:59.999Z'],
    ['2026-03', '2026-03-01T00:00:00Z', '2026-03-31T23:59:59.999Z'],
    ['2026-02', '2026-02-01T00:00:00Z', '2026-02-28T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z', '2024-02-29T23:59:59.999Z'],
    ['2026-03-05T10:20:30Z', '2026-03-05T10:20:30Z', '2026-03-05T10:20:30.999Z'],
    ['2026-03-05T10:20:30.250Z', '2026-03-05T10:20:30.250Z', '2026-03-05T10:20:30.250Z'],
    ['2026-03-05T10:20:30+02:00', '2026-03-05T08:20:30Z', '2026-03-05T08:20:30.999Z'],
    ['2026-03-05T23:30:00-05:00', '2026-03-06T04:30:00Z', '2026-03-06T04:30:00.999Z'],
    ['2026-03-05T10:20Z', '2026-03-05T10:20:00Z', '2026-03-05T10:20:59.999Z'],
    ['2026-03-05T10:20:30', '2026-03-05T10:20:30Z', '2026-03-05T10:20:30.999Z'],
    ['0099-06-01', '0099-06-01T00:00:00Z', '0099-06-01T23:59:59.999Z'],
  ])('reads %s from its first to its last moment', (text, first, last) => {
    expect(parseInterval(text)).toEqual({ earliest: at(first), latest: at(last) });
  });

  it.each([
    '2019-02-31',
    '2023-02-29',
    '2026-13',
    '2026-00',
    '2026-04-31',
    '2026-01-00',
    '0000',
    '2026-1-1',
    '26-01-01',
    'last year',
    '2026-03-05T24:00:00Z',
    '2026-03-05T10:60:00Z',
    '2026-03-05T10:20:30+15:00',
    '2026-03-05 10:20',
    ' 2026',
    '',
    `2026-03-05T10:20:30.${'1'.repeat(40)}Z`,
  ])('refuses %p, which is no real date', (text) => {
    expect(parseInterval(text)).toBeUndefined();
  });

  it.each([[undefined], [null], [2026], [{}], [['2026']]])('refuses %p, which is no text', (value) => {
    expect(parseInterval(value)).toBeUndefined();
  });
});

describe('laterOf', () => {
  const march = { earliest: 10, latest: 20 };
  const april = { earliest: 21, latest: 30 };
  it('takes the one that begins later, or the one there is', () => {
    expect(laterOf(march, april)).toBe(april);
    expect(laterOf(april, march)).toBe(april);
    expect(laterOf(undefined, march)).toBe(march);
    expect(laterOf(march, undefined)).toBe(march);
    expect(laterOf(undefined, undefined)).toBeUndefined();
  });
});
