import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runReadiness, runSetMode } from '../../src/cli/operate.js';
import type { OperateTools } from '../../src/cli/operate.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { ROLE_NAMES } from '../../src/model/approval.js';
import { HavenError } from '../../src/model/haven-error.js';
import { SHIPPED } from '../support/data-content.js';

const NOW = Date.parse('2026-11-15T12:00:00Z');
const WHO = { by: 'Nurse in charge', reason: 'a drill' };

let folder: string;
let site: string;
let ledger: Ledger;
let printed: string[];

const tools = (): OperateTools => ({
  openLedger: async () => ledger,
  place: { site, shipped: SHIPPED, fhirServers: undefined, withCases: false },
  now: () => NOW,
  print: (line) => void printed.push(line),
});

/** A copy of the example hospital with one of its files changed. */
async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(site, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-operate-'));
  site = join(folder, 'hospital');
  await cp(join(SHIPPED, 'sites', 'example-hospital'), site, { recursive: true });
  ledger = memoryLedger({ now: () => NOW });
  printed = [];
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

describe('haven suspend and haven resume (issue: kill switch, one command)', () => {
  it('set and clear what every process follows', async () => {
    expect(await runSetMode({ action: 'suspend', department: undefined, ...WHO }, tools())).toBe(0);
    expect(await ledger.overrides()).toStrictEqual([
      { department: undefined, mode: 'suspended', since: NOW, ...WHO },
    ]);
    await runSetMode({ action: 'suspend', department: 'youth-clinic', ...WHO }, tools());
    await runSetMode({ action: 'resume', department: undefined, ...WHO }, tools());
    expect(await ledger.overrides()).toMatchObject([{ department: 'youth-clinic' }]);
    expect(printed).toStrictEqual([
      'the whole site is suspended',
      'youth-clinic is suspended',
      'the whole site is no longer suspended',
    ]);
  });
  it('refuse a department that the site does not have, and name those that it has', async () => {
    const asked = runSetMode({ action: 'suspend', department: 'attic', ...WHO }, tools());
    await expect(asked).rejects.toThrow('no department "attic" (known: youth-clinic)');
    expect(await ledger.overrides()).toStrictEqual([]);
  });
  it('resume a department that was suspended and then taken out of the site’s file, once', async () => {
    const set = { kind: 'set', department: 'attic', mode: 'suspended', since: NOW, ...WHO } as const;
    await ledger.setOverride(set);
    const asked = (action: 'suspend' | 'resume'): Promise<unknown> =>
      runSetMode({ action, department: 'attic', ...WHO }, tools());
    await expect(asked('suspend')).rejects.toThrow('no department "attic"');
    expect(await asked('resume')).toBe(0);
    expect(await ledger.overrides()).toStrictEqual([]);
    await expect(asked('resume')).rejects.toThrow('no department "attic" (known: youth-clinic)');
  });
  it('work where the site’s files are broken', async () => {
    await edit('site.yaml', (text) => `${text}\n: [`);
    expect(await runSetMode({ action: 'suspend', department: 'youth-clinic', ...WHO }, tools())).toBe(0);
    expect(await ledger.overrides()).toHaveLength(1);
    expect(printed.at(-1)).toMatch(/cannot be read/);
  });
});

describe('haven readiness (issue: what blocks, and which content serves)', () => {
  it('lists every item that a site in shadow still lacks, and is content with it', async () => {
    expect(await runReadiness(tools())).toBe(0);
    expect(printed[0]).toMatch(/^example-hospital, content version 0\.1\.0, revision [0-9a-f]{16}$/);
    expect(printed).toContain('elsewhere: shadow');
    expect(printed).toContain('youth-clinic: shadow');
    expect(printed.filter((line) => line === '  gate: on-call-contact is missing')).toHaveLength(1);
    expect(printed.filter((line) => line === '  gate: staff-training is missing')).toHaveLength(2);
    for (const role of Object.values(ROLE_NAMES))
      expect(printed.filter((line) => line === `  approvals: ${role} is missing`)).toHaveLength(2);
  });
  it('takes approvals of the site from its file, and says where they are of another version', async () => {
    const entry = 'name: A. Owner, on: "2026-11-02", version';
    const approvals = `approvals: [{ role: privacy, ${entry}: 0.1.0 }, { role: clinical-owner, ${entry}: 0.0.9 }]`;
    await writeFile(join(site, 'approvals.yaml'), approvals);
    expect(await runReadiness(tools())).toBe(0);
    expect(printed.filter((line) => line.startsWith('  approvals: ')).slice(0, 2)).toStrictEqual([
      '  approvals: clinical owner has approved other content than version 0.1.0',
      '  approvals: adviser with lived experience is missing',
    ]);
  });
  it('answers 1 where a department is not as loud as its file says', async () => {
    await edit('site.yaml', (text) =>
      text.replace('pathway: conversation', 'pathway: conversation\nmode: live'),
    );
    expect(await runReadiness(tools())).toBe(1);
  });
  it('says who suspended it, and why', async () => {
    await runSetMode({ action: 'suspend', department: undefined, ...WHO }, tools());
    expect(await runReadiness(tools())).toBe(1);
    expect(printed).toContain('elsewhere: suspended');
    expect(printed.at(-1)).toBe(
      'the whole site was set to suspended by Nurse in charge at 2026-11-15T12:00:00.000Z: a drill',
    );
  });
  it('goes by the files alone where there is no ledger yet, and says so', async () => {
    const none = new HavenError('configuration-invalid', 'no ledger here');
    expect(await runReadiness({ ...tools(), openLedger: () => Promise.reject(none) })).toBe(0);
    expect(printed[0]).toBe('by the files alone (no ledger here)');
    expect(printed).toContain('youth-clinic: shadow');
  });
  it('does not take a ledger that is down for one that says nothing', async () => {
    const down = new HavenError('ledger-unavailable', 'down');
    await expect(runReadiness({ ...tools(), openLedger: () => Promise.reject(down) })).rejects.toThrow(
      'down',
    );
  });
  it('lists what is wrong with files that cannot be served', async () => {
    await edit('gate.yaml', (text) => text.replace('response-protocol', 'coffee'));
    expect(await runReadiness(tools())).toBe(1);
    expect(printed[0]).toMatch(/gate\.yaml:\d+:\d+ {2}schema/);
    expect(printed.at(-1)).toMatch(/1 finding\(s\): these files are not served/);
  });
});
