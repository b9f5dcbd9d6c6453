import { DAY_MS, daysFromCivil, daysInMonth } from './civil.js';

/**
 * What a FHIR date, dateTime or instant says about a moment: somewhere from `earliest` to `latest`
 * (both inclusive, milliseconds since 1970 UTC). `2026-03` is all of March.
 */
export interface Interval {
  readonly earliest: number;
  readonly latest: number;
}

/** The number that so many digits write, or -1. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Days since 1970-01-01 of `YYYY`, `YYYY-MM` or `YYYY-MM-DD` at the start of a text; NaN where it is no real day. */
function firstDay(text: string): number {
  const year = digits(text, 0, 4);
  if (year < 1) return Number.NaN;
  if (text.length === 4) return daysFromCivil(year, 1, 1);
  const month = text[4] === '-' ? digits(text, 5, 2) : -1;
  if (month < 1 || month > 12) return Number.NaN;
  if (text.length === 7) return daysFromCivil(year, month, 1);
  const day = text[7] === '-' ? digits(text, 8, 2) : -1;
  return day < 1 || day > daysInMonth(year, month) ? Number.NaN : daysFromCivil(year, month, day);
}

/** How many days a date of this length says. */
function daysOf(text: string): number {
  const year = digits(text, 0, 4);
  if (text.length === 4) return daysInMonth(year, 2) + 337;
  return text.length === 7 ? daysInMonth(year, digits(text, 5, 2)) : 1;
}

/** A time of day: milliseconds after midnight UTC of the written day, and how long it lasts. */
interface Time {
  readonly offset: number;
  readonly span: number;
}

/** The number that two digits write if it is at most so much, or -1. */
function bounded(text: string, from: number, most: number): number {
  const value = digits(text, from, 2);
  return value <= most ? value : -1;
}

/** Milliseconds that a zone (`Z`, `+hh:mm` or nothing) is ahead of UTC. */
function parseZone(text: string, from: number): number | undefined {
  const length = text.length - from;
  if (length === 0 || (length === 1 && text[from] === 'Z')) return 0;
  return length === 6 && text[from + 3] === ':' ? parseOffset(text, from) : undefined;
}

/** `+hh:mm` or `-hh:mm`. */
function parseOffset(text: string, from: number): number | undefined {
  const sign = text[from] === '-' ? -1 : 1;
  const [hours, minutes] = [bounded(text, from + 1, 14), bounded(text, from + 4, 59)];
  if (hours < 0 || minutes < 0 || (sign === 1 && text[from] !== '+')) return undefined;
  return sign * (hours * 60 + minutes) * 60_000;
}

/** Seconds and their fraction, from the colon before them; where they end is `end`. */
function parseSeconds(text: string): (Time & { readonly end: number }) | undefined {
  if (text[16] !== ':') return { offset: 0, span: 60_000, end: 16 };
  const second = bounded(text, 17, 60);
  if (second < 0) return undefined;
  if (text[19] !== '.') return { offset: second * 1000, span: 1000, end: 19 };
  let end = 20;
  while (end < text.length && digits(text, end, 1) >= 0) end += 1;
  if (end === 20 || end > 29) return undefined;
  return { offset: second * 1000 + Math.floor(Number(`0.${text.slice(20, end)}`) * 1000), span: 1, end };
}

/** `Thh:mm`, `Thh:mm:ss` or `Thh:mm:ss.s`, with or without a zone, after a day. */
function parseTime(text: string): Time | undefined {
  if (text[10] !== 'T' || text[13] !== ':') return undefined;
  const [hour, minute, seconds] = [bounded(text, 11, 23), bounded(text, 14, 59), parseSeconds(text)];
  if (hour < 0 || minute < 0 || seconds === undefined) return undefined;
  const zone = parseZone(text, seconds.end);
  if (zone === undefined) return undefined;
  return { offset: (hour * 60 + minute) * 60_000 + seconds.offset - zone, span: seconds.span };
}

/**
 * Reads a FHIR R4 date, dateTime or instant (https://hl7.org/fhir/R4/datatypes.html#dateTime).
 * A dateTime without zone, which FHIR forbids but systems send, is read as UTC.
 *
 * @returns the interval it stands for, or undefined where it is not a real date (`2019-02-31`, `last year`)
 */
export function parseInterval(value: unknown): Interval | undefined {
  if (typeof value !== 'string' || !isDateLength(value.length)) return undefined;
  const midnight = firstDay(value) * DAY_MS;
  if (Number.isNaN(midnight)) return undefined;
  if (value.length <= 10) return { earliest: midnight, latest: midnight + daysOf(value) * DAY_MS - 1 };
  const time = parseTime(value);
  if (time === undefined) return undefined;
  const earliest = midnight + time.offset;
  return { earliest, latest: earliest + time.span - 1 };
}

function isDateLength(length: number): boolean {
  return length === 4 || length === 7 || (length >= 10 && length <= 40);
}

/** The later of two intervals, by their earliest moment; undefined counts as absent. */
export function laterOf(one: Interval | undefined, other: Interval | undefined): Interval | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.earliest > one.earliest ? other : one;
}
