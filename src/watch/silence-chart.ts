import { BASELINE_HOURS, THREE_SIGMA } from './share-chart.js';
import type { HourShare } from './share-chart.js';

/** Hits that a baseline needs before their absence can say anything: our judgement. */
const LEAST_HITS = 5;

/** What the silence so far says. */
export type SilenceVerdict = 'learning' | 'usual' | 'too-long';

/**
 * Calls without a hit that would be reached with the chance of three sigma were nothing wrong: the upper probability limit of a g-chart
 * (Benneyan 2001, Health Care Management Science 4:305-318), the 0.99865 quantile of the geometric distribution.
 *
 * @param charts how many charts are looked at together
 */
export function silenceLimit(share: number, charts: number): number {
  return Math.ceil(Math.log(THREE_SIGMA / charts) / Math.log1p(-share));
}

/**
 * A g-chart of the calls since the last hit. Zero in an hour means nothing where one call in a hundred hits, and a p-chart's lower limit
 * is then below zero: what is rare is watched by how long it has been away.
 *
 * @param hours every hour with calls, in order, the current one included
 */
export function silenceChart(hours: readonly HourShare[], charts: number): SilenceVerdict {
  const last = hours.findLastIndex(({ hits }) => hits > 0);
  const baseline = hours.slice(0, last + 1);
  const calls = baseline.reduce((sum, hour) => sum + hour.calls, 0);
  const hits = baseline.reduce((sum, hour) => sum + hour.hits, 0);
  if (baseline.length < BASELINE_HOURS || hits < LEAST_HITS) return 'learning';
  // The rest of the hour of the last hit is left out: silence is counted short rather than long.
  const silent = hours.slice(last + 1).reduce((sum, hour) => sum + hour.calls, 0);
  return hits < calls && silent > silenceLimit(hits / calls, charts) ? 'too-long' : 'usual';
}
