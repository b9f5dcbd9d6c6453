import { formatFinding } from '../content/lint-finding.js';
import { loadContent } from '../content/load-content.js';
import { locateContent } from '../content/locate-content.js';
import { countAlerts } from '../decide/count-alerts.js';
import type { Restraints } from '../decide/effective-mode.js';
import { overBudget } from '../decide/over-budget.js';
import type { OperatorLedger } from '../ledger/operator-ledger.js';
import { DAY_MS } from '../model/civil.js';
import type { Content } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';
import type { ModeOverride } from '../model/mode-override.js';
import { describeStandings, placeName } from '../pipeline/describe-standing.js';
import { setMode } from '../pipeline/set-mode.js';
import type { ModeRequest } from '../pipeline/set-mode.js';
import type { CommandTools } from './command-tools.js';
import type { ExitCode } from './exit.js';

/** What operators' commands are given by `main`. */
export interface OperateTools extends CommandTools {
  /** @throws HavenError `configuration-invalid` where no command can reach it */
  readonly openLedger: (isDemo: boolean) => Promise<OperatorLedger>;
}

/** Does something with the ledger, and lets go of it whatever happens. */
export async function withLedger<T>(
  { openLedger }: Pick<OperateTools, 'openLedger'>,
  isDemo: boolean,
  act: (ledger: OperatorLedger) => Promise<T>,
): Promise<T> {
  const ledger = await openLedger(isDemo);
  try {
    return await act(ledger);
  } finally {
    await ledger.close();
  }
}

/**
 * `haven suspend` and `haven resume`: every process that follows the ledger takes it within half a second, and at its start. A
 * site whose files are broken can be suspended all the same.
 */
export async function runSetMode(request: ModeRequest, tools: OperateTools): Promise<ExitCode> {
  const { place, now, print } = tools;
  const located = await locateContent(place);
  const site = located.kind === 'located' ? located.site : undefined;
  await withLedger(tools, site?.demo ?? false, (ledger) => setMode(request, site, ledger, now()));
  const where = request.department ?? 'the whole site';
  print(`${where} ${request.action === 'suspend' ? 'is suspended' : 'is no longer suspended'}`);
  if (site === undefined) print('the site file cannot be read: haven lint says why');
  return 0;
}

async function restraintsOf(ledger: OperatorLedger, content: Content, at: number): Promise<Restraints> {
  const { site, revision } = content;
  const days = site.alertBudget?.days ?? 0;
  const [overrides, counts] = await Promise.all([
    ledger.overrides(),
    days === 0 ? [] : ledger.counters(at - days * DAY_MS, at),
  ]);
  return { overrides, overBudget: overBudget(countAlerts(counts, revision), site) };
}

/** Before the first start, and beside a demo, there is no ledger to ask: the files have their say alone. */
async function restraintsKnown(tools: OperateTools, content: Content, at: number): Promise<Restraints> {
  try {
    return await withLedger(tools, content.site.demo, (ledger) => restraintsOf(ledger, content, at));
  } catch (error) {
    if (!(error instanceof HavenError) || error.code !== 'configuration-invalid') throw error;
    tools.print(`by the files alone (${error.message})`);
    return { overrides: [], overBudget: new Set() };
  }
}

function sayOverride({ department, mode, since, by, reason }: ModeOverride): string {
  const at = new Date(since).toISOString();
  return `${department ?? 'the whole site'} was set to ${mode} by ${by} at ${at}: ${reason}`;
}

/**
 * `haven readiness`: how loud each department is, what keeps it from being louder, and which content the files would serve.
 *
 * @returns 1 where something else than the site's file keeps a department quiet, or the files cannot be served
 */
export async function runReadiness(tools: OperateTools): Promise<ExitCode> {
  const { place, now, print } = tools;
  const loaded = await loadContent(place);
  if (loaded.kind === 'refused') {
    for (const finding of loaded.findings) print(formatFinding(finding));
    print(`${loaded.findings.length} finding(s): these files are not served`);
    return 1;
  }
  const { content } = loaded;
  const at = now();
  const restraints = await restraintsKnown(tools, content, at);
  const standings = describeStandings(content, restraints, at);
  print(`${content.site.id}, content version ${content.version}, revision ${content.revision}`);
  for (const standing of standings) {
    print(`${placeName(standing, standings)}: ${standing.mode}`);
    for (const reason of standing.reasons) print(`  ${reason}`);
  }
  for (const override of restraints.overrides ?? []) print(sayOverride(override));
  return standings.some(({ isHeldBack }) => isHeldBack) ? 1 : 0;
}
