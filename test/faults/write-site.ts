import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { DAY_MS } from '../../src/model/civil.js';
import { APPROVAL_ROLES } from '../../src/model/approval.js';
import { GATE_ITEM_IDS, gateRule } from '../../src/model/gate.js';
import { cleanEnvironment } from '../support/data-process.js';

/** Of the content that ships (service.yaml). */
const VERSION = '0.1.0';

/** What a test chooses. */
export interface SiteChoice {
  readonly site?: object;
  readonly client?: object;
}

const run = promisify(execFile);
const EXAMPLES = join('cds-services', 'sites', 'demo', 'directory', 'examples.yaml');

function yesterday(): string {
  return new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
}

/** The invented services of the demo, as if somebody had verified them yesterday. */
async function writeDirectory(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = await readFile(join(process.cwd(), EXAMPLES), 'utf8');
  const verified = text.replaceAll('verifiedOn: start', `verifiedOn: ${yesterday()}`);
  await writeFile(join(folder, 'examples.yaml'), verified);
}

/** The line that ships is verified by the site that shows it, with the command that a site uses. */
async function verifyLine(site: string): Promise<void> {
  const how = ['--by', 'a test of faults', '--method', 'an example'];
  const main = join(process.cwd(), 'dist', 'main.js');
  await run(process.execPath, [main, 'directory', 'verify', 'us-national', ...how], {
    env: cleanEnvironment({ HAVEN_SITE: site }),
  });
}

function gate(): object {
  const items = GATE_ITEM_IDS.map((item) => ({
    item,
    evidence: 'a test of faults',
    owner: 'a test of faults',
    verifiedOn: yesterday(),
    ...(gateRule(item).bound === undefined ? {} : { contentVersion: VERSION }),
  }));
  return { items };
}

function approvals(): object {
  return {
    approvals: APPROVAL_ROLES.map((role) => ({
      role,
      name: `a test of faults (${role})`,
      on: yesterday(),
      version: VERSION,
    })),
  };
}

const SITE = {
  id: 'faults',
  title: 'Site of the tests of faults',
  auth: 'none-i-accept-the-risk',
  mode: 'live',
  facility: { country: 'US', stateProvince: 'IL', city: 'Springfield', timeZone: 'America/Chicago' },
  // Half of all patients have a reason for a card here.
  alertBudget: { per1000: 1000 },
  // No chart is in it: what operators change here changes no answer.
  departments: [{ id: 'spare', match: { locations: ['nowhere'] }, pathway: 'conversation', mode: 'live' }],
};
const CLIENT = { rateLimit: { calls: 100_000, seconds: 1 } };

/** Writes the folder of a site that is no demo: live, its gate complete, its content approved, anybody on this machine may call. */
export async function writeSite(
  folder: string,
  { site = {}, client = {} }: SiteChoice = {},
): Promise<string> {
  await mkdir(join(folder, 'clients'), { recursive: true });
  await writeFile(join(folder, 'site.yaml'), stringify({ ...SITE, ...site }));
  await writeFile(join(folder, 'gate.yaml'), stringify(gate()));
  await writeFile(join(folder, 'approvals.yaml'), stringify(approvals()));
  await writeDirectory(join(folder, 'directory'));
  await writeFile(join(folder, 'clients', 'ehr.yaml'), stringify({ ...CLIENT, ...client }));
  await verifyLine(folder);
  return folder;
}
