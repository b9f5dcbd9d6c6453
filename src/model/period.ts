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
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - period.months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime() - period.days * 86_400_000;
}
