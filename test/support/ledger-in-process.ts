import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from '../../src/ledger/store/migrations.js';
import { OPERATIONS } from '../../src/ledger/store/operations.js';
import type { Asked, Name, Store } from '../../src/ledger/store/operations.js';
import type { Database, Tables } from '../../src/ledger/store/tables.js';

/** SQLite in memory on this thread, for tests of single operations; its tables may be looked into. */
export async function sqliteInProcess(): Promise<Store & { readonly db: Kysely<Tables> }> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Sqlite(':memory:') }) });
  const database: Database = { db, dialect: 'sqlite' };
  await migrate(database);
  return {
    db,
    ask: <N extends Name>(name: N, input: Asked[N]['input']) => OPERATIONS[name].run(database, input),
    close: () => db.destroy(),
  };
}
