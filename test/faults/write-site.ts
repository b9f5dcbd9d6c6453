import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DAY_MS } from '../../src/model/civil.js';
import { APPROVAL_ROLES } from '../../src/model/approval.js';
import { GATE_ITEM_IDS, gateRule } from '../../src/model/gate.js';

/** Of the content that ships (service.yaml). */
const VERSION = '0.1.0';

/** What a test chooses. */
export interface SiteChoice {
  readonly site?: object;
  readonly client?: object;
}

const DEMO = join(import.meta.dirname, '..', '..', 'cds-services', 'sites', 'demo', 'directory');

function yesterday(): string {
  return new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
}

/** The invented services of the demo, as if somebody had verified them yesterday. */
async function writeDirectory(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['examples.yaml', 'verifications.json']) {
    // Two small files, one after the other.
    // oxlint-disable-next-line no-await-in-loop
    const text = await readFile(join(DEMO, name), 'utf8');
    // oxlint-disable-next-line no-await-in-loop
    await writeFile(join(folder, name), text.replaceAll(/(verifiedOn"?: "?)start/g, `$1${yesterday()}`));
  }
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
  return folder;
}
