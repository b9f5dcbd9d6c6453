import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durableLedger } from '../../src/ledger/durable-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { overrideFile } from '../../src/ledger/override-file.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import { Spool } from '../../src/ledger/spool.js';
import { until as eventually } from '../support/data-process.js';
import { accepted, AT, cardFor, NONE, report, somebody } from '../support/ledger-cards.js';
import { sqliteInProcess } from '../support/ledger-in-process.js';
import { KEY, WeatheredStore } from '../support/ledger-outbox.js';

/** Longer than a card waits for its record, and shorter than a report does. */
const SLOW_MS = 1_500;

let folder: string;
let store: WeatheredStore;
let ledger: Ledger;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-slow-'));
  store = new WeatheredStore(await sqliteInProcess());
  const spool = await Spool.open({ folder, pid: process.pid, uuid: randomUUID });
  const append = spool.append.bind(spool);
  spool.append = async (lines) => {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    await append(lines);
  };
  ledger = durableLedger({
    store,
    spool,
    now: () => AT,
    report: () => undefined,
    seal: commentSealer([KEY]),
    overrides: overrideFile(folder, () => AT),
  });
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

function health(pattern: RegExp): Promise<boolean | undefined> {
  return eventually(() => (pattern.test(ledger.health().join()) ? true : undefined), 10_000);
}

describe('a spool on a slow disk (issue 4, section 3)', () => {
  it('does not hold the card back, and the record is no lost one: it comes later, and goes to the database by itself', async () => {
    store.weather = 'down';
    await ledger.issue(cardFor(somebody()));
    expect(ledger.health().join()).not.toContain('not recorded');
    store.weather = 'well';
    expect(await health(/the spool holds/)).toBe(true);
    expect(await health(/^$/)).toBe(true);
  });

  it('is waited for by feedback, which nobody at the bedside waits for', async () => {
    store.weather = 'down';
    await report(ledger, [accepted(randomUUID(), NONE)]);
    expect(ledger.health().join()).not.toContain('refused');
    store.weather = 'well';
    expect(await health(/^$/)).toBe(true);
  });
});
