import type { Tier } from '../model/assessment.js';
import type { Source } from '../model/source.js';
import type { Alarm, HeartbeatProblem, Watched } from './alarm.js';
import { chartDepartments, HOUR_MS } from './chart-departments.js';
import type { ChartsSay, HourCalls } from './chart-departments.js';
import { chartSources } from './chart-sources.js';
import { SourceHours } from './source-hours.js';

/** How far back hours are compared. */
export const HISTORY_MS = 56 * 24 * HOUR_MS;
/** A heartbeat is due every minute; three that did not come are a fault. */
export const LATE_MS = 3 * 60_000;

/** Calls of an hour, as a ledger counts them; it counts reports on cards beside them. */
interface Counted {
  /** its first moment, milliseconds since 1970 UTC */
  readonly hour: number;
  readonly department: string | undefined;
  /** undefined where nothing was read */
  readonly tier: Tier | undefined;
  readonly outcome: string;
  readonly count: number;
}

/** What a ledger counts of cards, under the tier of the card: no calls. */
const REPORTS: ReadonlySet<string> = new Set(['accepted', 'overridden', 'unknown-card']);

/** What the watch looks at the line with. */
export interface WatchTools {
  /** evaluates the heartbeat patients through the line */
  readonly beat: (at: number) => Promise<HeartbeatProblem | undefined>;
  /** of all processes that share the ledger */
  readonly counters: (from: number, to: number) => Promise<readonly Counted[]>;
  /** totals since the start of this process */
  readonly prefetchSeen: () => { readonly calls: number; readonly missing: Readonly<Record<Source, number>> };
  readonly departments: () => readonly string[];
}

/** What the watch has seen. */
export interface LineWatch {
  /** one heartbeat; never rejects */
  readonly beat: (at: number) => Promise<void>;
  /** one look at the counters; never rejects. Where they cannot be read, what was seen last stands */
  readonly look: (at: number) => Promise<void>;
  readonly alarms: (at: number) => readonly Alarm[];
  readonly learning: () => readonly Watched[];
  readonly lastGoodBeat: () => number | undefined;
}

function hourCalls(counted: readonly Counted[]): readonly HourCalls[] {
  return counted.flatMap(({ hour, department, tier, outcome, count }) =>
    tier === undefined || REPORTS.has(outcome)
      ? []
      : [{ hour, department, calls: count, reached: tier > 0 ? count : 0 }],
  );
}

/** The hours that were read before, and the open end read anew: one long query at the start, short ones after it. */
function hourReader(tools: WatchTools): (at: number) => Promise<readonly HourCalls[]> {
  let known: readonly HourCalls[] = [];
  let readTo: number | undefined;
  return async (at) => {
    const from = readTo ?? at - HISTORY_MS;
    const rows = hourCalls(await tools.counters(from, at));
    known = [...known.filter(({ hour }) => hour < from && hour >= at - HISTORY_MS), ...rows];
    // Counts of the hour before may still be on their way from another process.
    readTo = Math.floor(at / HOUR_MS) * HOUR_MS - HOUR_MS;
    return known;
  };
}

/** Watches the line for malfunctions that no call would report by itself. Time is an argument; timers are the caller's. */
export function watchLine(tools: WatchTools): LineWatch {
  const readHours = hourReader(tools);
  const sources = new SourceHours(HISTORY_MS);
  let problem: HeartbeatProblem | undefined;
  let lastBeat: number | undefined;
  let lastGoodBeat: number | undefined;
  let charts: ChartsSay = { alarms: [], learning: [] };
  let missing: readonly Alarm[] = [];
  return {
    beat: async (at) => {
      problem = await tools.beat(at).catch(() => 'failed' as const);
      lastBeat = at;
      if (problem === undefined) lastGoodBeat = at;
    },
    look: async (at) => {
      sources.add(tools.prefetchSeen(), at);
      missing = chartSources(sources.hours(), at);
      const rows = await readHours(at).catch(() => undefined);
      if (rows !== undefined) charts = chartDepartments(rows, tools.departments(), at);
    },
    alarms: (at) => {
      const isLate = lastBeat === undefined || at - lastBeat > LATE_MS;
      const found = isLate ? 'late' : problem;
      const heart: readonly Alarm[] = found === undefined ? [] : [{ kind: 'heartbeat', problem: found }];
      return [...heart, ...charts.alarms, ...missing];
    },
    learning: () => charts.learning,
    lastGoodBeat: () => lastGoodBeat,
  };
}
