import { SOURCES } from '../model/source.js';
import type { Source } from '../model/source.js';
import { HOUR_MS } from './chart-departments.js';
import type { HourSources } from './chart-sources.js';

/** Totals since the start of the process. */
interface Totals {
  readonly calls: number;
  readonly missing: Readonly<Record<Source, number>>;
}

const NONE: Totals = {
  calls: 0,
  missing: Object.fromEntries(SOURCES.map((source) => [source, 0])) as Readonly<Record<Source, number>>,
};

/** Cuts running totals into hours. What came between two looks counts for the hour of the later one. */
export class SourceHours {
  private readonly keepMs: number;
  private readonly byHour = new Map<number, HourSources>();
  private before = NONE;

  constructor(keepMs: number) {
    this.keepMs = keepMs;
  }

  add(totals: Totals, at: number): void {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    const { calls, missing } = this.byHour.get(hour) ?? NONE;
    const more = (source: Source): number => totals.missing[source] - this.before.missing[source];
    this.byHour.set(hour, {
      hour,
      calls: calls + totals.calls - this.before.calls,
      missing: Object.fromEntries(
        SOURCES.map((source) => [source, missing[source] + more(source)]),
      ) as Readonly<Record<Source, number>>,
    });
    this.before = totals;
    for (const old of this.byHour.keys()) if (old < hour - this.keepMs) this.byHour.delete(old);
  }

  /** Oldest first. */
  hours(): readonly HourSources[] {
    return [...this.byHour.values()].toSorted((one, other) => one.hour - other.hour);
  }
}
