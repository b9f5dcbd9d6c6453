import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Client } from 'pg';
import { runPurge } from '../../src/cli/keep-ledger.js';
import { cardEntry } from '../../src/ledger/store/entry.js';
import type { Store } from '../../src/ledger/store/operations.js';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { AT, cardFor, somebody } from '../support/ledger-cards.js';
import { postgresUnderTest, sqliteThread } from '../support/ledger-databases.js';

const postgres = await postgresUnderTest();
let thread: Awaited<ReturnType<typeof sqliteThread>>;
let folder: string;
beforeAll(async () => {
  thread = await sqliteThread();
  folder = await mkdtemp(join(tmpdir(), 'haven-purge-'));
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await thread.remove();
  await postgres?.remove();
});

interface Place {
  readonly open: () => Promise<Store>;
  readonly query: (statement: string) => Promise<readonly unknown[]>;
  /** makes the audit refuse entries, as a full disk would */
  readonly stop: string;
  readonly mend: string;
}

const sqlitePlace: Place = {
  open: () => sqliteStore(join(folder, 'haven.sqlite'), thread.entry),
  query: async (statement) => {
    const db = new Sqlite(join(folder, 'haven.sqlite'));
    const prepared = db.prepare(statement);
    const rows = prepared.reader ? prepared.all() : (prepared.run(), []);
    db.close();
    return rows;
  },
  stop: "create trigger stop before insert on audit begin select raise(abort, 'full'); end",
  mend: 'drop trigger stop',
};

const postgresPlace: Place = {
  open: async () => postgresStore(postgres?.url ?? ''),
  query: async (statement) => {
    const client = new Client({ connectionString: postgres?.url });
    await client.connect();
    const { rows } = await client.query<Readonly<Record<string, unknown>>>(statement);
    await client.end();
    return rows;
  },
  stop: "alter table audit add constraint stop check (kind <> 'retention')",
  mend: 'alter table audit drop constraint stop',
};

const places: readonly (readonly [string, Place])[] = [
  ['SQLite', sqlitePlace],
  ...(postgres === undefined ? [] : [['PostgreSQL', postgresPlace] as const]),
];

describe.each(places)('a purge in %s', (_, { open, query, stop, mend }) => {
  let store: Store;
  const printed: string[] = [];
  beforeAll(async () => {
    store = await open();
    await store.ask('append', [cardEntry(cardFor(somebody()))]);
  });
  afterAll(() => store.close());
  const purge = (): Promise<unknown> =>
    runPurge(
      { before: '2100-01-01', marks: true, by: 'Jo' },
      { store, now: () => AT, print: (line) => printed.push(line) },
    );
  const cards = (): Promise<readonly unknown[]> =>
    query('select card from issued_card where patient_topic is not null');

  it('takes nothing where the audit cannot say so', async () => {
    await query(stop);
    await expect(purge()).rejects.toMatchObject({ code: 'ledger-unavailable' });
    expect([await cards(), printed]).toEqual([[expect.anything()], []]);
    await query(mend);
  });

  it('is in the audit with its numbers, once', async () => {
    await purge();
    const numbers = '1 records, 1 marks and cooldowns, 0 tokens, 0 comments';
    expect([await cards(), printed]).toEqual([[], [`purged ${numbers}`]]);
    expect(await query('select kind, made_by, detail from audit')).toEqual([
      {
        kind: 'retention',
        made_by: 'Jo',
        detail: `purged records before 2100-01-01T00:00:00.000Z, all marks and cooldowns, what was due: ${numbers}`,
      },
    ]);
    expect(await store.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'holds', entries: 1 });
  });
});
