import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { postByTurn } from '../../threads/post-by-turn.js';
import type { ThreadAnswer, ThreadRequest } from '../../threads/thread-messages.js';
import { faultCode } from '../fault-code.js';
import { GroupCommit } from './group-commit.js';
import { keepStatements } from './keep-statements.js';
import { hasTables, migrate } from './migrations.js';
import { NO_LEDGER } from './sqlite-messages.js';
import type { Question, WorkerInput } from './sqlite-messages.js';
import type { Database, Tables } from './tables.js';

/**
 * The thread that owns the SQLite file. Everything that waits for a disk waits here. It makes no file, and answers each
 * request once.
 */
const { file, mustExist } = workerData as WorkerInput;
const port = parentPort;
if (port === null) throw new Error('this runs as a worker thread');

/** How long one process waits for another's lock. */
const BUSY_MS = 5_000;

/** better-sqlite3 is optional: it may not be there, or be built for another Node. */
async function open(): Promise<SqliteDatabase> {
  try {
    const { default: Sqlite } = await import('better-sqlite3');
    return new Sqlite(file, { timeout: BUSY_MS, fileMustExist: true });
  } catch (cause) {
    throw faultCode(cause)?.startsWith('SQLITE') === true
      ? cause
      : new Error('better-sqlite3 cannot be loaded here', { cause });
  }
}

if (mustExist && !existsSync(file)) throw new Error(NO_LEDGER);
const sqlite = await open();
const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepStatements(sqlite) }) });
const database: Database = { db, dialect: 'sqlite' };
// Looked at before anything is set: a pragma writes into the file, which may be somebody else's.
if (mustExist && !(await hasTables(database))) {
  await db.destroy();
  throw new Error(NO_LEDGER);
}
// WAL with FULL: a commit is on disk when it returns. What is deleted is overwritten.
for (const pragma of [
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
  'journal_size_limit = 67108864',
])
  sqlite.pragma(pragma);
await migrate(database);

/**
 * Folds the write-ahead log into the file and empties it: what is overwritten in the file would else be read in the log. Where
 * another process reads at this moment, the next time.
 */
function foldLog(): void {
  try {
    sqlite.pragma('busy_timeout = 0');
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // What was asked is committed all the same.
  } finally {
    sqlite.pragma(`busy_timeout = ${BUSY_MS}`);
  }
}

const answers = postByTurn<ThreadAnswer>((messages) => port.postMessage(messages));
await db.connection().execute(async (connection) => {
  const group = new GroupCommit(
    { db: connection, dialect: 'sqlite' },
    () => sqlite.inTransaction,
    (done) => answers.add(...done),
    foldLog,
  );
  port.on('message', (requests: readonly ThreadRequest<Question>[]) =>
    requests.forEach((request) => group.take(request)),
  );
  answers.add({ kind: 'ready' });
  await group.closed;
});
port.removeAllListeners('message');
// The write-ahead log is folded into the file, so that a copy of the file alone is whole.
sqlite.pragma('wal_checkpoint(TRUNCATE)');
await db.destroy();
answers.add({ kind: 'closed' });
answers.flush();
port.close();
