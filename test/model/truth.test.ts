import { and, or } from '../../src/model/truth.js';
import type { Truth } from '../../src/model/truth.js';

const ROWS: readonly (readonly [Truth, Truth, Truth, Truth])[] = [
  ['true', 'true', 'true', 'true'],
  ['true', 'false', 'false', 'true'],
  ['true', 'unknown', 'unknown', 'true'],
  ['false', 'true', 'false', 'true'],
  ['false', 'false', 'false', 'false'],
  ['false', 'unknown', 'false', 'unknown'],
  ['unknown', 'true', 'unknown', 'true'],
  ['unknown', 'false', 'false', 'unknown'],
  ['unknown', 'unknown', 'unknown', 'unknown'],
];

describe('three-valued logic (invariant 1: missing is unknown, never false and never true)', () => {
  it.each(ROWS)('%s and %s is %s', (one, other, both) => expect(and([one, other])).toBe(both));
  it.each(ROWS)('%s or %s: see the fourth column', (one, other, _both, either) =>
    expect(or([one, other])).toBe(either),
  );
  it('of nothing: and is true, or is false', () => {
    expect(and([])).toBe('true');
    expect(or([])).toBe('false');
  });
});
