import { civilFromDays, DAY_MS, daysFromCivil, daysInMonth } from './civil.js';

/** A look-back: an ISO 8601 duration in whole days, months or years, such as `P12M` or `P31D`. */
export interface Period {
  readonly text: string;
  readonly months: number;
  readonly days: number;
}

const SHAPE = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?$/;

/** Reads a period, or returns undefined where the text is not one (`P` alone is not). */
export function parsePeriod(text: string): Period | undefined {
  const parts = SHAPE.exec(text);
  if (parts === null || text === 'P') return undefined;
  return { text, months: Number(parts[1] ?? 0) * 12 + Number(parts[2] ?? 0), days: Number(parts[3] ?? 0) };
}

/**
 * The moment one period before another, by the UTC calendar: one month before 31 March is the last of February.
 *
 * @param at milliseconds since 1970 UTC
 */
export function before(at: number, period: Period): number {
  const days = Math.floor(at / DAY_MS);
  const { year, month, day } = civilFromDays(days);
  const months = year * 12 + (month - 1) - period.months;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const toDay = Math.min(day, daysInMonth(toYear, toMonth));
  return (daysFromCivil(toYear, toMonth, toDay) - period.days) * DAY_MS + (at - days * DAY_MS);
}
