import { listOf, member, textOf } from '../../model/json-value.js';
import { WEEKDAYS } from '../../model/service.js';

/** `09:00` of what HSDS writes as `09:00`, `09:00:00`, `09:00Z` or `09:00-05:00`. */
function timeOf(value: unknown): string | undefined {
  return /^(\d{2}:\d{2})/.exec(textOf(value) ?? '')?.[1];
}

/** What makes a rule more than a plain week (RFC 5545): one cannot say from it whether a service is open. */
const BEYOND_A_WEEK = ['byweekno', 'bymonthday', 'byyearday', 'count', 'until', 'dtstart'];

function isPlainWeek(schedule: unknown): boolean {
  const freq = textOf(member(schedule, 'freq')) ?? 'WEEKLY';
  const interval = Number(member(schedule, 'interval') ?? 1);
  return (
    freq === 'WEEKLY' &&
    interval === 1 &&
    BEYOND_A_WEEK.every((name) => [undefined, null, ''].includes(member(schedule, name) as undefined))
  );
}

function scheduleOf(schedule: unknown): object | undefined {
  const byday = (textOf(member(schedule, 'byday')) ?? '')
    .split(',')
    .map((day) => day.trim())
    .filter((day) => WEEKDAYS.some((known) => known === day));
  const [opensAt, closesAt] = [timeOf(member(schedule, 'opens_at')), timeOf(member(schedule, 'closes_at'))];
  if (isPlainWeek(schedule) && byday.length > 0 && opensAt !== undefined && closesAt !== undefined) {
    const [validFrom, validTo] = [
      textOf(member(schedule, 'valid_from')),
      textOf(member(schedule, 'valid_to')),
    ];
    return { kind: 'weekly', byday, opensAt, closesAt, validFrom, validTo };
  }
  return inWords(schedule);
}

/** Hours that only words say, or a rule that only words can. */
function inWords(schedule: unknown): object | undefined {
  const description = textOf(member(schedule, 'description')) ?? textOf(member(schedule, 'notes'));
  const hasRule =
    textOf(member(schedule, 'byday')) !== undefined || textOf(member(schedule, 'freq')) !== undefined;
  if (description === undefined && !hasRule) return undefined;
  return { kind: 'other', description: (description ?? 'not on the same hours every week').slice(0, 300) };
}

/** HSDS schedules (RFC 5545) as hours that can be asked; undefined where there are none. */
export function hsdsSchedules(schedules: unknown): readonly object[] | undefined {
  const known = listOf(schedules).flatMap((schedule) => scheduleOf(schedule) ?? []);
  return known.length === 0 ? undefined : known;
}

/** `-05:00` of what HSDS calls `timezone`: hours as a number, or as the text of one in a table. */
function offsetOf(timezone: unknown): string | undefined {
  const hours = timezone === '' ? Number.NaN : Number(timezone ?? Number.NaN);
  if (!Number.isFinite(hours) || Math.abs(hours) > 14) return undefined;
  const minutes = Math.round(Math.abs(hours) * 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${hours < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** An offset such as `-05:00`, where the schedules have one: better than no zone, and wrong for half of the year. */
export function hsdsOffset(schedules: unknown): string | undefined {
  return listOf(schedules)
    .map((schedule) => {
      const written = /[+-]\d{2}:\d{2}$/.exec(textOf(member(schedule, 'opens_at')) ?? '')?.[0];
      return written ?? offsetOf(member(schedule, 'timezone'));
    })
    .find((offset) => offset !== undefined);
}
