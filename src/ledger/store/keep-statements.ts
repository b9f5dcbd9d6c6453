import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** As many as the ledger asks in different words; lists of different lengths are different statements. */
const MOST = 100;

/** A database that keeps the statements it has prepared: to prepare one costs more than to run it. */
export function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const found = kept.get(sql);
      if (found !== undefined) return found;
      const statement = database.prepare(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}
