import fc from 'fast-check';
import { upperTail } from '../../src/watch/upper-tail.js';

/** By the definition, term by term. */
function summed(n: number, p: number, x: number): number {
  let sum = 0;
  for (let k = x; k <= n; k += 1) {
    let term = 1;
    for (let i = 0; i < k; i += 1) term *= ((n - i) / (k - i)) * p;
    sum += term * (1 - p) ** (n - k);
  }
  return sum;
}

describe('upperTail: the exact binomial tail (ADR 7)', () => {
  it('is the sum of its terms for any small n, p and x', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (n, p, x) => Math.abs(upperTail(n, p, x) - (x > n ? 0 : summed(n, p, x))) < 1e-9,
      ),
    );
  });

  it('knows a textbook value: at least 8 heads of 10 are 56 of 1024', () => {
    expect(upperTail(10, 0.5, 8)).toBeCloseTo(56 / 1024, 10);
  });

  it.each([
    [5, 0.3, 0, 1],
    [5, 0.3, -1, 1],
    [5, 0.3, 6, 0],
    [5, 0, 1, 0],
    [5, 1, 5, 1],
  ])('of %d with %d at least %d: %d', (n, p, x, chance) => {
    expect(upperTail(n, p, x)).toBe(chance);
  });

  it('stays exact where calls are many: beyond three sigma of 100,000 lies near the normal tail', () => {
    const [n, p] = [100_000, 0.01];
    const x = Math.ceil(n * p + 3 * Math.sqrt(n * p * (1 - p)));
    expect(upperTail(n, p, x)).toBeGreaterThan(0.001);
    expect(upperTail(n, p, x)).toBeLessThan(0.0018);
  });
});
