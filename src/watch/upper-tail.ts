/** ln(n!) for whole n: Stirling's series, whose error is below 1e-10 from 10 on (Abramowitz and Stegun 6.1.41); exact sums below. */
function logFactorial(n: number): number {
  if (n < 10) {
    let sum = 0;
    for (let factor = 2; factor <= n; factor += 1) sum += Math.log(factor);
    return sum;
  }
  const z = n + 1;
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5);
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}

/**
 * The chance of at least `x` of `n`, each with probability `p`: the exact binomial tail, without a normal approximation, which would
 * be wrong for the small counts that we live with.
 */
export function upperTail(n: number, p: number, x: number): number {
  if (x <= 0) return 1;
  if (p <= 0 || x > n) return 0;
  if (p >= 1) return 1;
  // Below the mean the tail is most of the whole: its terms would first grow, so the other side is summed.
  if (x < n * p) return 1 - upperTail(n, 1 - p, n - x + 1);
  const first =
    logFactorial(n) - logFactorial(x) - logFactorial(n - x) + x * Math.log(p) + (n - x) * Math.log1p(-p);
  let term = Math.exp(first);
  let sum = term;
  for (let k = x; k < n && term > sum * 1e-15; k += 1) {
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
    sum += term;
  }
  return Math.min(1, sum);
}
