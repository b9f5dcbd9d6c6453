import type { AddressInfo } from 'node:net';
import type { Config } from './config.js';
import type { Restraints } from './decide/effective-mode.js';
import type { Content } from './model/content.js';
import { describeStandings, placeName } from './pipeline/describe-standing.js';
import { sampleCommand } from './web/sample-call.js';

/** What greeting is done with. */
interface GreetTools {
  readonly now: () => number;
  readonly print: (line: string) => void;
}

/** How loud the site is at the start: nobody should wonder why nothing is shown. */
function greetMode(content: Content, restraints: Restraints, { print, now }: GreetTools): void {
  const standings = describeStandings(content, restraints, now());
  for (const standing of standings) {
    const why = standing.reasons.length === 0 ? '' : ` (${standing.reasons[0] ?? ''}; GET /readiness)`;
    print(`  mode       ${placeName(standing, standings)}: ${standing.mode}${why}`);
  }
}

/** Says where the service is, what it serves, how loud it is and how to try it. */
export function greet(
  config: Config,
  content: Content,
  address: AddressInfo,
  tools: GreetTools,
  restraints: Restraints,
  ledgerKeptIn: string,
): void {
  const { print, now } = tools;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const own = `http://${host}:${address.port}`;
  const base = config.publicUrl ?? own;
  const [service] = content.services;
  print(`Haven CDS serves ${content.site.title}`);
  print(`  content    revision ${content.revision}, ${config.site}`);
  print(`  discovery  ${base}/cds-services`);
  if (base !== own) print(`  listens    ${own}`);
  print(`  ledger     ${ledgerKeptIn}`);
  greetMode(content, restraints, tools);
  if (service !== undefined && content.site.auth === 'none-demo')
    print(`  try it     ${sampleCommand(base, service, now())}`);
  if (content.site.auth === 'none-i-accept-the-risk')
    print(
      '  WARNING    no client authentication (auth: none-i-accept-the-risk): put it behind something that has it',
    );
  print('  stop       Ctrl-C');
}
