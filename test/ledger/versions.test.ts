import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { Client } from 'pg';
import { openLedger } from '../../src/ledger/open-ledger.js';
import type { Store } from '../../src/ledger/store/operations.js';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { AT, cardFor, recallOf, siteKey, somebody } from '../support/ledger-cards.js';
import { postgresUnderTest, sqliteThread } from '../support/ledger-databases.js';

/** A newer version has been here; the clock of its machine was years behind. */
const NEWER = "insert into kysely_migration values ('0004-next', '2001-01-01T00:00:00Z')";
const OTHER = "update kysely_migration set name = '0003-other' where name = '0003-audit-in-order'";
const OLDER = "delete from kysely_migration where name >= '0003'";
const SENTENCE =
  'its tables were made by something else: migration 0003-other stands where 0003-audit-in-order belongs';

const server = await postgresUnderTest();
await server?.remove();
const describeHere = server === undefined ? describe.skip : describe;
let thread: Awaited<ReturnType<typeof sqliteThread>>;
let folder: string;
beforeAll(async () => {
  thread = await sqliteThread();
}, 60_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-versions-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => thread.remove());

/** Starts once more on tables that were made before, and then had this done to them. */
interface Restart {
  readonly change: (statement: string) => Promise<void>;
  readonly start: () => Promise<Store>;
}

async function withPostgres(act: (restart: Restart, url: string) => Promise<void>): Promise<void> {
  const database = await postgresUnderTest();
  if (database === undefined) throw new Error('the server has gone');
  const { url, remove } = database;
  const start = async (): Promise<Store> => postgresStore(url);
  const first = await start();
  await first.ask('probe', AT);
  await first.close();
  const change = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  try {
    await act({ change, start }, url);
  } finally {
    await remove();
  }
}

async function withSqlite(act: (restart: Restart) => Promise<void>): Promise<void> {
  const file = join(folder, 'haven.sqlite');
  const start = (): Promise<Store> => sqliteStore(file, thread.entry);
  await (await start()).close();
  const change = async (statement: string): Promise<void> => {
    const db = new Sqlite(file);
    db.exec(statement);
    db.close();
  };
  await act({ change, start });
}

const databases: readonly (readonly [string, typeof withSqlite])[] = [
  ['SQLite', withSqlite],
  ...(server === undefined ? [] : [['PostgreSQL', withPostgres] as const]),
];

describe.each(databases)(
  'the version before, on %s after a newer one (docs/operations.md)',
  (_, database) => {
    it('runs on the newer tables, and lets them be', () =>
      database(async ({ change, start }) => {
        await change(NEWER);
        const store = await start();
        await store.ask('probe', AT);
        expect(await store.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'holds' });
        await store.close();
        // It is there still: to put it in again fails.
        await expect(change(NEWER)).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
      }));

    it('refuses tables that went another way, in a sentence of its own', () =>
      database(async ({ change, start }) => {
        await change(OTHER);
        const use = async (): Promise<void> => {
          const store = await start();
          try {
            await store.ask('probe', AT);
          } finally {
            await store.close();
          }
        };
        await expect(use()).rejects.toMatchObject({
          code: 'ledger-unavailable',
          message: expect.stringMatching(new RegExp(`^\\w+: ${SENTENCE}$`)),
        });
      }));
  },
);

describeHere('a PostgreSQL database whose tables went another way', () => {
  it('is in health for what it is, and the bedside is served', () =>
    withPostgres(async ({ change }, url) => {
      await change(OTHER);
      const reports: string[] = [];
      const ledger = await openLedger(
        { kind: 'postgres', url },
        {
          keys: [siteKey('one')],
          spool: { folder, pid: process.pid, uuid: randomUUID },
          now: () => AT,
          report: (line) => reports.push(line),
        },
      );
      const subject = somebody();
      expect(await ledger.issue(cardFor(subject))).toBeUndefined();
      expect(await recallOf(ledger, subject)).toBeUndefined();
      expect(ledger.health()).toContainEqual(expect.stringContaining(`PostgreSQL: ${SENTENCE}`));
      expect(reports).toEqual([expect.stringContaining(SENTENCE)]);
      await ledger.close();
    }));
});

describeHere('a process that comes to a PostgreSQL database while a newer one migrates it', () => {
  it('looks when its turn has come, and finds nothing left to do', () =>
    withPostgres(async ({ change, start }, url) => {
      const newer = new Client({ connectionString: url });
      await change(OLDER);
      await newer.connect();
      await newer.query("select pg_advisory_lock(hashtextextended('haven-migrations', 0))");
      const store = await start();
      let isDone = false;
      const asked = store.ask('probe', AT).then(() => (isDone = true));
      await sleep(300);
      expect(isDone).toBe(false);
      await newer.query(
        "insert into kysely_migration values ('0003-audit-in-order', '2001-01-01T00:00:00Z'), ('0004-next', '2001-01-01T00:00:00Z')",
      );
      await newer.end();
      await asked;
      await store.close();
    }));
});
