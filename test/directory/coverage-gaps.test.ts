import { coverageGaps } from '../../src/directory/coverage-gaps.js';
import type { CoverageFrame } from '../../src/directory/coverage-gaps.js';
import { COVERAGE_ITEMS } from '../../src/model/coverage.js';
import type { CoverageItem } from '../../src/model/coverage.js';
import type { Service } from '../../src/model/service.js';
import { CHICAGO, directoryOf, service } from '../support/services.js';

const AT = Date.parse('2026-03-10T15:00:00Z');
const ANYBODY = ['woman', 'man', 'trans-woman', 'trans-man', 'non-binary'];

/** One service for each item, which covers that item and no other. */
const COVER: Readonly<Record<CoverageItem, Readonly<Record<string, unknown>>>> = {
  'adult-sexual': { situations: ['sexual'], minimumAge: 18 },
  'adult-work': { situations: ['labour'], minimumAge: 18 },
  minor: { minimumAge: 12, maximumAge: 17, minors: { unaccompanied: true } },
  man: { genders: ['man'], minimumAge: 18 },
  'trans-non-binary': { genders: ['trans-woman', 'trans-man', 'non-binary'], minimumAge: 18 },
  'legal-aid': { types: ['legal-record'], minimumAge: undefined },
  'language-line': { types: ['interpreter'] },
  'round-the-clock-line': { types: ['crisis-line'], schedules: [{ kind: 'always' }] },
};
const one = (item: CoverageItem, change: Readonly<Record<string, unknown>> = {}): Service =>
  service({ id: item, ...COVER[item], ...change });
const without = (item: CoverageItem): readonly Service[] =>
  COVERAGE_ITEMS.filter((other) => other !== item).map((other) => one(other));

const FRAME: CoverageFrame = { facility: CHICAGO, needs: new Map(), at: AT };
const gaps = (services: readonly Service[], frame: Partial<CoverageFrame> = {}): readonly unknown[] =>
  coverageGaps(directoryOf(services), { ...FRAME, ...frame }).map((gap) =>
    gap.kind === 'item' ? gap.item : gap.kind === 'card' ? gap.pathway : gap.kind,
  );

describe('What a department must have (response brief 8.2, directory coverage)', () => {
  it('is there, one service for each', () => {
    expect(gaps(COVERAGE_ITEMS.map((item) => one(item)))).toStrictEqual([]);
    expect(gaps([])).toStrictEqual(COVERAGE_ITEMS);
  });
  it.each(COVERAGE_ITEMS)('%s is lacking where its service is', (item) => {
    expect(gaps(without(item))).toStrictEqual([item]);
  });
  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['overdue', { verification: { verifiedOn: '2024-01-01' } }],
    ['verified by nobody', { verification: undefined }],
    ['closed for good', { status: 'defunct' }],
    ['elsewhere', { serviceAreas: [{ kind: 'state', country: 'US', stateProvince: 'WI' }] }],
  ])('none that is %s covers anything', (_what, change) => {
    for (const item of COVERAGE_ITEMS)
      expect(gaps([...without(item), one(item, change)])).toStrictEqual([item]);
  });
  it('a line that was called 91 days ago has lapsed, an agency has not', () => {
    const all = COVERAGE_ITEMS.map((item) => one(item, { verification: { verifiedOn: '2026-03-01' } }));
    expect(gaps(all, { at: Date.parse('2026-05-30T23:59:59Z') })).toStrictEqual([]);
    expect(gaps(all, { at: Date.parse('2026-05-31T00:00:00Z') })).toStrictEqual(['round-the-clock-line']);
    expect(gaps(all, { at: Date.parse('2027-03-02T00:00:00Z') })).toStrictEqual(COVERAGE_ITEMS);
  });
  it('counts only what is said: a service that does not ask for gender may still refuse', () => {
    expect(gaps([...without('man'), one('man', { genders: undefined })])).toStrictEqual(['man']);
    expect(gaps([...without('man'), one('man', { genders: ANYBODY })])).toStrictEqual([]);
    const binary = one('trans-non-binary', { genders: ['woman', 'man'] });
    expect(gaps([...without('trans-non-binary'), binary])).toStrictEqual(['trans-non-binary']);
    expect(gaps([...without('minor'), one('minor', { minimumAge: undefined })])).toStrictEqual(['minor']);
    expect(gaps([...without('minor'), one('minor', { minors: { unaccompanied: false } })])).toStrictEqual([
      'minor',
    ]);
  });
  it('a line with office hours is no round-the-clock line, and police cover nothing', () => {
    const hours = [{ kind: 'weekly', byday: ['MO'], opensAt: '09:00', closesAt: '17:00' }];
    const office = one('round-the-clock-line', { schedules: hours });
    expect(gaps([...without('round-the-clock-line'), office])).toStrictEqual(['round-the-clock-line']);
    const unit = one('adult-work', { types: ['police-unit'], policeRun: true });
    expect(gaps([...without('adult-work'), unit])).toStrictEqual(['adult-work']);
  });
  it('is not looked for where nobody has said where the department lies', () => {
    expect(
      gaps(
        COVERAGE_ITEMS.map((item) => one(item)),
        { facility: undefined },
      ),
    ).toStrictEqual(['no-facility']);
  });
  it('a card that has nothing to offer keeps a department from being live', () => {
    const all = COVERAGE_ITEMS.map((item) => one(item));
    expect(gaps(all, { needs: new Map([['continuity', ['medical-home']]]) })).toStrictEqual(['continuity']);
    expect(gaps(all, { needs: new Map([['continuity', []]]) })).toStrictEqual([]);
    expect(gaps(all, { needs: new Map([['child-protection', ['advocacy']]]) })).toStrictEqual([]);
    const adultsOnly = [...without('minor'), one('adult-work')].map((each) => ({ ...each, minimumAge: 18 }));
    expect(gaps(adultsOnly, { needs: new Map([['child-protection', ['advocacy']]]) })).toContain(
      'child-protection',
    );
  });
});
