import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HavenError } from '../../model/haven-error.js';
import { batchAppends } from './batch-appends.js';
import type { Asked, Name, Store } from './operations.js';
import { postByTurn } from './post-by-turn.js';
import type { PostByTurn } from './post-by-turn.js';
import type { Answer, Request, WorkerInput } from './sqlite-messages.js';

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: HavenError) => void;
}

/** The thread's entry, beside this file once it is compiled. */
const ENTRY = new URL('./sqlite-worker.js', import.meta.url);

function unavailable(problem: string): HavenError {
  return new HavenError('ledger-unavailable', `SQLite: ${problem}`);
}

/** Only the owner of the process may read what is in it. */
function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

/** One run of the thread, from its start to its end. */
class Thread {
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  private readonly worker: Worker;
  private readonly requests: PostByTurn<Request>;
  private readonly pending = new Map<number, Pending>();
  private ids = 0;

  constructor(file: string, entry: URL) {
    this.worker = new Worker(entry, { workerData: { file } satisfies WorkerInput });
    this.requests = postByTurn((requests) => this.worker.postMessage(requests));
    this.ready = new Promise((resolve, reject) => {
      this.pending.set(0, { resolve: () => resolve(), reject });
    });
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        this.fail('the thread has ended');
        resolve();
      });
    });
    this.worker.on('message', (answers: readonly Answer[]) => answers.forEach((answer) => this.hear(answer)));
    this.worker.once('error', (error: NodeJS.ErrnoException) => this.fail(error.code ?? error.message));
  }

  onEnd(then: () => void): void {
    this.worker.once('exit', then);
  }

  ask(name: Name, input: Asked[Name]['input']): Promise<unknown> {
    this.ids += 1;
    const id = this.ids;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      // The input of one operation under its own name.
      this.requests.add({ kind: 'ask', id, name, input } as Request);
    });
  }

  close(): Promise<void> {
    this.requests.add({ kind: 'close' });
    this.requests.flush();
    return this.ended;
  }

  private hear(answer: Answer): void {
    switch (answer.kind) {
      case 'ready':
        return this.take(0)?.resolve(undefined);
      case 'closed':
        return;
      case 'done':
        return this.take(answer.id)?.resolve(answer.output);
      case 'failed':
        return this.take(answer.id)?.reject(unavailable(answer.problem));
    }
  }

  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private fail(problem: string): void {
    for (const { reject } of this.pending.values()) reject(unavailable(problem));
    this.pending.clear();
  }
}

/**
 * SQLite in a thread of its own: the event loop never waits for a disk. A thread that ended by itself is started again by the
 * next question.
 *
 * @throws HavenError `ledger-unavailable` where the file cannot be opened, or better-sqlite3 is not installed
 */
export async function sqliteStore(file: string, entry: URL = ENTRY): Promise<Store> {
  const start = async (): Promise<Thread> => {
    try {
      createPrivately(file);
    } catch (cause) {
      throw new HavenError('ledger-unavailable', `${file} cannot be written`, { cause });
    }
    const started = new Thread(file, entry);
    await started.ready;
    started.onEnd(() => {
      thread = undefined;
    });
    return started;
  };
  let isClosed = false;
  let thread: Promise<Thread> | undefined = start();
  await thread;
  return {
    ask: batchAppends(async <N extends Name>(name: N, input: Asked[N]['input']) => {
      if (isClosed) throw unavailable('it is closed');
      thread ??= start().catch((error: unknown) => {
        thread = undefined;
        throw error;
      });
      // The answer of our own thread to this very question.
      return (await (await thread).ask(name, input)) as Asked[N]['output'];
    }),
    close: async () => {
      isClosed = true;
      await (await thread)?.close();
    },
  };
}
