import { sql } from 'kysely';
import type { AuditEntry } from '../../src/ledger/ledger.js';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import { AT } from '../support/ledger-cards.js';
import { postgresUnderTest } from '../support/ledger-databases.js';
import { sqliteInProcess } from '../support/ledger-in-process.js';
import { Client } from 'pg';

type Opened = Awaited<ReturnType<typeof sqliteInProcess>>;

const entry = (detail: string): AuditEntry => ({
  at: AT,
  kind: 'gate',
  by: 'Jo',
  department: 'ed',
  detail,
});

let store: Opened;
beforeEach(async () => {
  store = await sqliteInProcess();
  for (const detail of ['one', 'two', 'three', 'four']) await store.ask('appendAudit', entry(detail));
});
afterEach(() => store.close());

const verify = (noted?: string): Promise<unknown> => store.ask('verifyAudit', { noted });

/** Somebody with the file in their hands takes the guards off first. */
async function tamper(statement: string): Promise<void> {
  await sql`drop trigger audit_update`.execute(store.db);
  await sql`drop trigger audit_delete`.execute(store.db);
  await sql`drop trigger audit_insert`.execute(store.db);
  await sql.raw(statement).execute(store.db);
}

describe('the audit (issue 4, section 3: append-only, hash-chained)', () => {
  it('holds, and ends in the hash of its last entry', async () => {
    const last = await store.db
      .selectFrom('audit')
      .select('hash')
      .where('seq', '=', 4)
      .executeTakeFirstOrThrow();
    expect(await verify()).toStrictEqual({ kind: 'holds', entries: 4, head: last.hash, hasNoted: true });
  });

  it('holds where it is empty', async () => {
    const empty = await sqliteInProcess();
    expect(await empty.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'holds', entries: 0 });
    await empty.close();
  });

  it.each([
    ["update audit set detail = 'never' where seq = 2", 2],
    ["update audit set made_by = 'Al' where seq = 4", 4],
    ['update audit set at = at + 1 where seq = 1', 1],
    ["update audit set department = '' where seq = 3", 3],
    ['delete from audit where seq = 3', 3],
    ['delete from audit where seq = 1', 1],
    ['update audit set seq = seq + 10 where seq = 4', 4],
  ])('is broken by %s', async (statement, seq) => {
    await tamper(statement);
    expect(await verify()).toMatchObject({ kind: 'broken', seq });
  });

  it.each([
    ['0', 0],
    ['-1', 0],
    ['-9007199254740991', 0],
    ['0.5', 0],
    ['null', 0],
    ['1.5', 2],
    ["'one'", 5],
    ['6', 5],
  ])('is broken by a row that was put in with seq %s', async (seq, at) => {
    await tamper(
      `insert into audit select ${seq}, kind, made_by, department, detail, previous, hash, at from audit where seq = 1`,
    );
    expect(await verify()).toMatchObject({ kind: 'broken', seq: at });
  });

  it('misses entries that were cut off at its end by a head that was noted elsewhere', async () => {
    const { head } = (await verify()) as { readonly head: string };
    await store.ask('appendAudit', entry('five'));
    expect(await verify(head)).toMatchObject({ kind: 'holds', hasNoted: true });
    await tamper('delete from audit where seq >= 4');
    expect(await verify()).toMatchObject({ kind: 'holds', entries: 3 });
    expect(await verify(head)).toMatchObject({ kind: 'holds', hasNoted: false });
  });

  it('follows itself over more than a page', async () => {
    for (let index = 0; index < 1100; index += 1) await store.ask('appendAudit', entry(`entry ${index}`));
    expect(await verify()).toMatchObject({ kind: 'holds', entries: 1104 });
    await tamper('delete from audit where seq = 1050');
    expect(await verify()).toMatchObject({ kind: 'broken', seq: 1050 });
  });

  it.each(['update audit set detail = 1', 'delete from audit'])(
    'is guarded by SQLite itself against %s',
    async (statement) => {
      await expect(sql.raw(statement).execute(store.db)).rejects.toMatchObject({
        message: expect.stringContaining('append-only'),
      });
    },
  );

  const forged = (seq: string): string =>
    `into audit (seq, kind, made_by, department, detail, previous, hash, at) values (${seq}, 'gate', 'Al', '', 'forged', '', '', 0)`;

  it.each([
    `insert or replace ${forged('2')}`,
    `insert or replace ${forged('4')}`,
    `insert or ignore ${forged('0')}`,
    `insert ${forged('0')}`,
    `insert ${forged('-1')}`,
    `insert ${forged('null')}`,
    `insert ${forged('6')}`,
    `insert ${forged("'five'")}`,
    `insert or replace ${forged('5').replace('(seq', '(rowid, seq').replace('(5', '(1, 5')}`,
  ])('is guarded by SQLite itself against %s', async (statement) => {
    await expect(sql.raw(statement).execute(store.db)).rejects.toMatchObject({
      message: expect.stringContaining('append-only'),
    });
    expect(await verify()).toMatchObject({ kind: 'holds', entries: 4 });
    await store.ask('appendAudit', entry('five'));
    expect(await verify()).toMatchObject({ kind: 'holds', entries: 5 });
  });

  it('says who changed an override, with the change or not at all', async () => {
    await store.ask('changeOverride', {
      kind: 'set',
      department: undefined,
      mode: 'suspended',
      since: AT,
      by: 'Jo',
      reason: 'a leak is suspected',
    });
    await store.ask('changeOverride', {
      kind: 'clear',
      department: undefined,
      at: AT,
      by: 'Al',
      reason: 'over',
    });
    const rows = await store.db
      .selectFrom('audit')
      .select(['made_by', 'detail'])
      .where('seq', '>', 4)
      .execute();
    expect(rows).toStrictEqual([
      { made_by: 'Jo', detail: 'set suspended: a leak is suspected' },
      { made_by: 'Al', detail: 'cleared: over' },
    ]);
  });
});

const postgres = await postgresUnderTest();
const describeHere = postgres === undefined ? describe.skip : describe;

describeHere('the audit in PostgreSQL', () => {
  const url = postgres?.url ?? '';
  afterAll(async () => postgres?.remove());

  const forged = (seq: number): string => `insert into audit select ${seq}, 'gate', '', '', '', '', '', 0`;

  it.each([
    'update audit set detail = 1',
    'delete from audit',
    'truncate audit',
    forged(0),
    forged(1),
    forged(-1),
    forged(1000),
  ])('is guarded by the database itself against %s', async (statement) => {
    const opened = postgresStore(url);
    await opened.ask('appendAudit', entry('one'));
    await opened.close();
    const client = new Client({ connectionString: url });
    await client.connect();
    await expect(client.query(statement)).rejects.toThrow('append-only');
    await client.end();
  });

  it('takes what is appended by several at once, in order, and finds a row outside the chain', async () => {
    const [one, other] = [postgresStore(url), postgresStore(url)];
    const several = Array.from({ length: 20 }, async (_, index) =>
      (index % 2 === 0 ? one : other).ask('appendAudit', entry(`at once ${index}`)),
    );
    await Promise.all(several);
    expect(await one.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'holds' });
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('alter table audit disable trigger audit_insert');
    await client.query(forged(0));
    await client.end();
    expect(await other.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'broken', seq: 0 });
    await Promise.all([one.close(), other.close()]);
  });
});
