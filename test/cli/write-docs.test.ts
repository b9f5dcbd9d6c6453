import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEvidence } from '../../src/cli/docs/read-evidence.js';
import { writeDocs } from '../../src/cli/write-docs.js';
import { FAMILIES } from '../../src/model/cue.js';
import { loadDemo, ROOT, SHIPPED } from '../support/data-content.js';

import.meta.jest.setTimeout(60_000);

const PC = join(SHIPPED, 'private-conversation');
const SOCIAL = join('cds-services', 'private-conversation', 'cues', 'social.yaml');

const PAGES = ['cues.md', 'coverage.md'];

let folder: string;

const pages = (root: string): Promise<readonly string[]> =>
  Promise.all(PAGES.map((page) => readFile(join(root, 'docs', page), 'utf8')));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-docs-'));
  await cp(SHIPPED, join(folder, 'cds-services'), { recursive: true });
  await mkdir(join(folder, 'docs'));
  for (const page of PAGES) await cp(join(ROOT, 'docs', page), join(folder, 'docs', page));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command, with what it prints. */
async function run(
  checkOnly: boolean,
  root = folder,
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await writeDocs(join(root, 'cds-services'), checkOnly, (line) => void lines.push(line));
  return { code, lines };
}

describe('haven docs: pages from content, and their drift', () => {
  it('is in step with the content of this checkout: the committed pages are what it would write', async () => {
    expect(await run(true, ROOT)).toEqual({ code: 0, lines: [] });
  });

  it('fails where a cue has changed, says which pages have drifted, and writes nothing while it checks', async () => {
    const file = join(folder, SOCIAL);
    const text = await readFile(file, 'utf8');
    // Homelessness of adults earns a point more.
    const changed = text.replace('points: { adult: 1, minor: 2 }', 'points: { adult: 2, minor: 2 }');
    expect(changed).not.toBe(text);
    await writeFile(file, changed);
    expect(await run(true)).toEqual({
      code: 1,
      lines: ['drifted  docs/cues.md', 'drifted  docs/coverage.md'],
    });
    expect(await pages(folder)).toEqual(await pages(ROOT));
  });

  it('writes the pages of the content as it is now', async () => {
    expect(await run(false)).toEqual({
      code: 0,
      lines: ['written  docs/cues.md', 'written  docs/coverage.md'],
    });
    const [cues, coverage] = await pages(folder);
    expect(cues).toContain('- Points: adult 2; minor 2;');
    expect(coverage).toMatch(/HTC-40\S+ \+ \[HTC-46\]\S+ \+ \[HTC-70\]/);
    expect(coverage).not.toBe((await pages(ROOT))[1]);
  });

  it('could not run, and makes no folder, where no content is', async () => {
    const nowhere = join(folder, 'elsewhere', 'content');
    const lines: string[] = [];
    expect(await writeDocs(nowhere, false, (line) => void lines.push(line))).toBe(2);
    expect(lines).toEqual([`${nowhere}: no sites/*/site.yaml here`]);
    await expect(access(join(folder, 'elsewhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('fails with the findings, and writes nothing, where the content does not lint', async () => {
    const file = join(folder, SOCIAL);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('family: social', 'family: money'));
    const { code, lines } = await run(false);
    await writeFile(file, text);
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/social\.yaml:\d+:\d+ {2}schema/);
  });
});

describe('docs/cues.md: every cue, for clinicians', () => {
  let page: string;
  beforeAll(async () => {
    page = await readFile(join(ROOT, 'docs', 'cues.md'), 'utf8');
  });
  /** The block of a cue. */
  const block = (id: string): string => page.split(`### ${id}\n`)[1]?.split(/^##/m)[0] ?? '';

  it('says at the top that it is generated, and by which command', () => {
    expect(page.split('\n')[2]).toMatch(/^\*Generated from .* by `haven docs`: .*`haven docs --check`/);
  });

  it('has a block and a table row for every cue, in its family', async () => {
    const { content } = await loadDemo();
    for (const family of FAMILIES) {
      const section = page.split(`## Family: ${family}\n`)[1]?.split(/^## /m)[0] ?? '';
      const cues = content.cues.filter((cue) => cue.family === family);
      for (const { id, label } of cues) {
        expect(section).toContain(`\n### ${id}\n\n**${label.replaceAll(/[_*<[\]]/g, String.raw`\$&`)}**`);
        expect(section).toContain(`\n| [${id}](#${id.toLowerCase()}) |`);
      }
      expect(section.match(/^### /gm)).toHaveLength(cues.length);
    }
  });

  it('says what is read, when, how often and how far apart, and what it is worth', () => {
    expect(block('HTC-40')).toMatch(
      /codes of \[Sexually transmitted infection .*\) in Condition or Encounter, at least 2 events, each at least 31 days after the last counted one\n/,
    );
    expect(block('HTC-40')).toContain('- Window, where nothing else is said: the last 12 months\n');
    expect(block('HTC-40')).toContain(
      '- Points: adult 1 (from 2 events), 2 (from 3 events); minor 2 (from 2 events)\n- Ages: 13 and over\n- State: on\n',
    );
    expect(block('HTC-90')).toMatch(
      /observation \[Body mass index \(observation\)\]\(.*\): below 18\.5 kg\/m2\n/,
    );
    expect(block('HTC-54')).toContain('questionnaire item `/93039-6/93026-3` of any questionnaire: ');
    expect(block('HTC-10')).toContain(
      'notes that state `companion-speaks` (phrase group in en, fr and es)\n',
    );
    expect(block('HTC-10')).toMatch(/observation form, `companion-speaks` seen: "Another person answers/);
    expect(block('HTC-05')).toContain(
      'the screening instrument that the site has configured (none as shipped)',
    );
    expect(block('HTC-15')).toContain("registration without identification, by the site's own rule");
    expect(block('HTC-83')).toContain('visits to at least 3 provider organisations');
    expect(block('HTC-42')).toMatch(/codes of at least 2 of .*, within 31 days of one another\n/);
    expect(block('HTC-82')).toContain('each in another encounter');
  });

  it('says by which rule a cue acts, for whom it is off, beside what it counts and what leaves it out', () => {
    expect(block('HTC-02')).toContain('- Rule: tier 3 by itself\n');
    expect(block('HTC-43')).toContain('- State: site opt-in (off until a site opts in)\n');
    expect(block('CP-02')).toContain('; a site opts in with HTC-43\n');
    expect(block('HTC-44')).toContain('- State: off\n');
    expect(block('HTC-64')).toContain('- State: context only (explained, no points)\n');
    expect(block('HTC-31')).toContain(
      '- Company: counts only beside another cue of the family control or labor\n',
    );
    expect(block('HTC-82')).toMatch(
      /- Not counted: primary-care visit\n {2}- codes of \[Ambulatory or virtual visit\]/,
    );
    expect(block('HTC-41')).toContain("- Caution: Under 13: use the site's child-sexual-abuse protocol rule");
  });

  it('links every source to its row of evidence.md, by its title', async () => {
    const evidence = readEvidence(await readFile(join(PC, 'evidence.md'), 'utf8'));
    const { parsed } = await loadDemo();
    expect([...evidence.keys()]).toEqual([...parsed.knownSources]);
    const links = [
      ...page.matchAll(
        /^ {2}- \[(S\d+)\]\(\.\.\/cds-services\/private-conversation\/evidence\.md#(\w+)\) (.+)$/gm,
      ),
    ];
    const cited = parsed.cues.flatMap(({ cue }) => cue.evidence.sources);
    expect(links).toHaveLength(cited.length);
    for (const [, id = '', anchor, title] of links) {
      expect(anchor).toBe(evidence.get(id)?.anchor);
      expect(title?.replaceAll('\\', '')).toBe(evidence.get(id)?.title);
    }
  });

  it('links only to files and headings that are there', async () => {
    const coverage = await readFile(join(ROOT, 'docs', 'coverage.md'), 'utf8');
    const headings = new Set(
      [...page.matchAll(/^### (\S+)$/gm)].map(([, id = '']) => `#${id.toLowerCase()}`),
    );
    const targets = [...`${page}\n${coverage}`.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    const inPage = [...new Set(targets)].flatMap((target) => /^(?:cues\.md)?(#.+)$/.exec(target)?.[1] ?? []);
    expect(inPage.length).toBeGreaterThan(60);
    expect(inPage.filter((anchor) => !headings.has(anchor))).toEqual([]);
    const files = [...new Set(targets.map((target) => target.split('#')[0] ?? ''))].filter(
      (path) => path !== '',
    );
    const missing = await Promise.all(
      files.map((path) =>
        access(join(ROOT, 'docs', path)).then(
          () => [],
          () => [path],
        ),
      ),
    );
    expect(missing.flat()).toEqual([]);
  });
});

describe('docs/coverage.md: no cell is left empty', () => {
  it('says in words why what cannot be reached cannot', async () => {
    const page = await readFile(join(ROOT, 'docs', 'coverage.md'), 'utf8');
    const section = page.split('## Several cues')[1]?.split('## Men and boys')[0] ?? '';
    const rows = section.split('\n').filter((line) => /^\| (?!Evidence|---|Patient| )/.test(line));
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows)
      for (const cell of row.split(' | ').slice(1))
        expect(cell).toMatch(/\(\d+\)|cannot: \w+|tier [23]|^Minor|^Adult|^Age/);
  });
});
