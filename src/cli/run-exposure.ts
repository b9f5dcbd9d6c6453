import { locateContent } from '../content/locate-content.js';
import { formatFinding } from '../content/lint-finding.js';
import { unitExposure } from '../ledger/unit-exposure.js';
import { chooseMonth } from './choose-month.js';
import type { ExitCode } from './exit.js';
import { formatTable } from './format-table.js';
import { withLedger } from './operate.js';
import type { OperateTools } from './operate.js';

/** `haven exposure`: what each department was asked to offer, and offered, in a month. No person is in the data it is made of. */
export async function runExposure(text: string | undefined, tools: OperateTools): Promise<ExitCode> {
  const { place, now, print } = tools;
  const { name, from, to } = chooseMonth(text, now());
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
