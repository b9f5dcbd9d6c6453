import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportDirectory } from '../../src/cli/directory/export-directory.js';
import { importDirectory } from '../../src/cli/directory/import-directory.js';
import type { ImportOptions } from '../../src/cli/directory/import-directory.js';
import { lintDirectory } from '../../src/cli/directory/lint-directory.js';
import { verifyDirectory } from '../../src/cli/directory/verify-directory.js';
import type { Ask, VerifyOptions } from '../../src/cli/directory/verify-directory.js';
import type { CommandTools } from '../../src/cli/command-tools.js';
import { SHIPPED } from '../support/shipped-content.js';

const NOW = Date.parse('2026-11-30T15:00:00Z');
const HEAD = 'id,organization,name,types,number';
const MAPPING =
  'columns: { id: id, organization: organization, name: name, types: types, phone: number }\n' +
  'defaults: { serviceAreas: [{ kind: country, country: US }] }\n';

/** A copy of the example hospital, which is no demo, and what commands print about it. */
class Desk {
  readonly folder: string;
  readonly printed: string[] = [];
  clock = NOW;

  constructor(folder: string) {
    this.folder = folder;
  }

  get tools(): CommandTools {
    const site = join(this.folder, 'site');
    return {
      place: { site, shipped: SHIPPED, fhirServers: undefined, withCases: false },
      now: () => this.clock,
      print: (line) => void this.printed.push(line),
    };
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  said(): readonly string[] {
    return this.printed.splice(0);
  }
}

const OPTIONS: ImportOptions = { from: 'csv', mapping: undefined, name: undefined, dryRun: false };
const VERIFY: VerifyOptions = {
  by: undefined,
  method: undefined,
  on: undefined,
  nextDue: undefined,
  within: 14,
};

describe('haven directory', () => {
  let desk: Desk;
  const importRows = async (rows: readonly string[], more: Partial<ImportOptions> = {}): Promise<number> => {
    await writeFile(desk.path('agencies.csv'), [HEAD, ...rows, ''].join('\n'));
    return importDirectory(
      desk.path('agencies.csv'),
      { ...OPTIONS, mapping: desk.path('map.yaml'), ...more },
      desk.tools,
    );
  };
  const written = (name = 'agencies.json'): Promise<string> =>
    readFile(desk.path('site', 'directory', name), 'utf8');

  beforeEach(async () => {
    desk = new Desk(await mkdtemp(join(tmpdir(), 'haven-directory-')));
    await cp(join(SHIPPED, 'sites', 'example-hospital'), desk.path('site'), { recursive: true });
    await writeFile(desk.path('map.yaml'), MAPPING);
  });
  afterEach(() => rm(desk.folder, { recursive: true, force: true }));

  it('imports, and the same source again changes nothing (issue: import is idempotent)', async () => {
    const rows = ['b,Agency,Team B,advocacy,312-555-0100', 'a,Agency,Team A,peer,312-555-0101'];
    expect(await importRows(rows)).toBe(0);
    expect(desk.said()[0]).toBe('2 service(s): 2 new, 0 changed, 0 no longer listed');
    const first = await written();
    expect(await importRows(rows.toReversed())).toBe(0);
    expect(desk.said()[0]).toBe('2 service(s): 0 new, 0 changed, 0 no longer listed');
    expect(await written()).toBe(first);
    expect(await importRows(['a,Agency,Team A,peer,312-555-0199'])).toBe(0);
    expect(desk.said()[0]).toBe('1 service(s): 0 new, 1 changed, 1 no longer listed');
  });
  it('tells what it refuses, takes the rest, and ends with 1', async () => {
    expect(
      await importRows(['a,Agency,Team A,peer,312-555-0101', 'x,Agency,Team X,magic,312-555-0102']),
    ).toBe(1);
    const said = desk.said();
    expect(said[0]).toMatch(/^agencies\.csv:3 {2}x {2}types\.0: /);
    expect(said).toContain('1 row(s) refused');
    expect(JSON.parse(await written())).toHaveLength(1);
  });
  it('a dry run writes nothing', async () => {
    expect(await importRows(['a,Agency,Team A,peer,312-555-0101'], { dryRun: true })).toBe(0);
    await expect(written()).rejects.toThrow(/ENOENT/);
  });
  it('refuses an id that another file of the site lists', async () => {
    await importRows(['a,Agency,Team A,peer,312-555-0101']);
    desk.said();
    expect(await importRows(['a,Agency,Team A,peer,312-555-0101'], { name: 'other' })).toBe(1);
    expect(desk.said()[0]).toMatch(/"a" is listed in another file of the directory$/);
  });
  it('does not take the place of what people verified, and says so where the name would', async () => {
    await expect(importRows([], { name: 'verifications' })).rejects.toThrow(/no name for a list/);
  });

  it('verifies by flags: who, how, when, and when it is due again', async () => {
    await importRows(['a,Agency,Team A,peer,312-555-0101']);
    desk.said();
    expect(await verifyDirectory(undefined, VERIFY, undefined, desk.tools)).toBe(1);
    expect(desk.said()[0]).toBe('a  Agency: Team A  never verified, or changed since');
    const flags = { ...VERIFY, by: 'A. Person', method: 'called', nextDue: '2027-02-01' };
    expect(await verifyDirectory('a', flags, undefined, desk.tools)).toBe(0);
    expect(JSON.parse(await written('verifications.json'))).toMatchObject([
      { service: 'a', verifiedOn: '2026-11-30', by: 'A. Person', method: 'called', nextDue: '2027-02-01' },
    ]);
    desk.said();
    await verifyDirectory(undefined, VERIFY, undefined, desk.tools);
    expect(desk.said().join()).not.toContain('a  Agency');
    desk.clock = Date.parse('2027-01-18T12:00:00Z');
    await verifyDirectory(undefined, VERIFY, undefined, desk.tools);
    expect(desk.said().join()).toContain('a  Agency: Team A  holds until 2027-01-31');
  });
  it('an import keeps what was verified, unless the service says something else now', async () => {
    await importRows(['a,Agency,Team A,peer,312-555-0101']);
    await verifyDirectory('a', { ...VERIFY, by: 'A. Person', method: 'called' }, undefined, desk.tools);
    await importRows(['a,Agency,Team A,peer,312-555-0101', 'b,Agency,Team B,peer,312-555-0102']);
    desk.said();
    await verifyDirectory(undefined, VERIFY, undefined, desk.tools);
    expect(desk.said().join()).not.toMatch(/a {2}Agency/);
    await importRows(['a,Agency,Team A,peer,312-555-0199']);
    desk.said();
    await verifyDirectory(undefined, VERIFY, undefined, desk.tools);
    expect(desk.said().join()).toMatch(/a {2}Agency: Team A {2}never verified, or changed since/);
  });
  it.each<readonly [string, Partial<VerifyOptions>, RegExp]>([
    ['nobody', { by: undefined }, /who verified it and how/],
    ['no way', { method: undefined }, /who verified it and how/],
    ['a day to come', { on: '2026-12-02' }, /still to come/],
    ['no day', { on: '2026-02-30' }, /is no day/],
    ['a day that is too late', { nextDue: '2027-12-01' }, /1 to 365 days/],
    ['the same day', { nextDue: '2026-11-30' }, /1 to 365 days/],
  ])('does not verify by %s', async (_what, flags, why) => {
    await importRows(['a,Agency,Team A,peer,312-555-0101']);
    const all = { ...VERIFY, by: 'A. Person', method: 'called', ...flags };
    await expect(verifyDirectory('a', all, undefined, desk.tools)).rejects.toThrow(why);
  });
  it('walks a person through what is due, longest waiting first, until they stop', async () => {
    await importRows([
      'a,Agency,Team A,peer,312-555-0101',
      'b,Agency,Team B,peer,312-555-0102',
      'c,Agency,Team C,peer,312-555-0103',
    ]);
    desk.said();
    const answers = ['y', 'A. Person', '', '2027-03-01', 'n', 'q'];
    const asked: string[] = [];
    const ask: Ask = async (question) => {
      asked.push(question);
      return answers[asked.length - 1];
    };
    expect(await verifyDirectory(undefined, VERIFY, ask, desk.tools)).toBe(0);
    const said = desk.said();
    expect(said.filter((line) => /^[abc] {2}Agency/.test(line))).toHaveLength(3);
    expect(said).toContain('  call: 312-555-0101 (voice)');
    expect(said.find((line) => line.startsWith('recorded'))).toBe(
      'recorded  a: called, by A. Person, on 2026-11-30; due again 2027-03-01',
    );
    expect(asked).toHaveLength(6);
  });
  it('an answer that cannot be taken is said and asked again next time', async () => {
    await importRows(['a,Agency,Team A,peer,312-555-0101']);
    desk.said();
    const answers = ['y', 'A. Person', 'called', 'soon', 'q'];
    const ask: Ask = async () => answers.shift();
    await verifyDirectory(undefined, VERIFY, ask, desk.tools);
    expect(desk.said().join('\n')).toContain('not recorded: --next-due soon is no day');
  });

  it('lints: what is due, what cannot be named, what is lacking', async () => {
    await importRows(['a,Agency,Shelter for survivors,shelter,312-555-0101']);
    desk.said();
    expect(await lintDirectory(desk.tools)).toBe(1);
    const said = desk.said().join('\n');
    expect(said).toContain('a  never verified, or changed since');
    expect(said).toContain('a  cannot be named on a card: give a short, neutral alternateName');
    expect(said).toContain('example-hospital: directory: nothing in date for legal-aid');
    expect(said).toContain(
      'youth-clinic: directory: nothing in date that the card private-conversation could offer',
    );
  });
  it('lints: a start is for a demo, a confidential address is for nobody, by file and line', async () => {
    await importRows([]);
    const entry = { id: 'a', organization: { id: 'o', name: 'O' }, name: 'A', types: ['peer'] };
    const place = { kind: 'confidential', city: 'C', country: 'US', address1: '5 Lane' };
    await writeFile(
      desk.path('site', 'directory', 'agencies.json'),
      `[\n${JSON.stringify({ ...entry, verification: { verifiedOn: 'start' } })},\n${JSON.stringify({ ...entry, id: 'b', locations: [place] })}\n]\n`,
    );
    desk.said();
    expect(await lintDirectory(desk.tools)).toBe(1);
    const said = desk.said().join('\n');
    expect(said).toMatch(/agencies\.json:2:\d+ {2}directory {2}verifiedOn: `start` is for a demo site/);
    expect(said).toMatch(/agencies\.json:3:\d+ {2}directory {2}a confidential location with an address/);
  });
  it('exports what can be imported again, in both formats', async () => {
    await importRows(['a,Agency,Team A,peer,312-555-0101', 'b,Agency,Team B,advocacy,312-555-0102']);
    const before = await written();
    for (const to of ['hsds', 'fhir'] as const) {
      await exportDirectory({ to, out: desk.path('out.json') }, desk.tools);
      await rm(desk.path('site', 'directory'), { recursive: true, force: true });
      const options = { ...OPTIONS, from: to, name: 'agencies' };
      // The lines that come with the content are exported too; the site may list them as its own.
      expect(await importDirectory(desk.path('out.json'), options, desk.tools)).toBe(0);
      for (const line of before.split('\n').filter((text) => text.startsWith('{')))
        expect(await written()).toContain(line.replace(/,$/, ''));
    }
  });
});
