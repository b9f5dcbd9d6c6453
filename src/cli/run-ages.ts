import type { DayCount } from '../ledger/ledger.js';
import { AGE_BANDS, COUNTED_BANDS } from '../model/age-band.js';
import type { AgeBand } from '../model/age-band.js';
import { countMonth } from './count-month.js';
import type { ExitCode } from './exit.js';
import { formatTable } from './format-table.js';
import type { OperateTools } from './operate.js';

/** One line for each day and outcome, a column for each band. */
function linesOf(counts: readonly DayCount[]): readonly (readonly string[])[] {
  const lineOf = ({ day, outcome }: DayCount): string =>
    `${new Date(day).toISOString().slice(0, 10)} ${outcome}`;
  return [...new Set(counts.map(lineOf))].toSorted().map((line) => {
    const cells = counts.filter((cell) => lineOf(cell) === line);
    const countOf = (band: AgeBand | undefined): DayCount['count'] =>
      cells.find(({ ageBand }) => ageBand === band)?.count ?? 0;
    return [...line.split(' '), ...COUNTED_BANDS.map((band) => String(countOf(band)))];
  });
}

/** `haven exposure --ages`: calls of each day of a month by what came of them and by age, small numbers hidden. */
export async function runAges(text: string | undefined, tools: OperateTools): Promise<ExitCode> {
  const { print } = tools;
  const counted = await countMonth(text, tools, (ledger, from, to) => ledger.dayCounts(from, to));
  if (counted === undefined) return 1;
  print(`${counted.site.id}, ${counted.month}: calls of each day (UTC), by age in years`);
  const head = ['day', 'outcome', ...AGE_BANDS, 'not known'];
  for (const line of formatTable(head, linesOf(counted.counts))) print(line);
  print('1 to 10 is suppressed, and what would give it away. These are calls, not people.');
  return 0;
}
