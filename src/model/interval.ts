/**
 * What a FHIR date, dateTime or instant says about a moment: somewhere from `earliest` to `latest`
 * (both inclusive, milliseconds since 1970 UTC). `2026-03` is all of March.
 */
export interface Interval {
  readonly earliest: number;
  readonly latest: number;
}

const SHAPE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/** `Date.UTC` reads years 0-99 as 19xx, and FHIR years start at 0001; this does neither. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function timeOf(parts: RegExpExecArray): { readonly offset: number; readonly span: number } | undefined {
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6] ?? '0')];
  const zone = offsetOf(parts[8]);
  if (hour > 23 || minute > 59 || second > 60 || zone === undefined) return undefined;
  const fraction = parts[7] === undefined ? 0 : Math.floor(Number(`0.${parts[7]}`) * 1000);
  const offset = ((hour * 60 + minute) * 60 + second) * 1000 + fraction - zone;
  return { offset, span: parts[6] === undefined ? 60_000 : parts[7] === undefined ? 1000 : 1 };
}

function dayOf(parts: RegExpExecArray): Interval | undefined {
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? '1'), Number(parts[3] ?? '1')];
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const earliest = utc(year, month, day);
  if (parts[2] === undefined) return { earliest, latest: utc(year + 1, 1, 1) - 1 };
  if (parts[3] === undefined) return { earliest, latest: utc(year, month + 1, 1) - 1 };
  return { earliest, latest: earliest + 86_400_000 - 1 };
}

/**
 * Reads a FHIR R4 date, dateTime or instant (https://hl7.org/fhir/R4/datatypes.html#dateTime).
 * A dateTime without zone, which FHIR forbids but systems send, is read as UTC.
 *
 * @returns the interval it stands for, or undefined where it is not a real date (`2019-02-31`, `last year`)
 */
export function parseInterval(value: unknown): Interval | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const parts = SHAPE.exec(value);
  const day = parts === null ? undefined : dayOf(parts);
  if (parts === null || day === undefined || parts[4] === undefined) return day;
  const time = timeOf(parts);
  if (time === undefined) return undefined;
  const earliest = day.earliest + time.offset;
  return { earliest, latest: earliest + time.span - 1 };
}

/** The later of two intervals, by their earliest moment; undefined counts as absent. */
export function laterOf(one: Interval | undefined, other: Interval | undefined): Interval | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.earliest > one.earliest ? other : one;
}

/** True where two intervals share a moment. */
export function overlaps(one: Interval, other: Interval): boolean {
  return one.earliest <= other.latest && other.earliest <= one.latest;
}
