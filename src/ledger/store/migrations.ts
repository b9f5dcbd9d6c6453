import { Migrator, sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { createTables } from './create-tables.js';
import { guardAppends } from './guard-appends.js';
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

function migratorOf({ db, dialect }: Database, disableTransactions: boolean): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: async () => migrations(dialect) },
    disableTransactions,
  });
}

/** Whether this service has made tables in a database. It changes nothing. */
export async function hasTables(database: Database): Promise<boolean> {
  const known = await migratorOf(database, false).getMigrations();
  return known.some(({ executedAt }) => executedAt !== undefined);
}

async function migrateToLatest(database: Database, disableTransactions: boolean): Promise<void> {
  const migrator = migratorOf(database, disableTransactions);
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  throw error instanceof Error ? error : new TypeError('the tables cannot be made', { cause: error });
}

/**
 * The migrator locks other processes out of PostgreSQL, but not out of a SQLite file: two that start on a new file would both make
 * the tables, and one of them would fail.
 */
async function migrateFile(db: Database['db']): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      await migrateToLatest({ db: connection, dialect: 'sqlite' }, true);
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}

/**
 * Brings the tables up to date; several processes may do so at once.
 *
 * @throws what the database says where it cannot, or the migrator where the tables are newer than this release
 */
export async function migrate(database: Database): Promise<void> {
  await (database.dialect === 'sqlite' ? migrateFile(database.db) : migrateToLatest(database, false));
}
