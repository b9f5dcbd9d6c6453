import type { Alarm, Watched } from './alarm.js';
import { shareChart } from './share-chart.js';
import type { HourShare } from './share-chart.js';
import { silenceChart } from './silence-chart.js';

export const HOUR_MS = 3_600_000;

/** Calls of one hour and department whose record was read, and those that reached a card, shown or not. */
export interface HourCalls {
  /** its first moment, milliseconds since 1970 UTC */
  readonly hour: number;
  readonly department: string | undefined;
  readonly calls: number;
  readonly reached: number;
}

/** What the charts say, and whom there is too little history to judge. */
export interface ChartsSay {
  readonly alarms: readonly Alarm[];
  readonly learning: readonly Watched[];
}

/** A burst is at least twice the usual share; less may be improbable and still be no malfunction: our judgement. */
const TIMES = 2;

function isIn(where: Watched, department: string | undefined): boolean {
  if (where.kind === 'all') return true;
  return where.kind === 'none' ? department === undefined : department === where.id;
}

/** Hours with calls of one department, oldest first. */
function hoursOf(rows: readonly HourCalls[], where: Watched): ReadonlyMap<number, HourShare> {
  const hours = new Map<number, HourShare>();
  for (const { hour, department, calls, reached } of rows) {
    if (calls === 0 || !isIn(where, department)) continue;
    const known = hours.get(hour) ?? { calls: 0, hits: 0 };
    hours.set(hour, { calls: known.calls + calls, hits: known.hits + reached });
  }
  return new Map([...hours].toSorted(([one], [other]) => one - other));
}

/** The site, and each of its departments where it has any. */
function watchedOf(departments: readonly string[]): readonly Watched[] {
  const each = departments.map((id): Watched => ({ kind: 'department', id }));
  return each.length === 0 ? [{ kind: 'all' }] : [{ kind: 'all' }, ...each, { kind: 'none' }];
}

/**
 * Looks at every department at one moment: a g-chart of the silence since its last prompt, and a p-chart of its last completed hour.
 *
 * @param rows at most some weeks of hours, in any order, the current hour included
 * @param departments ids of the site's departments
 */
export function chartDepartments(
  rows: readonly HourCalls[],
  departments: readonly string[],
  at: number,
): ChartsSay {
  const current = Math.floor(at / HOUR_MS) * HOUR_MS;
  const alarms: Alarm[] = [];
  const learning: Watched[] = [];
  const watched = watchedOf(departments);
  for (const where of watched) {
    const hours = hoursOf(rows, where);
    const before = [...hours].flatMap(([hour, share]) => (hour < current - HOUR_MS ? [share] : []));
    const last = hours.get(current - HOUR_MS) ?? { calls: 0, hits: 0 };
    const silence = silenceChart([...hours.values()], watched.length);
    const burst = shareChart(last, before, watched.length, (share, usual) => share >= TIMES * usual);
    if (silence === 'too-long') alarms.push({ kind: 'silence', where });
    if (burst === 'far-above') alarms.push({ kind: 'burst', where });
    if (silence === 'learning' || burst === 'learning') learning.push(where);
  }
  return { alarms, learning };
}
