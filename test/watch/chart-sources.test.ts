import { SOURCES } from '../../src/model/source.js';
import type { Source } from '../../src/model/source.js';
import { HOUR_MS } from '../../src/watch/chart-departments.js';
import { chartSources } from '../../src/watch/chart-sources.js';
import type { HourSources } from '../../src/watch/chart-sources.js';
import { SourceHours } from '../../src/watch/source-hours.js';

const CURRENT = Date.UTC(2026, 10, 30, 12);

function missing(counts: Partial<Record<Source, number>>): Readonly<Record<Source, number>> {
  return Object.fromEntries(SOURCES.map((source) => [source, counts[source] ?? 0])) as Record<Source, number>;
}

/** Hours up to the last completed one, in which the last is as given. */
function hoursEnding(
  last: Partial<Record<Source, number>>,
  usual: Partial<Record<Source, number>> = {},
): HourSources[] {
  return Array.from({ length: 13 }, (_, index) => ({
    hour: CURRENT - (13 - index) * HOUR_MS,
    calls: 100,
    missing: missing(index === 12 ? last : usual),
  }));
}

describe('chartSources: a source that is suddenly no longer sent (response.md 7.1: identifier changed)', () => {
  it('alarms for each source that jumps, and for no other', () => {
    const rows = hoursEnding({ conditions: 60, encounters: 100, documents: 3 }, { documents: 2 });
    expect(chartSources(rows, CURRENT + 1)).toStrictEqual([
      { kind: 'prefetch', source: 'encounters' },
      { kind: 'prefetch', source: 'conditions' },
    ]);
  });

  it.each([
    [60, 0],
    [61, 0],
    [75, 1],
  ])('where half is usual, %d of 100 raises %d alarm(s)', (count, alarms) => {
    const rows = hoursEnding({ documents: count }, { documents: 50 });
    expect(chartSources(rows, CURRENT + 1)).toHaveLength(alarms);
  });

  it('is used to a source that is never sent', () => {
    expect(chartSources(hoursEnding({ documents: 100 }, { documents: 100 }), CURRENT + 1)).toStrictEqual([]);
  });

  it('says nothing before twelve hours are known, nor of an hour without calls', () => {
    const rows = hoursEnding({ conditions: 100 });
    expect(chartSources(rows.slice(1), CURRENT + 1)).toStrictEqual([]);
    expect(chartSources(rows, CURRENT + HOUR_MS)).toStrictEqual([]);
  });
});

describe('SourceHours: running totals, cut into hours', () => {
  it('counts what came between two looks for the hour of the later one', () => {
    const hours = new SourceHours(24 * HOUR_MS);
    hours.add({ calls: 10, missing: missing({ documents: 1 }) }, CURRENT);
    hours.add({ calls: 25, missing: missing({ documents: 4 }) }, CURRENT + 60_000);
    hours.add({ calls: 30, missing: missing({ documents: 4, procedures: 5 }) }, CURRENT + HOUR_MS);
    expect(hours.hours()).toStrictEqual([
      { hour: CURRENT, calls: 25, missing: missing({ documents: 4 }) },
      { hour: CURRENT + HOUR_MS, calls: 5, missing: missing({ procedures: 5 }) },
    ]);
  });

  it('forgets what is older than it keeps', () => {
    const hours = new SourceHours(2 * HOUR_MS);
    for (let hour = 0; hour < 5; hour += 1)
      hours.add({ calls: hour, missing: missing({}) }, CURRENT + hour * HOUR_MS);
    expect(hours.hours().map(({ hour }) => (hour - CURRENT) / HOUR_MS)).toStrictEqual([2, 3, 4]);
  });
});
