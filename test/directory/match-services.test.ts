import fc from 'fast-check';
import { matchServices } from '../../src/directory/match-services.js';
import type { Need } from '../../src/directory/match-services.js';
import type { Service } from '../../src/model/service.js';
import { CHICAGO, directoryOf, service, services } from '../support/services.js';

/** A Tuesday, noon in Chicago. */
const AT = Date.parse('2026-11-24T18:00:00Z');
const NEED: Need = {
  types: ['advocacy'],
  age: { from: 30, to: 30 },
  gender: 'woman',
  language: undefined,
  facility: CHICAGO,
  at: AT,
};

function matched(all: readonly Service[], need: Partial<Need> = {}, most = 3): readonly string[] {
  return matchServices(directoryOf(all), { ...NEED, ...need }, most).map(({ service: { id } }) => id);
}
const fits = (change: Readonly<Record<string, unknown>>, need: Partial<Need> = {}): boolean =>
  matched([service(change)], need).length === 1;

describe('Which services fit (response brief 3.3: hard filters)', () => {
  it('one that does what is asked, here, for this person, in date', () => {
    expect(fits({})).toBe(true);
  });
  it('by type: police are no type that anything stands for', () => {
    expect(fits({ types: ['shelter'] })).toBe(false);
    expect(fits({ types: ['shelter', 'advocacy'] })).toBe(true);
    expect(fits({ types: ['police-unit'], policeRun: true })).toBe(false);
  });
  it.each([
    [{ kind: 'everywhere' }, true],
    [{ kind: 'country', country: 'US' }, true],
    [{ kind: 'country', country: 'CA' }, false],
    [{ kind: 'state', country: 'US', stateProvince: 'WI' }, false],
    [{ kind: 'county', country: 'US', stateProvince: 'IL', county: 'COOK' }, true],
    [{ kind: 'county', country: 'US', stateProvince: 'IL', county: 'DuPage' }, false],
    [{ kind: 'city', country: 'US', stateProvince: 'IL', city: 'chicago' }, true],
    [{ kind: 'city', country: 'US', stateProvince: 'WI', city: 'Chicago' }, false],
    [{ kind: 'postal', country: 'US', prefix: '606' }, true],
    [{ kind: 'postal', country: 'US', prefix: '60602' }, false],
  ])('by the area of the facility: %j is %p', (area, expected) => {
    expect(fits({ serviceAreas: [area] })).toBe(expected);
  });
  it('nowhere, where no area is said', () => {
    expect(fits({ serviceAreas: [] })).toBe(false);
  });
  it('across accents and hyphens of a city', () => {
    const facility = { ...CHICAGO, country: 'CA', stateProvince: 'QC', city: 'Montréal' };
    const area = { kind: 'city', country: 'CA', stateProvince: 'QC', city: 'MONTREAL' };
    expect(fits({ serviceAreas: [area] }, { facility })).toBe(true);
  });
  it('by age, both ends included', () => {
    const adults = { minimumAge: 18, maximumAge: 24 };
    for (const [years, expected] of [
      [17, false],
      [18, true],
      [24, true],
      [25, false],
    ] as const)
      expect(fits(adults, { age: { from: years, to: years } })).toBe(expected);
    // A birth date that leaves two ages open fits only where both do.
    expect(fits(adults, { age: { from: 24, to: 25 } })).toBe(false);
  });
  it('the young only where it is said that they are taken, and without a guardian', () => {
    const young = { age: { from: 15, to: 15 } };
    expect(fits({ minimumAge: 12 }, young)).toBe(true);
    expect(fits({ minimumAge: undefined }, young)).toBe(false);
    expect(fits({ minimumAge: undefined })).toBe(true);
    expect(fits({ minimumAge: 12, minors: { unaccompanied: false } }, young)).toBe(false);
    expect(fits({ minimumAge: 12, minors: { unaccompanied: false } })).toBe(true);
  });
  it('a person of unknown age only where every age is taken', () => {
    expect(fits({ minimumAge: 0 }, { age: undefined })).toBe(true);
    expect(fits({ minimumAge: 1 }, { age: undefined })).toBe(false);
    expect(fits({ minimumAge: undefined }, { age: undefined })).toBe(false);
    expect(fits({ minimumAge: 0, maximumAge: 24 }, { age: undefined })).toBe(false);
  });
  it('by gender only where the service asks', () => {
    expect(fits({}, { gender: undefined })).toBe(true);
    expect(fits({ genders: ['woman', 'trans-woman'] })).toBe(true);
    expect(fits({ genders: ['woman', 'trans-woman'] }, { gender: 'man' })).toBe(false);
    expect(fits({ genders: ['man'] }, { gender: 'man' })).toBe(true);
    expect(fits({ genders: ['woman'] }, { gender: undefined })).toBe(false);
  });
  it.each(['inactive', 'defunct', 'temporarily closed'])('not one that is %s', (status) => {
    expect(fits({ status })).toBe(false);
  });
  it('in date: an agency for 365 days, a line for 90, to the end of the last day', () => {
    const on = (text: string): Partial<Need> => ({ at: Date.parse(text) });
    expect(fits({}, on('2027-03-01T23:59:59Z'))).toBe(true);
    expect(fits({}, on('2027-03-02T00:00:00Z'))).toBe(false);
    const line = { types: ['crisis-line'] };
    const need = { types: ['crisis-line'] as const };
    expect(fits(line, { ...need, ...on('2026-05-30T23:59:59Z') })).toBe(true);
    expect(fits(line, { ...need, ...on('2026-05-31T00:00:00Z') })).toBe(false);
    expect(fits({ verification: undefined })).toBe(false);
    expect(fits({ verification: { verifiedOn: '2026-03-01', nextDue: '2026-11-24' } })).toBe(false);
    expect(fits({ verification: { verifiedOn: '2026-03-01', nextDue: '2026-11-25' } })).toBe(true);
    // Tomorrow (UTC) may be today where it was signed; the day after is not.
    expect(fits({ verification: { verifiedOn: '2026-11-25' } })).toBe(true);
    expect(fits({ verification: { verifiedOn: '2026-11-26' } })).toBe(false);
  });
});

describe('In which order (response brief 3.3: open now, language, no identification, led by survivors, capacity)', () => {
  const open = { schedules: [{ kind: 'weekly', byday: ['TU'], opensAt: '09:00', closesAt: '17:00' }] };
  const shut = { schedules: [{ kind: 'weekly', byday: ['WE'], opensAt: '09:00', closesAt: '17:00' }] };
  /** Each is better than the next by the first thing in which they differ, and worse in all that comes after it. */
  const RANKED: readonly Readonly<Record<string, unknown>>[] = [
    { ...open, languages: ['es'], capacity: 'no-capacity' },
    { ...open, interpretation: true, idRequired: false, survivorLed: true, capacity: 'capacity' },
    { ...open, idRequired: false, capacity: 'no-capacity' },
    { ...open, survivorLed: true, capacity: 'no-capacity' },
    { ...open, capacity: 'capacity' },
    { ...open },
    { ...open, capacity: 'waitlist' },
    { ...open, capacity: 'no-capacity' },
    { languages: ['es'], idRequired: false, survivorLed: true, capacity: 'capacity' },
    { ...shut, languages: ['es'], idRequired: false, survivorLed: true, capacity: 'capacity' },
  ];

  it('each step counts before all that follow it', () => {
    const all = RANKED.map((change, place) =>
      service({ ...change, id: `s${String(place).padStart(2, '0')}` }),
    );
    const ids = all.map(({ id }) => id);
    expect(matched(all, { language: 'es' }, 20)).toStrictEqual(ids);
    expect(matched(all.toReversed(), { language: 'es' }, 3)).toStrictEqual(ids.slice(0, 3));
  });
  it('equals go by id, whatever the order in which they were read', () => {
    const all = ['b', 'a', 'c'].map((id) => service({ id }));
    expect(matched(all)).toStrictEqual(['a', 'b', 'c']);
  });
  it('opens and closes with the clock', () => {
    const all = [service({ ...open, id: 'tuesday' }), service({ ...shut, id: 'wednesday' })];
    expect(matched(all)).toStrictEqual(['tuesday', 'wednesday']);
    expect(matched(all, { at: AT + 86_400_000 })).toStrictEqual(['wednesday', 'tuesday']);
  });
  it('never gives one service twice, nor more than asked', () => {
    fc.assert(
      fc.property(fc.array(services(), { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (all, most) => {
        const everywhere = all.map((one, number) => ({
          ...one,
          id: `s${number}`,
          serviceAreas: [{ kind: 'everywhere' } as const, { kind: 'country', country: 'US' } as const],
        }));
        const ids = matched(everywhere, { types: ['advocacy', 'peer', 'shelter'] }, most);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBeLessThanOrEqual(most);
        // The best few are the beginning of all.
        expect(
          matched(everywhere, { types: ['advocacy', 'peer', 'shelter'] }, 50).slice(0, most),
        ).toStrictEqual(ids);
      }),
      { numRuns: 60 },
    );
  });
});
