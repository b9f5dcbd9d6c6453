import { sql } from 'kysely';
import type { CreateTableBuilder, Kysely } from 'kysely';

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

/** The tables of the first release, as they were then: part of a migration, so never edited. */
export async function createTables(db: Kysely<unknown>): Promise<void> {
  await createCards(db);
  await createFeedback(db);
  await createCounts(db);
  await createControls(db);
}
