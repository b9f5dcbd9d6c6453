import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { AT } from '../support/ledger-cards.js';
import { sqliteThread } from '../support/ledger-databases.js';

const ROUNDS = 8;
const AT_ONCE = 4;

let thread: Awaited<ReturnType<typeof sqliteThread>>;
let folder: string;

beforeAll(async () => {
  thread = await sqliteThread();
  folder = await mkdtemp(join(tmpdir(), 'haven-together-'));
}, 60_000);

afterAll(async () => {
  await thread.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('processes that start together on one new SQLite file (issue: a rolling start loses none of them)', () => {
  it('all find the tables made, whichever of them made them', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const file = join(folder, `${round}.sqlite`);
      const stores = await Promise.all(
        Array.from({ length: AT_ONCE }, async () => sqliteStore(file, thread.entry)),
      );
      const probed = await Promise.allSettled(stores.map((store) => store.ask('probe', AT)));
      expect(probed.map(({ status }) => status)).toEqual(Array.from({ length: AT_ONCE }, () => 'fulfilled'));
      await Promise.all(stores.map((store) => store.close()));
    }
  }, 60_000);
});
