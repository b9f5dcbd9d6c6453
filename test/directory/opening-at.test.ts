import { compileHours } from '../../src/directory/compile-hours.js';
import { isOpen, openingAt } from '../../src/directory/opening-at.js';
import { momentOf, zoneOffset } from '../../src/directory/zone-offset.js';
import type { Opening } from '../../src/model/opening.js';
import { service } from '../support/services.js';

const at = (text: string): number => Date.parse(text);
const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR'];

function opening(change: Readonly<Record<string, unknown>>, when: string): Opening {
  const hours = compileHours(service(change));
  const said = openingAt(hours, at(when));
  expect(isOpen(hours, at(when))).toBe(said.kind === 'always' || said.kind === 'open');
  return said;
}
const weekly = (opensAt: string, closesAt: string, byday = WEEK): readonly unknown[] => [
  { kind: 'weekly', byday, opensAt, closesAt },
];
const CHICAGO = { timeZone: 'America/Chicago', schedules: weekly('09:00', '17:00') };

describe('Open now, by the clocks of the service (issue: its own time zone, DST and holidays)', () => {
  it('opens and closes at the minute', () => {
    // Tuesday 2026-11-24, UTC-6
    expect(opening(CHICAGO, '2026-11-24T14:59:59Z')).toStrictEqual({
      kind: 'closed',
      opens: at('2026-11-24T15:00:00Z'),
    });
    expect(opening(CHICAGO, '2026-11-24T15:00:00Z')).toStrictEqual({
      kind: 'open',
      until: at('2026-11-24T23:00:00Z'),
    });
    expect(opening(CHICAGO, '2026-11-24T22:59:59Z').kind).toBe('open');
    expect(opening(CHICAGO, '2026-11-24T23:00:00Z')).toStrictEqual({
      kind: 'closed',
      opens: at('2026-11-25T15:00:00Z'),
    });
  });
  it('is shut over the weekend until Monday', () => {
    expect(opening(CHICAGO, '2026-11-27T23:00:00Z')).toStrictEqual({
      kind: 'closed',
      opens: at('2026-11-30T15:00:00Z'),
    });
  });
  it.each([
    // The day after clocks went forward (8 March) and back (1 November): nine in the morning is another moment in UTC.
    ['2026-03-06T12:00:00Z', '2026-03-06T15:00:00Z'],
    ['2026-03-09T12:00:00Z', '2026-03-09T14:00:00Z'],
    ['2026-10-30T12:00:00Z', '2026-10-30T14:00:00Z'],
    ['2026-11-02T12:00:00Z', '2026-11-02T15:00:00Z'],
  ])('follows summer time: asked at %s it opens at %s', (when, opens) => {
    expect(opening(CHICAGO, when)).toStrictEqual({ kind: 'closed', opens: at(opens) });
  });
  it('opens through the night, and is longer or shorter where clocks change in it', () => {
    const night = { timeZone: 'America/Chicago', schedules: weekly('22:00', '06:00', ['SA', 'SU']) };
    // The night of 7 to 8 March has seven hours, that of 31 October to 1 November nine.
    expect(opening(night, '2026-03-08T04:00:00Z')).toStrictEqual({
      kind: 'open',
      until: at('2026-03-08T11:00:00Z'),
    });
    expect(opening(night, '2026-11-01T03:00:00Z')).toStrictEqual({
      kind: 'open',
      until: at('2026-11-01T12:00:00Z'),
    });
    expect(opening(night, '2026-11-01T12:00:00Z').kind).toBe('closed');
    // Sunday's night ends on Monday, and none begins on Monday.
    expect(opening(night, '2026-11-02T11:59:59Z').kind).toBe('open');
    expect(opening(night, '2026-11-02T12:00:00Z')).toStrictEqual({
      kind: 'closed',
      opens: at('2026-11-08T04:00:00Z'),
    });
  });
  it('does not open on its own closed days: one that comes every year, and some dates', () => {
    const closures = [
      { kind: 'yearly', day: '12-25' },
      { kind: 'dates', from: '2026-11-26', to: '2026-11-27' },
    ];
    const change = { ...CHICAGO, closures };
    expect(opening(change, '2026-11-26T18:00:00Z')).toStrictEqual({
      kind: 'closed',
      opens: at('2026-11-30T15:00:00Z'),
    });
    expect(opening(change, '2026-12-25T18:00:00Z').kind).toBe('closed');
    expect(opening(change, '2026-12-24T18:00:00Z').kind).toBe('open');
    // What always answers still has closed days, and is no round-the-clock line before one.
    const always = { timeZone: 'America/Chicago', schedules: [{ kind: 'always' }], closures };
    expect(opening(always, '2026-12-25T18:00:00Z')).toStrictEqual({
      kind: 'closed',
      opens: at('2026-12-26T06:00:00Z'),
    });
    expect(opening(always, '2026-12-24T18:00:00Z')).toStrictEqual({
      kind: 'open',
      until: at('2026-12-25T06:00:00Z'),
    });
    expect(opening(always, '2026-08-01T18:00:00Z')).toStrictEqual({ kind: 'always' });
  });
  it('holds only on the days for which its hours are given', () => {
    const schedules = [
      {
        kind: 'weekly',
        byday: WEEK,
        opensAt: '09:00',
        closesAt: '17:00',
        validFrom: '2026-11-24',
        validTo: '2026-11-25',
      },
    ];
    const change = { timeZone: 'America/Chicago', schedules };
    expect(opening(change, '2026-11-23T18:00:00Z').kind).toBe('closed');
    expect(opening(change, '2026-11-24T18:00:00Z').kind).toBe('open');
    expect(opening(change, '2026-11-25T18:00:00Z').kind).toBe('open');
    expect(opening(change, '2026-11-26T18:00:00Z')).toStrictEqual({ kind: 'closed', opens: undefined });
  });
  it('does not close at a midnight at which it opens again', () => {
    const schedules = [...weekly('20:00', '24:00', ['MO']), ...weekly('00:00', '04:00', ['TU'])];
    expect(opening({ timeZone: '+00:00', schedules }, '2026-11-23T21:00:00Z')).toStrictEqual({
      kind: 'open',
      until: at('2026-11-24T04:00:00Z'),
    });
  });
  it.each([
    ['every day from 00:00 to 24:00', [...weekly('00:00', '24:00', [...WEEK, 'SA', 'SU'])]],
    [
      'every day from 00:00 to 23:59, as HSDS writes it',
      [...weekly('00:00', '23:59', [...WEEK, 'SA', 'SU'])],
    ],
    [
      'two halves of every day',
      [
        ...weekly('00:00', '12:00', [...WEEK, 'SA', 'SU']),
        ...weekly('12:00', '24:00', [...WEEK, 'SA', 'SU']),
      ],
    ],
  ])('is always open: %s', (_name, schedules) => {
    expect(opening({ timeZone: 'Asia/Kolkata', schedules }, '2026-11-23T21:00:00Z')).toStrictEqual({
      kind: 'always',
    });
  });
  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['no hours', {}],
    ['hours in words', { schedules: [{ kind: 'other', description: 'by appointment' }] }],
    [
      'some hours in words',
      { schedules: [...weekly('09:00', '17:00'), { kind: 'other', description: 'and later' }] },
    ],
    ['hours without a time zone', { timeZone: undefined, schedules: weekly('09:00', '17:00') }],
  ])('is not guessed: %s', (_name, change) => {
    expect(opening(change, '2026-11-24T18:00:00Z')).toStrictEqual({ kind: 'unknown' });
  });
  it.each([
    ['Asia/Kathmandu', '2026-11-24T03:15:00Z'],
    ['Australia/Lord_Howe', '2026-11-23T22:00:00Z'],
    ['America/St_Johns', '2026-11-24T12:30:00Z'],
    ['Pacific/Auckland', '2026-11-23T20:00:00Z'],
    ['+05:30', '2026-11-24T03:30:00Z'],
    ['-03:00', '2026-11-24T12:00:00Z'],
  ])('reads nine o’clock in %s', (timeZone, moment) => {
    const change = { timeZone, schedules: weekly('09:00', '09:01', [...WEEK, 'SA', 'SU']) };
    expect(opening(change, moment).kind).toBe('open');
    expect(opening(change, new Date(at(moment) - 1).toISOString()).kind).toBe('closed');
  });
});

describe('The moment at which clocks show a time', () => {
  it('is the first of two, and after the gap where there is none', () => {
    expect(momentOf('America/New_York', at('2026-11-01T01:30:00Z'))).toBe(at('2026-11-01T05:30:00Z'));
    expect(momentOf('America/New_York', at('2026-03-08T02:30:00Z'))).toBe(at('2026-03-08T07:30:00Z'));
  });
  it('turns back what an offset gives, at every hour of a year', () => {
    for (const zone of ['America/Chicago', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
      for (
        let moment = at('2026-01-01T00:00:00Z');
        moment < at('2027-01-01T00:00:00Z');
        moment += 3_600_000
      ) {
        const back = momentOf(zone, moment + zoneOffset(zone, moment));
        // An hour that comes twice is the first of both.
        expect([0, 1_800_000, 3_600_000]).toContain(moment - back);
      }
    }
  });
});
