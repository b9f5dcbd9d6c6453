import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { SHIPPED } from '../support/data-content.js';
import { haven } from '../support/data-process.js';
import { note, noteOf } from '../support/notes.js';

import.meta.jest.setTimeout(30_000);

const CASES = 'private-conversation/cases';

let build: Build;
let folder: string;

beforeAll(async () => {
  build = await buildService();
  folder = await mkdtemp(join(tmpdir(), 'haven-commands-'));
  await cp(SHIPPED, join(folder, 'content'), { recursive: true });
  // The worked patients that ship have a suite of their own.
  await rm(join(folder, 'content', CASES), { recursive: true, force: true });
  await mkdir(join(folder, 'content', CASES));
}, 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await build.remove();
});

const CUES = 'private-conversation/cues/violence.yaml';

/** Runs with one file of a copy of the content changed. */
async function withEdit<T>(
  path: string,
  text: (before: string) => string,
  act: (content: string) => Promise<T>,
): Promise<T> {
  const content = join(folder, 'content');
  const file = join(content, path);
  const before = await readFile(file, 'utf8').catch(() => undefined);
  await writeFile(file, text(before ?? ''));
  try {
    return await act(content);
  } finally {
    await (before === undefined ? rm(file) : writeFile(file, before));
  }
}

function bundle(code: string, birthDate: string): unknown {
  const subject = { reference: 'urn:uuid:11111111-1111-4111-8111-111111111111' };
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        fullUrl: subject.reference,
        resource: { resourceType: 'Patient', id: '11111111-1111-4111-8111-111111111111', birthDate },
      },
      {
        resource: {
          resourceType: 'Condition',
          id: 'condition-1',
          subject,
          recordedDate: '2026-03-01',
          code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] },
        },
      },
    ],
  };
}

async function bundleFile(code = 'T76.61XA', birthDate = '1990-05-17'): Promise<string> {
  const file = join(folder, 'bundle.json');
  await writeFile(file, JSON.stringify(bundle(code, birthDate)));
  return file;
}

describe('haven lint: 0 fine, 1 findings, 2 could not run (architecture, Content belongs to its owners)', () => {
  it('finds nothing in the shipped content', async () => {
    const { code, stdout } = await haven(build, ['lint']);
    expect(stdout).toMatch(/: no findings \(2 sites\)\n$/);
    expect(code).toBe(0);
  });

  it('names file, line, column, rule and what is allowed', async () => {
    const broken = (text: string): string => text.replace('code: strangulation', 'code: no-such-set');
    const { code, stdout } = await withEdit(CUES, broken, (content) => haven(build, ['lint', content]));
    expect(code).toBe(1);
    const [line] = stdout.split('\n');
    expect(line).toMatch(/private-conversation\/cues\/violence\.yaml:\d+:\d+ {2}[a-z-]+ {2}.*no-such-set/);
    const number = Number(/:(\d+):\d+ /.exec(line ?? '')?.[1]);
    const text = await readFile(join(folder, 'content', CUES), 'utf8');
    expect(text.split('\n')[number - 1]).toContain('strangulation');
    expect(stdout).toMatch(/\n\d+ finding\(s\)\n$/);
  });

  it('looks at the site of HAVEN_SITE too, wherever it lies', async () => {
    const site = join(folder, 'hospital');
    await cp(join(SHIPPED, 'sites', 'example-hospital'), site, { recursive: true });
    const edit = async (file: string, from: string, to: string): Promise<void> => {
      const text = await readFile(join(site, file), 'utf8');
      await writeFile(join(site, file), text.replace(from, to));
    };
    const fine = await haven(build, ['lint'], { HAVEN_SITE: site });
    expect(fine).toMatchObject({ code: 0, stdout: expect.stringMatching(/: no findings \(3 sites\)\n$/) });
    await edit('gate.yaml', 'response-protocol', 'coffee');
    const { code, stdout } = await haven(build, ['lint'], { HAVEN_SITE: site });
    expect(stdout).toMatch(/hospital\/gate\.yaml:\d+:\d+ {2}schema .*\n1 finding\(s\)\n$/);
    expect(code).toBe(1);
  });

  it('cannot run where there is no content', async () => {
    expect((await haven(build, ['lint', folder])).code).toBe(2);
    expect((await haven(build, ['lint', join(folder, 'nowhere')])).code).toBe(2);
  });
});

describe('haven test: the worked patients', () => {
  const cases = (tier: number): string => `at: '2026-03-31T12:00:00Z'
cases:
  - id: process-test
    says: A suspicion that is on record asks for a private conversation.
    given:
      age: 30
      conditions:
        - { icd: T76.61XA, on: '2026-03-01' }
    expect: { tier: ${tier}, card: ${tier === 3 ? 'private-conversation' : 'none'} }
`;

  it('passes where every case gives what it expects', async () => {
    const { code, stdout } = await withEdit(
      `${CASES}/process.yaml`,
      () => cases(3),
      (content) => haven(build, ['test', content]),
    );
    expect(stdout).toMatch(/^1 of 1 cases pass$/m);
    expect(code).toBe(0);
  });

  it('fails with what was expected and what was found', async () => {
    const { code, stdout } = await withEdit(
      `${CASES}/process.yaml`,
      () => cases(0),
      (content) => haven(build, ['test', content]),
    );
    expect(stdout).toMatch(/FAIL {2}process-test/);
    expect(stdout).toContain('tier: expected 0, found 3');
    expect(code).toBe(1);
  });
});

describe('haven explain: what every cue makes of one patient', () => {
  it('prints a table with the evidence, and what would be shown', async () => {
    const { code, stdout } = await haven(build, ['explain', await bundleFile(), '--at', '2026-03-31']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^HTC-02 +met .*Condition\/condition-1 2026-03-01/m);
    expect(stdout).toMatch(/^Would be shown: private-conversation \(any; conversation\)$/m);
    expect(stdout).toMatch(/^ {2}".+"$/m);
  });

  it('prints the same for machines', async () => {
    const { code, stdout } = await haven(build, [
      'explain',
      await bundleFile(),
      '--at',
      '2026-03-31',
      '--json',
    ]);
    expect(code).toBe(0);
    const explained = JSON.parse(stdout) as {
      readonly cues: readonly { readonly id: string; readonly state: string }[];
    };
    expect(explained).toMatchObject({
      tier: 3,
      population: 'adult',
      decision: { kind: 'show', pathway: 'private-conversation' },
    });
    expect(explained.cues.find(({ id }) => id === 'HTC-02')?.state).toBe('met');
  });

  it('says how much free text was read and what was left out, and prints none of it (invariant 5)', async () => {
    const file = join(folder, 'notes.json');
    const patient = { resourceType: 'Patient', id: 'p1' };
    const unreadable = noteOf({ contentType: 'application/pdf', data: 'JVBE' }, { id: 'n2' });
    const entry = [patient, note('n1', 'zq7words'), unreadable].map((resource) => ({ resource }));
    await writeFile(file, JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }));
    const { code, stdout } = await haven(build, ['explain', file, '--at', '2026-03-31']);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'Free text read: 1 passage(s), 8 characters; 1 not read, or not in full: cues that it could show are unknown',
    );
    expect(stdout).toContain('Left out: 1 resource(s), unreadable-type');
    expect(stdout).not.toContain('zq7');
  });

  it('says why nothing would be shown', async () => {
    const { code, stdout } = await haven(build, ['explain', await bundleFile('J06.9'), '--at', '2026-03-31']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing would be shown: below-threshold$/m);
  });

  it.each([
    ['a date that is none', ['--at', '2026-02-30'], /^haven: --at 2026-02-30 is not a date\n$/],
    ['a patient that is not there', ['--patient', 'other'], /^haven: the bundle holds no Patient\/other\n$/],
    ['a hook that is not served', ['--hook', 'order-sign'], /patient-view, encounter-start/],
  ])('ends with one line over %s', async (_, args, line) => {
    const { code, stderr } = await haven(build, ['explain', await bundleFile(), ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(line);
  });

  it('ends with one line over a file that is not there, or not JSON', async () => {
    const missing = await haven(build, ['explain', join(folder, 'nowhere.json')]);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toMatch(/^haven: .*nowhere\.json cannot be read\n$/);
    const text = join(folder, 'text.json');
    await writeFile(text, 'not JSON');
    const unread = await haven(build, ['explain', text]);
    expect(unread).toMatchObject({ code: 2, stdout: '' });
    expect(unread.stderr).toMatch(/^haven: .*text\.json is not JSON\n$/);
  });
});

describe('haven prefetch-sheet: the queries, to type into an EHR', () => {
  it('lists the services and every query as discovery publishes them', async () => {
    const { code, stdout } = await haven(build, ['prefetch-sheet']);
    expect(code).toBe(0);
    expect(stdout).toContain('/cds-services/private-time-patient-view');
    expect(stdout).toMatch(/^patient +yes +\d+ +Patient\/\{\{context\.patientId\}\}$/m);
    expect(stdout).toMatch(
      /^encounters +no +\d+ +Encounter\?patient=\{\{context\.patientId\}\}&_sort=-date&_count=100$/m,
    );
  });
});
