import { KEPT_MS } from '../ledger/keep-times.js';
import { HavenError } from '../model/haven-error.js';

/** A month, UTC: its first millisecond, and that of the next. */
export interface Month {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function monthOf(year: number, index: number): Month {
  const [from, to] = [Date.UTC(year, index), Date.UTC(year, index + 1)];
  return { name: new Date(from).toISOString().slice(0, 7), from, to };
}

/**
 * The month that is asked for. One that still runs is not given: what was added since yesterday would show the small numbers that are
 * hidden. Neither is one of which counts have gone.
 *
 * @throws HavenError `invalid-request`
 */
export function chooseMonth(text: string | undefined, now: number): Month {
  const today = new Date(now);
  if (text === undefined) return monthOf(today.getUTCFullYear(), today.getUTCMonth() - 1);
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year === undefined || number === undefined)
    throw new HavenError('invalid-request', `--month ${text} is no month such as 2026-10`);
  const month = monthOf(Number(year), Number(number) - 1);
  if (month.to > now) throw new HavenError('invalid-request', `--month ${text} is not over yet`);
  if (month.from < now - KEPT_MS.records)
    throw new HavenError('invalid-request', `--month ${text}: counts are kept for 400 days`);
  return month;
}
