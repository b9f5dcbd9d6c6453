import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { SHIPPED } from '../support/data-content.js';
import { Running, serving, stop, until } from '../support/data-process.js';

import.meta.jest.setTimeout(30_000);

/** A change is looked for every 400 ms and then loaded; a second, and as much again for a busy machine. */
const EFFECT_MS = 2000;

let build: Build;
let folder: string;
let running: Running;
let base: string;
let command: string;

beforeAll(async () => {
  build = await buildService();
  folder = await mkdtemp(join(tmpdir(), 'haven-content-'));
  await cp(SHIPPED, folder, { recursive: true });
  const started = await serving(build, { HAVEN_SITE: join(folder, 'sites', 'demo') });
  running = started.process;
  base = started.base;
  command = await running.printed(/try it\s+(curl .*)\n/);
}, 60_000);

afterAll(async () => {
  await stop(running);
  await rm(folder, { recursive: true, force: true });
  await build.remove();
});

interface Readiness {
  readonly status: number;
  readonly body: { readonly status: string; readonly revision: string; readonly reasons: readonly string[] };
}

async function readiness(): Promise<Readiness> {
  const response = await fetch(`${base}/readiness`);
  return { status: response.status, body: (await response.json()) as Readiness['body'] };
}

/** The summary of the card that the printed command gets now. */
async function summary(): Promise<string | undefined> {
  const { stdout } = await new Running('sh', ['-c', command], {}).ended;
  return (JSON.parse(stdout) as { readonly cards: readonly { readonly summary: string }[] }).cards[0]
    ?.summary;
}

/** Changes a file of the content, and gives a function that puts it back. */
async function edit(path: string, change: (text: string) => string): Promise<() => Promise<void>> {
  const file = join(folder, path);
  const before = await readFile(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(file, after);
  return () => writeFile(file, before);
}

function becomes(status: number): Promise<Readiness | undefined> {
  return until(async () => {
    const now = await readiness();
    return now.status === status ? now : undefined;
  }, EFFECT_MS);
}

const WORDING = 'private-conversation/cards/en.yaml';

/** Edits that do not lint, each of another kind. */
const BROKEN: readonly (readonly [string, string, (text: string) => string])[] = [
  ['YAML that does not parse', WORDING, (text) => `${text}\n  : [`],
  ['an empty file', WORDING, () => ''],
  ['a file that is cut off', 'private-conversation/cues/violence.yaml', (text) => text.slice(0, text.length / 2)],
  ['a cue that names a value set that is not there', 'private-conversation/cues/violence.yaml', (text) => text.replace('code: strangulation', 'code: no-such-set')],
  ['a summary over the limit', WORDING, (text) => text.replace(/summary: .*/, `summary: ${'a'.repeat(140)}`)],
  ['JSON that is not a value set', 'private-conversation/value-sets/strangulation.json', () => '[]'],
  ['a site that would be unsafe', 'sites/demo/site.yaml', (text) => text.replace('auth: none-demo', 'auth: none')],
  ['scoring without thresholds', 'private-conversation/scoring.yaml', (text) => text.replace(/tier3: \d+/, 'tier3: many')],
]; // prettier-ignore

describe('Content is followed while it is served (invariant 6)', () => {
  it('serves an edit that lints within a second', async () => {
    const first = await readiness();
    expect(first).toMatchObject({ status: 200, body: { status: 'ready', reasons: [] } });
    const undo = await edit(WORDING, (text) =>
      text.replace(
        'summary: Offer this patient a private conversation today',
        'summary: Offer this patient a quiet talk today',
      ),
    );
    const changed = await until(async () => {
      const now = await readiness();
      return now.body.revision === first.body.revision ? undefined : now;
    }, EFFECT_MS);
    expect(changed?.status).toBe(200);
    expect(await summary()).toMatch(/^Offer this patient a quiet talk today/);
    await undo();
    const back = await until(async () => {
      const now = await readiness();
      return now.body.revision === first.body.revision ? now : undefined;
    }, EFFECT_MS);
    expect(back?.status).toBe(200);
    expect(await summary()).toMatch(/^Offer this patient a private conversation today/);
  });

  it.each(BROKEN)('keeps the last good revision over %s, says so, and recovers', async (_, path, change) => {
    const good = await readiness();
    const card = await summary();
    const undo = await edit(path, change);
    const broken = await becomes(503);
    expect(broken?.body).toMatchObject({ status: 'degraded', revision: good.body.revision });
    expect(broken?.body.reasons.join()).toMatch(/the last good revision is served/);
    expect(await summary()).toBe(card);
    expect((await fetch(`${base}/health`)).status).toBe(200);
    await undo();
    expect((await becomes(200))?.body).toStrictEqual(
      expect.objectContaining({ status: 'ready', revision: good.body.revision, reasons: [] }),
    );
  });

  it('keeps serving while files are taken away, and recovers when they are back', async () => {
    const cues = join(folder, 'private-conversation', 'cues');
    const site = join(folder, 'sites', 'demo', 'site.yaml');
    for (const gone of [cues, site]) {
      await cp(gone, `${folder}.kept`, { recursive: true });
      await rm(gone, { recursive: true });
      expect((await becomes(503))?.body.status).toBe('degraded');
      expect(await summary()).toMatch(/private conversation/);
      await cp(`${folder}.kept`, gone, { recursive: true });
      expect((await becomes(200))?.body.status).toBe('ready');
      await rm(`${folder}.kept`, { recursive: true });
    }
  });

  it('tells operators of each change that was refused, by place and rule', async () => {
    const line = await running.printed(/(\{.*"content refused.*\})\n/);
    expect(line).toMatch(/cards\/en\.yaml:\d+:\d+/);
  });
});
