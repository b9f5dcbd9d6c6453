import { passes } from '../../src/assess/evaluate-value.js';
import type { ValueTest } from '../../src/model/clause.js';

const BMI: ValueTest = { kind: 'quantity', comparator: 'lt', value: 18.5, units: ['kg/m2'] };

describe('passes: the closed table of value tests', () => {
  it.each([
    ['lt', 18.4, true],
    ['lt', 18.5, false],
    ['le', 18.5, true],
    ['le', 18.6, false],
    ['gt', 18.5, false],
    ['gt', 18.6, true],
    ['ge', 18.5, true],
    ['ge', 18.4, false],
  ] as const)('%s 18.5 with %p is %p', (comparator, number, expected) =>
    expect(passes({ sets: [], number, unit: 'kg/m2' }, { ...BMI, comparator })).toBe(expected),
  );

  it('does not compare another unit, or a number without the unit that is asked for', () => {
    expect(passes({ sets: [], number: 10, unit: '[lb_av]/[in_i]2' }, BMI)).toBe(false);
    expect(passes({ sets: [], number: 10 }, BMI)).toBe(false);
  });
  it('compares a score without unit where none is asked for', () => {
    expect(
      passes({ sets: [], number: 11 }, { kind: 'quantity', comparator: 'gt', value: 10, units: [] }),
    ).toBe(true);
    expect(
      passes({ sets: [], number: 10 }, { kind: 'quantity', comparator: 'gt', value: 10, units: [] }),
    ).toBe(false);
  });
  it('reads a coded answer, a boolean, or either', () => {
    expect(passes({ sets: [7] }, { kind: 'coded', set: 7, setName: 'x' })).toBe(true);
    expect(passes({ sets: [8] }, { kind: 'coded', set: 7, setName: 'x' })).toBe(false);
    expect(passes({ sets: [], boolean: false }, { kind: 'boolean', is: false })).toBe(true);
    expect(passes({ sets: [], boolean: true }, { kind: 'boolean', is: false })).toBe(false);
    expect(
      passes({ sets: [], boolean: false }, { kind: 'coded-or-boolean', set: 7, setName: 'x', is: false }),
    ).toBe(true);
    expect(passes({ sets: [7] }, { kind: 'coded-or-boolean', set: 7, setName: 'x', is: false })).toBe(true);
    expect(passes({ sets: [] }, { kind: 'coded-or-boolean', set: 7, setName: 'x', is: false })).toBe(false);
  });
  it('passes nothing on no value (invariant 1)', () => {
    expect(passes(undefined, BMI)).toBe(false);
    expect(passes({ sets: [] }, { kind: 'boolean', is: false })).toBe(false);
  });
});
