import { civilFromDays, daysFromCivil } from '../model/civil.js';
import type { DayStretch, Hours } from '../model/directory.js';
import type { Closure, Schedule, Service } from '../model/service.js';
import { WEEKDAYS } from '../model/service.js';

const DAY_MINUTES = 1440;

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Days since 1970 of `YYYY-MM-DD`. */
function dayOf(date: string): number {
  return daysFromCivil(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)));
}

type Weekly = Schedule & { readonly kind: 'weekly' };

const EVERY_DAY: Weekly = { kind: 'weekly', byday: WEEKDAYS, opensAt: '00:00', closesAt: '00:00' };

function stretchOf({ opensAt, closesAt, validFrom, validTo }: Weekly): DayStretch {
  const from = minutesOf(opensAt);
  const to = minutesOf(closesAt);
  return {
    from,
    // 23:59 is how HSDS writes the end of a day.
    to: to === DAY_MINUTES - 1 ? DAY_MINUTES : to <= from ? to + DAY_MINUTES : to,
    firstDay: validFrom === undefined ? Number.NEGATIVE_INFINITY : dayOf(validFrom),
    lastDay: validTo === undefined ? Number.POSITIVE_INFINITY : dayOf(validTo),
  };
}

/** Whether a local day is among the days on which nothing opens. */
function closedDays(closures: readonly Closure[]): (day: number) => boolean {
  if (closures.length === 0) return () => false;
  const yearly = new Set(closures.flatMap((one) => (one.kind === 'yearly' ? [one.day] : [])));
  const ranges = closures.flatMap((one) =>
    one.kind === 'dates' ? [{ from: dayOf(one.from), to: dayOf(one.to) }] : [],
  );
  return (day) => {
    if (ranges.some(({ from, to }) => day >= from && day <= to)) return true;
    if (yearly.size === 0) return false;
    const { month, day: ofMonth } = civilFromDays(day);
    return yearly.has(`${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`);
  };
}

/** Hours that are only said in words, or without a time zone, say nothing about a moment. */
export function compileHours({
  schedules,
  closures,
  timeZone,
}: Pick<Service, 'schedules' | 'closures' | 'timeZone'>): Hours {
  if (schedules === undefined || schedules.length === 0) return { kind: 'unknown' };
  const isAlways = schedules.some(({ kind }) => kind === 'always');
  if (isAlways && closures.length === 0) return { kind: 'always' };
  const weekly = isAlways ? [EVERY_DAY] : schedules.filter((one) => one.kind === 'weekly');
  if (timeZone === undefined || weekly.length === 0 || (!isAlways && weekly.length < schedules.length))
    return { kind: 'unknown' };
  const stretches = WEEKDAYS.map((weekday) =>
    weekly
      .filter(({ byday }) => byday.includes(weekday))
      .map(stretchOf)
      .toSorted((one, other) => one.from - other.from || one.to - other.to),
  );
  return { kind: 'weekly', timeZone, stretches, isClosed: closedDays(closures) };
}
