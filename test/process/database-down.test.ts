import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { serving, stop } from '../support/data-process.js';
import type { Running } from '../support/data-process.js';

import.meta.jest.setTimeout(120_000);

let build: Build;
let folder: string;
let running: Running | undefined;

beforeAll(async () => {
  build = await buildService();
}, 60_000);
afterAll(async () => build.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-down-'));
});
afterEach(async () => {
  if (running !== undefined) await stop(running);
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** How many cards a process shows that starts while nothing listens where its database should be. */
async function cardsShown(): Promise<number> {
  const { process, base } = await serving(build, {
    HAVEN_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/haven',
    HAVEN_SPOOL: folder,
    HAVEN_KEYS: `one:${randomBytes(32).toString('base64url')}`,
  });
  running = process;
  const response = await fetch(`${base}/cds-services/private-time-patient-view`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await process.printed(/try it\s+curl .* -d '(.*)'\n/),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { readonly cards: readonly unknown[] }).cards.length;
}

async function lastRead(overrides: readonly object[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'overrides.json'), JSON.stringify({ readAt: Date.now() - 1000, overrides }));
}

describe('a process that starts while its database is down (issue: the card is still given; ADR 6)', () => {
  it('gives the card, where the one before it had just read that nobody wants silence', async () => {
    await lastRead([]);
    expect(await cardsShown()).toBe(1);
  });

  it('stays silent, where operators had suspended it', async () => {
    await lastRead([{ mode: 'suspended', since: 1, by: 'Jo', reason: 'a drill' }]);
    expect(await cardsShown()).toBe(0);
  });

  it('stays silent, where nobody knows what operators want', async () => {
    expect(await cardsShown()).toBe(0);
  });
});
