import { formatFinding } from '../content/lint-finding.js';
import { locateContent } from '../content/locate-content.js';
import type { OperatorLedger } from '../ledger/operator-ledger.js';
import type { Site } from '../model/site.js';
import { chooseMonth } from './choose-month.js';
import { withLedger } from './operate.js';
import type { OperateTools } from './operate.js';

/** What was counted in a month of a site. */
interface MonthCounted<T> {
  readonly site: Pick<Site, 'id' | 'departments'>;
  /** such as 2026-10 */
  readonly month: string;
  readonly counts: T;
}

/**
 * Reads counts of a month from the ledger that the site's services follow.
 *
 * @param read is given the first millisecond of the month, and that of the next
 * @returns undefined where the site's files are refused, which is printed
 * @throws HavenError `invalid-request` for a month that cannot be given
 */
export async function countMonth<T>(
  text: string | undefined,
  tools: OperateTools,
  read: (ledger: OperatorLedger, from: number, to: number) => Promise<T>,
): Promise<MonthCounted<T> | undefined> {
  const { place, now, print } = tools;
  const { name: month, from, to } = chooseMonth(text, now());
  const located = await locateContent(place);
  if (located.kind === 'refused') {
    for (const finding of located.findings) print(formatFinding(finding));
    return undefined;
  }
  const { site } = located;
  const counts = await withLedger(tools, site.demo, (ledger) => read(ledger, from, to));
  return { site, month, counts };
}
