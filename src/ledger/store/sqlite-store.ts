import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { HavenError } from '../../model/haven-error.js';
import { keptThread } from '../../threads/kept-thread.js';
import { noLedger } from '../no-ledger.js';
import { batchAppends } from './batch-appends.js';
import type { Asked, Name, Store, StoreSettings } from './operations.js';
import { NO_LEDGER } from './sqlite-messages.js';
import type { Question, WorkerInput } from './sqlite-messages.js';

/** The thread's entry, beside this file once it is compiled. */
const ENTRY = new URL('./sqlite-worker.js', import.meta.url);

function unavailable(file: string, error: unknown): HavenError {
  if (error instanceof HavenError) return error;
  if (error instanceof Error && error.message === NO_LEDGER) return noLedger(`at ${file}`);
  return new HavenError(
    'ledger-unavailable',
    `SQLite: ${error instanceof Error ? error.message : 'unknown'}`,
  );
}

/** Only the owner of the process may read what is in it. */
function createPrivately(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  } catch (cause) {
    throw new HavenError('ledger-unavailable', `${file} cannot be written`, { cause });
  }
}

/**
 * SQLite in a thread of its own: the event loop never waits for a disk. A thread that ended by itself is started again by the
 * next question.
 *
 * @throws HavenError `ledger-unavailable` where the file cannot be opened, or better-sqlite3 is not installed;
 * `configuration-invalid` where no ledger is in it and `mustExist` is said
 */
export async function sqliteStore(
  file: string,
  entry: URL = ENTRY,
  { mustExist = false }: StoreSettings = {},
): Promise<Store> {
  const workerData: WorkerInput = { file, mustExist };
  const thread = keptThread<Question>(entry, { workerData }, () => {
    if (!mustExist) createPrivately(file);
  });
  const ask = async <N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']> => {
    try {
      // The input of one operation under its own name, and the answer of our own thread to this very question.
      return (await thread.ask({ name, input } as Question)) as Asked[N]['output'];
    } catch (error) {
      throw unavailable(file, error);
    }
  };
  await thread.start().catch((error: unknown) => {
    throw unavailable(file, error);
  });
  return { ask: batchAppends(ask), close: () => thread.close() };
}
