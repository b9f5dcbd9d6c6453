import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durableLedger } from '../../src/ledger/durable-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { overrideFile } from '../../src/ledger/override-file.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import { Spool } from '../../src/ledger/spool.js';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import type { Store } from '../../src/ledger/store/operations.js';
import { AT, SEALER, siteKey } from '../support/ledger-cards.js';
import { sqliteThread } from '../support/ledger-databases.js';
import { ledgerBehaviour } from './behaviour.js';

let thread: Awaited<ReturnType<typeof sqliteThread>>;
let folder: string;
let store: Store;
let ledger: Ledger;
const clock = { at: AT };

beforeAll(async () => {
  thread = await sqliteThread();
  folder = await mkdtemp(join(tmpdir(), 'haven-sqlite-'));
  store = await sqliteStore(join(folder, 'haven.sqlite'), thread.entry);
  const spool = await Spool.open({ folder: join(folder, 'spool'), pid: process.pid, uuid: randomUUID });
  ledger = durableLedger({
    store,
    spool,
    now: () => clock.at,
    report: () => undefined,
    seal: commentSealer([siteKey('one')]),
    overrides: overrideFile(folder, () => clock.at),
  });
}, 60_000);

afterAll(async () => {
  await ledger.close();
  await thread.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('the ledger in SQLite', () => {
  ledgerBehaviour(() => ({
    ledger,
    clock,
    sealer: SEALER,
    expire: async (at) => void (await store.ask('expire', { at })),
  }));
});
