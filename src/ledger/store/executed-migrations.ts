import { DEFAULT_MIGRATION_TABLE, sql } from 'kysely';
import type { Database } from './tables.js';

/** Whether the migrator has ever been here, by where each database says so. */
async function hasBeenHere({ db, dialect }: Database): Promise<boolean> {
  const table = sql.lit(DEFAULT_MIGRATION_TABLE);
  const query =
    dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${table}`
      : sql`select 1 where to_regclass(${table}) is not null`;
  const { rows } = await query.execute(db);
  return rows.length > 0;
}

/**
 * Names of the migrations that a database has had, also those that this version does not know. It changes nothing.
 *
 * @returns in the order of their numbers: the moments beside them are of clocks that may have been wrong
 */
export async function executedMigrations(database: Database): Promise<readonly string[]> {
  if (!(await hasBeenHere(database))) return [];
  const names = sql<{ readonly name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`;
  const { rows } = await names.execute(database.db);
  return rows.map(({ name }) => name).toSorted();
}
