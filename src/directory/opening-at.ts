import { DAY_MS } from '../model/civil.js';
import type { DayStretch, Hours } from '../model/directory.js';
import type { Opening } from '../model/opening.js';
import { momentOf, zoneOffset } from './zone-offset.js';

const MINUTE_MS = 60_000;
/** How far ahead it is looked for when a service opens, in days. */
const AHEAD = 14;
/** What is open for a week without end is open always. */
const WEEK = 7;

type Weekly = Hours & { readonly kind: 'weekly' };

/** What begins on a local day. 1970-01-01 was a Thursday. */
function stretchesOn({ stretches, isClosed }: Weekly, day: number): readonly DayStretch[] {
  const ofWeekday = stretches[(((day + 3) % 7) + 7) % 7] ?? NONE;
  return ofWeekday.length === 0 || isClosed(day) ? NONE : ofWeekday;
}

const NONE: readonly DayStretch[] = [];

function isValid({ firstDay, lastDay }: DayStretch, day: number): boolean {
  return day >= firstDay && day <= lastDay;
}

/** The latest end of what began on a day and goes on at a local moment, in local milliseconds; 0 where nothing does. */
function endOnDay(hours: Weekly, day: number, local: number): number {
  const minute = (local - day * DAY_MS) / MINUTE_MS;
  let end = 0;
  for (const stretch of stretchesOn(hours, day)) {
    const goesOn = minute >= stretch.from && minute < stretch.to && isValid(stretch, day);
    if (goesOn) end = Math.max(end, day * DAY_MS + stretch.to * MINUTE_MS);
  }
  return end;
}

/** The end of the stretch that a local moment lies in, in local milliseconds; undefined where it is closed. */
function endOf(hours: Weekly, local: number): number | undefined {
  const today = Math.floor(local / DAY_MS);
  // What began yesterday may end today.
  const end = Math.max(endOnDay(hours, today - 1, local), endOnDay(hours, today, local));
  return end === 0 ? undefined : end;
}

/** True where a service is open. Hours that are not known are not open. */
export function isOpen(hours: Hours, at: number): boolean {
  if (hours.kind === 'always') return true;
  return hours.kind === 'weekly' && endOf(hours, at + zoneOffset(hours.timeZone, at)) !== undefined;
}

/** When it closes, one stretch after another: what ends at midnight and begins there does not close. */
function closing(hours: Weekly, local: number, first: number): number | undefined {
  let end = first;
  while (end - local < WEEK * DAY_MS) {
    const next = endOf(hours, end);
    if (next === undefined) return end;
    end = next;
  }
  return undefined;
}

function nextOpening(hours: Weekly, local: number): number | undefined {
  const today = Math.floor(local / DAY_MS);
  for (let day = today; day <= today + AHEAD; day += 1) {
    const later = stretchesOn(hours, day)
      .filter((stretch) => isValid(stretch, day))
      .map(({ from }) => day * DAY_MS + from * MINUTE_MS)
      .find((start) => start > local);
    if (later !== undefined) return later;
  }
  return undefined;
}

/**
 * Whether a service answers at a moment, until when, or from when on, by the clocks of its own place: summer time and its own
 * closed days included.
 *
 * @param at milliseconds since 1970 UTC
 */
export function openingAt(hours: Hours, at: number): Opening {
  if (hours.kind !== 'weekly') return { kind: hours.kind };
  const local = at + zoneOffset(hours.timeZone, at);
  const end = endOf(hours, local);
  if (end === undefined) {
    const opens = nextOpening(hours, local);
    return { kind: 'closed', opens: opens === undefined ? undefined : momentOf(hours.timeZone, opens) };
  }
  const until = closing(hours, local, end);
  return until === undefined ? { kind: 'always' } : { kind: 'open', until: momentOf(hours.timeZone, until) };
}
