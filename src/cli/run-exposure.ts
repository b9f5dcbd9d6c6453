import { locateContent } from '../content/locate-content.js';
import { formatFinding } from '../content/lint-finding.js';
import { KEPT_MS } from '../ledger/keep-times.js';
import { unitExposure } from '../ledger/unit-exposure.js';
import { HavenError } from '../model/haven-error.js';
import type { ExitCode } from './exit.js';
import { formatTable } from './format-table.js';
import { withLedger } from './operate.js';
import type { OperateTools } from './operate.js';

/** A month, UTC: its first millisecond, and that of the next. */
interface Month {
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
function chosenMonth(text: string | undefined, now: number): Month {
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

/** `haven exposure`: what each department was asked to offer, and offered, in a month. No person is in the data it is made of. */
export async function runExposure(text: string | undefined, tools: OperateTools): Promise<ExitCode> {
  const { place, now, print } = tools;
  const { name, from, to } = chosenMonth(text, now());
  const located = await locateContent(place);
  if (located.kind === 'refused') {
    for (const finding of located.findings) print(formatFinding(finding));
    return 1;
  }
  const { site } = located;
  const rows = await withLedger(tools, site.demo, (ledger) => ledger.counters(from, to));
  const units = unitExposure(
    rows,
    site.departments.map(({ id }) => id),
  );
  print(`${site.id}, ${name} (UTC): what was offered, by department`);
  const none = units.length > 1 ? 'elsewhere' : 'everywhere';
  const cells = units.map(({ department, prompts, offers }) => [
    department ?? none,
    String(prompts),
    String(offers),
  ]);
  for (const line of formatTable(['department', 'prompts', 'offers'], cells)) print(line);
  print('1 to 10 is suppressed, and what would give it away. These are offers, not people.');
  return 0;
}
