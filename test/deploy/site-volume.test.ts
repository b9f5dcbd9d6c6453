import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { loadContent } from '../../src/content/load-content.js';
import { describeStandings } from '../../src/pipeline/describe-standing.js';
import { completeSite } from '../support/complete-site.js';
import { ROOT, SHIPPED } from '../support/data-content.js';

import.meta.jest.setTimeout(60_000);

const DAY = '2026-11-20';
const NOW = Date.parse('2026-11-30T15:00:00Z');

interface Item {
  readonly key: string;
  readonly path: string;
}
interface Volume {
  readonly name: string;
  readonly configMap?: {
    readonly name: string;
    readonly items: readonly Item[];
    readonly optional?: boolean;
  };
}
interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly volumes: readonly Volume[] } } };
}

let folder: string;
let items: readonly Item[];
let site: ReadonlyMap<string, string>;

beforeAll(async () => {
  const text = await readFile(join(ROOT, 'docker', 'kubernetes', 'deployment.yaml'), 'utf8');
  const { volumes } = (parse(text) as Deployment).spec.template.spec;
  items = volumes.find(({ name }) => name === 'site')?.configMap?.items ?? [];
  site = await completeSite(DAY);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-volume-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What `kubectl create configmap`, as the documents have it, makes of a site: a key is the file's name where none is given. */
async function configMap(files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const docs = await readFile(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const asked = [...docs.matchAll(/--from-file=(?:([^\s=]+)=)?my-site\/(\S+)/g)];
  return new Map(
    asked.map(([, key, path = '']) => {
      const text = files.get(path);
      if (text === undefined) throw new Error(`${path} is no file of a site`);
      return [key ?? path.replace(/^.*\//, ''), text];
    }),
  );
}

/**
 * Lays a ConfigMap out as a kubelet does: files below a folder of that moment, `..data` pointing to it, and what the container
 * sees pointing through `..data`.
 */
async function mounted(listed: readonly Item[], data: ReadonlyMap<string, string>): Promise<string> {
  const moment = '..2026_11_30_15_00_00.1';
  for (const { key, path } of listed) {
    const text = data.get(key);
    if (text === undefined) throw new Error(`references non-existent config key: ${key}`);
    const file = join(folder, moment, path);
    // One after another: two may share a folder.
    // oxlint-disable-next-line no-await-in-loop
    await mkdir(dirname(file), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop
    await writeFile(file, text);
  }
  await symlink(moment, join(folder, '..data'));
  const names = new Set(listed.map(({ path }) => path.split('/')[0] ?? path));
  await Promise.all([...names].map((name) => symlink(join('..data', name), join(folder, name))));
  return folder;
}

/** How loud each department of a site is, or why its files are not served. */
async function standings(mount: string): Promise<readonly string[]> {
  const place = { site: mount, shipped: SHIPPED, fhirServers: undefined, withCases: false };
  const loaded = await loadContent(place);
  if (loaded.kind === 'refused') return loaded.findings.map(({ message }) => message);
  const restraints = { overrides: [], overBudget: new Set<string | undefined>() };
  return describeStandings(loaded.content, restraints, NOW).flatMap(({ mode, reasons }) => [
    mode,
    ...reasons,
  ]);
}

describe('the volume `site` of the Deployment (docs/operations.md, docs/going-live.md)', () => {
  it('has every file of a complete site, and such a site is live', async () => {
    const mount = await mounted(items, await configMap(site));
    for (const [path, text] of site)
      expect([path, await readFile(join(mount, path), 'utf8').catch(() => 'missing')]).toEqual([path, text]);
    expect(await standings(mount)).toEqual(['live', 'live']);
  });

  it.each([
    'site.yaml',
    'gate.yaml',
    'approvals.yaml',
    'clients/our-ehr.yaml',
    'directory/services.json',
    'directory/verifications.json',
  ])('needs %s for that: without it no department is live', async (path) => {
    const without = items.filter((item) => item.path !== path);
    expect(without).toHaveLength(items.length - 1);
    const mount = await mounted(without, await configMap(site));
    expect(await standings(mount)).not.toContain('live');
  });

  it('has keys that a ConfigMap may have, each once, and the documents make these and no other', async () => {
    const keys = items.map(({ key }) => key);
    for (const key of keys) expect(key).toMatch(/^[-._a-zA-Z0-9]+$/);
    const data = await configMap(site);
    expect([...data.keys()].toSorted()).toEqual(keys.toSorted());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes a new site, which has approved and listed nothing yet, and keeps it quiet', async () => {
    const nothing = new Map([
      ['approvals.yaml', 'approvals: []\n'],
      ['directory/services.json', '[]\n'],
      ['directory/verifications.json', '[]\n'],
    ]);
    const found = await standings(await mounted(items, await configMap(new Map([...site, ...nothing]))));
    expect(found.filter((line) => line === 'shadow')).toHaveLength(2);
    expect(found).toContain('approvals: privacy is missing');
  });
});
