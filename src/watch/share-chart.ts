import { upperTail } from './upper-tail.js';

/** One hour of something that happens in some of so many calls. */
export interface HourShare {
  readonly calls: number;
  readonly hits: number;
}

/** The one-sided chance beyond three standard deviations: how often a chart is wrong when nothing is (Shewhart). */
export const THREE_SIGMA = 0.00135;
/** Points of the baseline before a chart has limits (NHS "plot the dots"; fewer give trial limits, which raise no alarm here). */
export const BASELINE_HOURS = 12;
/** Calls in the hour that is looked at; fewer say nothing. */
const LEAST_CALLS = 10;
/** The mean moving range of a standard normal series, in standard deviations: d2 for pairs. */
const D2 = 1.128;

/** Hits of all calls, with one hit and one miss added (rule of succession), so that "never yet" is not "never". */
function usualShare(baseline: readonly HourShare[]): number {
  const calls = baseline.reduce((sum, hour) => sum + hour.calls, 0);
  const hits = baseline.reduce((sum, hour) => sum + hour.hits, 0);
  return (hits + 1) / (calls + 2);
}

function standardized({ calls, hits }: HourShare, usual: number): number {
  return (hits / calls - usual) / Math.sqrt((usual * (1 - usual)) / calls);
}

/** How much more hours differ than chance alone would have it, by the moving range of neighbours; at least 1. */
function spreadOf(baseline: readonly HourShare[], usual: number): number {
  const scores = baseline.map((hour) => standardized(hour, usual));
  const ranges = scores.slice(1).map((score, index) => Math.abs(score - (scores[index] ?? score)));
  const mean = ranges.reduce((sum, range) => sum + range, 0) / ranges.length;
  return Math.max(1, mean / D2);
}

/** What makes a rise matter, beside being improbable. */
export type Matters = (share: number, usual: number) => boolean;

/** What a chart says of one hour. */
export type ChartVerdict = 'learning' | 'usual' | 'far-above';

/**
 * A p-chart of one completed hour against the hours before it, upper side only. Far above is what passes two published rules together:
 * the exact binomial probability limit (three-sigma equivalent; a p-chart's normal limits are wrong for small counts) and Laney's
 * p'-limit, which widens three sigma by how much hours really differ (Laney 2002, Quality Engineering 14:531-537): at night another
 * mix of patients comes, and many calls would make every such hour "improbable".
 *
 * @param baseline earlier hours in their order, those without calls left out
 * @param charts how many charts are looked at together: the false-alarm rate is shared among them (Bonferroni)
 */
export function shareChart(
  hour: HourShare,
  baseline: readonly HourShare[],
  charts: number,
  matters: Matters,
): ChartVerdict {
  if (baseline.length < BASELINE_HOURS) return 'learning';
  if (hour.calls < LEAST_CALLS) return 'usual';
  const usual = usualShare(baseline);
  if (!matters(hour.hits / hour.calls, usual)) return 'usual';
  if (upperTail(hour.calls, usual, hour.hits) >= THREE_SIGMA / charts) return 'usual';
  return standardized(hour, usual) > 3 * spreadOf(baseline, usual) ? 'far-above' : 'usual';
}
