import { Migrator, sql } from 'kysely';
import type { CreateTableBuilder, Kysely, Migration } from 'kysely';
import type { Database } from './tables.js';

type Columns<T extends string, C extends string> = CreateTableBuilder<T, C>;

function required<T extends string, C extends string, N extends string>(
  table: Columns<T, C>,
  type: 'text' | 'bigint' | 'integer',
  names: readonly N[],
): Columns<T, C | N> {
  let built: Columns<T, C | N> = table;
  for (const name of names) built = built.addColumn(name, type, (column) => column.notNull());
  return built;
}

async function createCards(db: Kysely<unknown>): Promise<void> {
  const issued = required(db.schema.createTable('issued_card'), 'text', [
    'uuid',
    'service',
    'hook',
    'topic',
    'revision',
    'language',
    'client',
  ]);
  await required(issued, 'bigint', ['hour'])
    .addColumn('card', 'text', (column) => column.primaryKey())
    .addColumn('tier', 'integer', (column) => column.notNull())
    .addColumn('department', 'text')
    .addColumn('patient_topic', 'text')
    .addColumn('patient_encounter', 'text')
    .addColumn('outcome', 'text')
    .addColumn('reason', 'text')
    .addColumn('outcome_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('issued_card_patient')
    .on('issued_card')
    .column('patient_topic')
    .where(sql.ref('patient_topic'), 'is not', null)
    .execute();
  await db.schema.createIndex('issued_card_hour').on('issued_card').column('hour').execute();
  await db.schema
    .createIndex('issued_card_outcome')
    .on('issued_card')
    .column('outcome_at')
    .where(sql.ref('outcome_at'), 'is not', null)
    .execute();
  const cooldown = required(db.schema.createTable('cooldown'), 'bigint', [
    'hour',
    'quiet_until',
    'encounter_until',
    'kept_until',
  ]);
  await cooldown
    .addColumn('card', 'text', (column) => column.primaryKey())
    .addColumn('tier', 'integer', (column) => column.notNull())
    .addColumn('patient_topic', 'text', (column) => column.notNull())
    .addColumn('patient_encounter', 'text')
    .execute();
  await db.schema.createIndex('cooldown_patient').on('cooldown').column('patient_topic').execute();
  await db.schema.createIndex('cooldown_end').on('cooldown').column('kept_until').execute();
}

async function createFeedback(db: Kysely<unknown>): Promise<void> {
  const texts = required(db.schema.createTable('feedback'), 'text', [
    'card',
    'client',
    'outcome',
    'reason',
    'service',
    'quiet_kind',
  ]);
  const moments = required(texts, 'bigint', ['sent_at', 'at', 'received_at', 'quiet_at']);
  await required(moments, 'integer', ['suggestions', 'quiet_encounter', 'known'])
    .addColumn('comment_key', 'text')
    .addColumn('comment', 'text')
    .addPrimaryKeyConstraint('feedback_report', ['card', 'client', 'outcome', 'reason', 'sent_at'])
    .execute();
  await db.schema.createIndex('feedback_received').on('feedback').column('received_at').execute();
}

async function createCounts(db: Kysely<unknown>): Promise<void> {
  const hours = required(db.schema.createTable('hour_count'), 'text', [
    'hook',
    'department',
    'revision',
    'outcome',
  ]);
  await required(required(hours, 'bigint', ['hour', 'count']), 'integer', ['tier'])
    .addPrimaryKeyConstraint('hour_count_row', ['hour', 'hook', 'department', 'revision', 'tier', 'outcome'])
    .execute();
  const days = required(db.schema.createTable('day_count'), 'text', ['outcome', 'age_band']);
  await required(days, 'bigint', ['day', 'count'])
    .addPrimaryKeyConstraint('day_count_cell', ['day', 'outcome', 'age_band'])
    .execute();
}

async function createControls(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('token_claim')
    .addColumn('token', 'text', (column) => column.primaryKey())
    .addColumn('kept_until', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('token_claim_end').on('token_claim').column('kept_until').execute();
  const modes = db.schema
    .createTable('mode_override')
    .addColumn('department', 'text', (column) => column.primaryKey());
  await required(required(modes, 'text', ['mode', 'made_by', 'reason']), 'bigint', ['since']).execute();
  const audit = db.schema.createTable('audit').addColumn('seq', 'bigint', (column) => column.primaryKey());
  await required(
    required(audit, 'text', ['kind', 'made_by', 'department', 'detail', 'previous', 'hash']),
    'bigint',
    ['at'],
  ).execute();
  await db.schema
    .createTable('ledger_probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
}

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
        await createCards(db);
        await createFeedback(db);
        await createCounts(db);
        await createControls(db);
        await guardAudit(db, dialect);
      },
    },
    '0002-newest-of-a-subject': { up: indexNewest },
  };
}

async function migrateToLatest({ db, dialect }: Database, disableTransactions: boolean): Promise<void> {
  const provider = { getMigrations: async () => migrations(dialect) };
  const migrator = new Migrator({ db, provider, disableTransactions });
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
