import { parentPort, workerData } from 'node:worker_threads';
import { Kysely, SqliteDialect } from 'kysely';
import { GroupCommit } from './group-commit.js';
import { migrate } from './migrations.js';
import type { Answer, Request, WorkerInput } from './sqlite-messages.js';
import type { Tables } from './tables.js';

/**
 * The thread that owns the SQLite file. Everything that waits for a disk waits here. It is given a file that exists, and answers
 * each request once.
 */
const { file } = workerData as WorkerInput;
const port = parentPort;
if (port === null) throw new Error('this runs as a worker thread');

const { default: Sqlite } = await import('better-sqlite3');
const sqlite = new Sqlite(file, { timeout: 5_000 });
// WAL with FULL: a commit is on disk when it returns. What is deleted is overwritten.
for (const pragma of [
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
  'journal_size_limit = 67108864',
])
  sqlite.pragma(pragma);
const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
await migrate({ db, dialect: 'sqlite' });

const answer = (answers: readonly Answer[]): void => port.postMessage(answers);
await db.connection().execute(async (connection) => {
  const group = new GroupCommit({ db: connection, dialect: 'sqlite' }, () => sqlite.inTransaction, answer);
  port.on('message', (request: Request) => group.take(request));
  answer([{ kind: 'ready' }]);
  await group.closed;
});
port.removeAllListeners('message');
// The write-ahead log is folded into the file, so that a copy of the file alone is whole.
sqlite.pragma('wal_checkpoint(TRUNCATE)');
await db.destroy();
answer([{ kind: 'closed' }]);
port.close();
