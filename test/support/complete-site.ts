import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readServices } from '../../src/content/read-services.js';
import { factsOf } from '../../src/directory/verified-until.js';
import { APPROVAL_ROLES } from '../../src/model/approval.js';
import { GATE_ITEM_IDS, gateRule } from '../../src/model/gate.js';
import { SHIPPED } from './data-content.js';
import { VERSION } from './gates.js';

const HOSPITAL = join(SHIPPED, 'sites', 'example-hospital');
const INVENTED = join(SHIPPED, 'sites', 'demo', 'directory', 'examples.yaml');

/** The example hospital when it is at the end of its checklist. */
async function liveSite(): Promise<string> {
  const text = await readFile(join(HOSPITAL, 'site.yaml'), 'utf8');
  return text.replaceAll('mode: shadow', 'mode: live');
}

function gate(verifiedOn: string): string {
  const items = GATE_ITEM_IDS.map((item) => ({
    item,
    evidence: 'a test',
    owner: 'a test',
    verifiedOn,
    ...(gateRule(item).bound === undefined ? {} : { contentVersion: VERSION }),
  }));
  return stringify({ items });
}

function approvals(on: string): string {
  const given = APPROVAL_ROLES.map((role) => ({ role, name: `a test (${role})`, on, version: VERSION }));
  return stringify({ approvals: given });
}

/** The invented services of the demo as an import lists them: nobody has verified any. */
async function listed(): Promise<string> {
  const services = parse(await readFile(INVENTED, 'utf8')) as readonly object[];
  return JSON.stringify(services.map((service) => ({ ...service, verification: undefined })));
}

function verified(services: string, verifiedOn: string): string {
  const read = readServices(new Map([['services.json', services]]));
  const records = read.services.map(({ service }) => ({
    service: service.id,
    verifiedOn,
    by: 'a test',
    method: 'an example',
    facts: factsOf(service),
  }));
  return JSON.stringify(records);
}

/**
 * The files of a site that is no demo and live in every department, by their path from its folder.
 *
 * @param day on which everything was verified and approved
 */
export async function completeSite(day: string): Promise<ReadonlyMap<string, string>> {
  const services = await listed();
  return new Map([
    ['site.yaml', await liveSite()],
    ['gate.yaml', gate(day)],
    ['approvals.yaml', approvals(day)],
    ['clients/our-ehr.yaml', await readFile(join(HOSPITAL, 'clients', 'example-ehr.yaml'), 'utf8')],
    ['directory/services.json', services],
    ['directory/verifications.json', verified(services, day)],
  ]);
}
