import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import type { Store } from '../../src/ledger/store/operations.js';
import { AT } from '../support/ledger-cards.js';
import { sqliteThread } from '../support/ledger-databases.js';

let thread: Awaited<ReturnType<typeof sqliteThread>>;
let folder: string;
let file: string;
beforeAll(async () => {
  thread = await sqliteThread();
}, 60_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-existing-'));
  file = join(folder, 'x.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => thread.remove());

const existing = (): Promise<Store> => sqliteStore(file, thread.entry, { mustExist: true });

function inFile(statements: string): void {
  const db = new Sqlite(file);
  db.exec(statements);
  db.close();
}

describe('a command on a SQLite file in which no service has kept a ledger', () => {
  it.each([
    ['empty', () => writeFile(file, '')],
    ['a database of something else', async () => inFile('create table patient (id text); ')],
    [
      'a database of something else that has migrations as well',
      async () =>
        inFile(`create table kysely_migration (name text, timestamp text);
          insert into kysely_migration values ('0001-users', '2001-01-01T00:00:00Z')`),
    ],
  ])('says so, and lets it be as it is: %s', async (_, make) => {
    await make();
    const before = await readFile(file);
    await expect(existing()).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringMatching(/^no ledger at .*x\.sqlite: set HAVEN_DATABASE_URL as the service has/),
    });
    expect(await readFile(file)).toEqual(before);
    expect(await readdir(folder)).toEqual(['x.sqlite']);
  });

  it('makes no file where there is none, nor a folder for it', async () => {
    for (const path of ['x.sqlite', join('deeper', 'x.sqlite')]) {
      file = join(folder, path);
      // oxlint-disable-next-line no-await-in-loop
      await expect(existing()).rejects.toMatchObject({ message: expect.stringMatching(/^no ledger at /) });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('is served once a service has, which makes its file itself', async () => {
    await (await sqliteStore(file, thread.entry)).close();
    const store = await existing();
    expect(await store.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'holds', entries: 0 });
    await store.ask('probe', AT);
    await store.close();
  });
});
