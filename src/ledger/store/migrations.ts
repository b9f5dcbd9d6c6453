import { Migrator, sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { createTables } from './create-tables.js';
import { executedMigrations } from './executed-migrations.js';
import { guardAppends } from './guard-appends.js';
import { isBehind } from './is-behind.js';
import type { Database } from './tables.js';

/** The audit is appended to, and nothing else: the database itself refuses a change. */
async function guardAudit(db: Kysely<unknown>, dialect: Database['dialect']): Promise<void> {
  if (dialect === 'sqlite') {
    for (const change of ['update', 'delete'])
      await sql
        .raw(
          `create trigger audit_${change} before ${change} on audit begin select raise(abort, 'the audit is append-only'); end`,
        )
        .execute(db);
    return;
  }
  await sql`create function audit_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the audit is append-only'; end $$`.execute(db);
  await sql`create trigger audit_change before update or delete or truncate on audit
    for each statement execute function audit_is_append_only()`.execute(db);
}

/** The newest cards about a patient and topic are found without reading the others. */
async function indexNewest(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('issued_card_patient').execute();
  await db.schema
    .createIndex('issued_card_newest')
    .on('issued_card')
    .columns(['patient_topic', 'hour'])
    .where(sql.ref('patient_topic'), 'is not', null)
    .execute();
  await db.schema.dropIndex('cooldown_patient').execute();
  await db.schema
    .createIndex('cooldown_newest')
    .on('cooldown')
    .columns(['patient_topic', 'kept_until'])
    .execute();
}

/** Every change of the tables since the first release, in order; what stands here is never edited. */
function migrations(dialect: Database['dialect']): Readonly<Record<string, Migration>> {
  return {
    '0001-ledger': {
      up: async (db) => {
        await createTables(db);
        await guardAudit(db, dialect);
      },
    },
    '0002-newest-of-a-subject': { up: indexNewest },
    '0003-audit-in-order': { up: (db) => guardAppends(db, dialect) },
  };
}

/** Whether this service has made tables in a database. It changes nothing. */
export async function hasTables(database: Database): Promise<boolean> {
  const ours = migrations(database.dialect);
  return (await executedMigrations(database)).some((name) => Object.hasOwn(ours, name));
}

/** Of several processes one at a time: each looks when the one before it is done. */
async function bringUp(database: Database): Promise<void> {
  const { db, dialect } = database;
  const ours = migrations(dialect);
  if (!isBehind(await executedMigrations(database), Object.keys(ours))) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ours },
    // SQLite is in one already.
    disableTransactions: dialect === 'sqlite',
    // The order was looked at above, by number; the migrator's would be by the clocks of those who migrated.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  throw error instanceof Error ? error : new TypeError('the tables cannot be made', { cause: error });
}

const LOCK = "hashtextextended('haven-migrations', 0)";
const UNLOCK = `select pg_advisory_unlock(${LOCK})`;
/**
 * How other processes are kept out. The migrator's own lock is taken after one has looked, and there is none in a SQLite file: two
 * that start on a new file would both make the tables, and one of them would fail.
 */
const TURNS = {
  sqlite: { begin: 'begin immediate', end: 'commit', giveUp: 'rollback' },
  postgres: { begin: `select pg_advisory_lock(${LOCK})`, end: UNLOCK, giveUp: UNLOCK },
} as const;

/**
 * Brings the tables up to date; several processes may do so at once. Tables that a newer version has brought further stay as they are.
 *
 * @throws ForeignTables where they are not ours, or what the database says where it cannot
 */
export async function migrate({ db, dialect }: Database): Promise<void> {
  const { begin, end, giveUp } = TURNS[dialect];
  await db.connection().execute(async (connection) => {
    await sql.raw(begin).execute(connection);
    try {
      await bringUp({ db: connection, dialect });
      await sql.raw(end).execute(connection);
    } catch (error) {
      // A connection that broke has given up by itself.
      await sql
        .raw(giveUp)
        .execute(connection)
        .catch(() => undefined);
      throw error;
    }
  });
}
