import { SOURCES } from '../model/source.js';
import type { Source } from '../model/source.js';
import type { Alarm } from './alarm.js';
import { HOUR_MS } from './chart-departments.js';
import { shareChart } from './share-chart.js';

/** How often each source was missing in one hour. */
export interface HourSources {
  /** its first moment, milliseconds since 1970 UTC */
  readonly hour: number;
  readonly calls: number;
  readonly missing: Readonly<Record<Source, number>>;
}

/** A jump is at least ten of a hundred calls more than usual: our judgement. */
const RISE = 0.1;

/**
 * Looks at the last completed hour of every source with a p-chart: a changed identifier or template at the client shows as a source
 * that is suddenly no longer sent.
 *
 * @param rows hours in order
 */
export function chartSources(rows: readonly HourSources[], at: number): readonly Alarm[] {
  const last = Math.floor(at / HOUR_MS) * HOUR_MS - HOUR_MS;
  const known = rows.filter(({ calls }) => calls > 0);
  const hour = known.find((row) => row.hour === last);
  if (hour === undefined) return [];
  const before = known.filter((row) => row.hour < last);
  return SOURCES.flatMap((source): Alarm[] => {
    const share = ({ calls, missing }: HourSources): { calls: number; hits: number } => ({
      calls,
      hits: missing[source],
    });
    const verdict = shareChart(
      share(hour),
      before.map(share),
      SOURCES.length,
      (found, usual) => found - usual >= RISE,
    );
    return verdict === 'far-above' ? [{ kind: 'prefetch', source }] : [];
  });
}
