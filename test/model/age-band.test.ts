import { AGE_BANDS, ageBandOf } from '../../src/model/age-band.js';

describe('ageBandOf (response brief 6.3: age only in bands)', () => {
  it.each([
    [0, '0-12'],
    [12, '0-12'],
    [13, '13-17'],
    [17, '13-17'],
    [18, '18-24'],
    [24, '18-24'],
    [25, '25-44'],
    [44, '25-44'],
    [45, '45-64'],
    [64, '45-64'],
    [65, '65-and-over'],
    [110, '65-and-over'],
  ])('%i years are in %s', (years, band) => {
    expect(ageBandOf({ from: years, to: years })).toBe(band);
    expect(AGE_BANDS).toContain(band);
  });

  it.each([
    ['is in one band, it is known', { from: 18, to: 19 }, '18-24'],
    ['spans two, it is not', { from: 17, to: 18 }, undefined],
    ['is not known, neither is its band', undefined, undefined],
  ])('where an age %s', (_, age, band) => {
    expect(ageBandOf(age)).toBe(band);
  });
});
