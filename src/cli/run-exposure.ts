import { unitExposure } from '../ledger/unit-exposure.js';
import { countMonth } from './count-month.js';
import type { ExitCode } from './exit.js';
import { formatTable } from './format-table.js';
import type { OperateTools } from './operate.js';

/** `haven exposure`: what each department was asked to offer, and offered, in a month. No person is in the data it is made of. */
export async function runExposure(text: string | undefined, tools: OperateTools): Promise<ExitCode> {
  const { print } = tools;
  const counted = await countMonth(text, tools, (ledger, from, to) => ledger.counters(from, to));
  if (counted === undefined) return 1;
  const { site, month, counts } = counted;
  const units = unitExposure(
    counts,
    site.departments.map(({ id }) => id),
  );
  print(`${site.id}, ${month} (UTC): what was offered, by department`);
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
