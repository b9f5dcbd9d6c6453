import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';
import { postByTurn } from './post-by-turn.js';
import type { PostByTurn } from './post-by-turn.js';
import type { ThreadAnswer, ThreadRequest } from './thread-messages.js';

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (problem: Error) => void;
}

/** The answer to which nobody has asked a question. */
const READY = 0;
const ENDED = 'the thread has ended';

/** One run of a thread, from its start to its end. */
export class RunningThread<Question> {
  /** rejects where the thread ends before it could be asked anything */
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  private readonly worker: Worker;
  private readonly requests: PostByTurn<ThreadRequest<Question>>;
  private readonly pending = new Map<number, Pending>();
  private ids = READY;
  private hasEnded = false;

  /**
   * @param entry compiled JavaScript that answers `ThreadRequest`s with `ThreadAnswer`s
   */
  constructor(entry: URL, options: WorkerOptions) {
    this.worker = new Worker(entry, options);
    this.requests = postByTurn((requests) => this.worker.postMessage(requests));
    this.ready = new Promise((resolve, reject) => {
      this.pending.set(READY, { resolve: () => resolve(), reject });
    });
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        this.hasEnded = true;
        this.fail(ENDED);
        resolve();
      });
    });
    this.worker.on('message', (answers: readonly ThreadAnswer[]) =>
      answers.forEach((answer) => this.hear(answer)),
    );
    this.worker.once('error', (error: NodeJS.ErrnoException) => this.fail(error.code ?? error.message));
  }

  /** @returns what the thread answered; rejects with its problem, or where it ends first */
  ask(question: Question): Promise<unknown> {
    // It may end on the same turn on which it was ready.
    if (this.hasEnded) return Promise.reject(new Error(ENDED));
    this.ids += 1;
    const id = this.ids;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.requests.add({ kind: 'ask', id, question });
    });
  }

  /** Lets the thread answer what it was asked, and end. */
  close(): Promise<void> {
    this.requests.add({ kind: 'close' });
    this.requests.flush();
    return this.ended;
  }

  private hear(answer: ThreadAnswer): void {
    switch (answer.kind) {
      case 'ready':
        return this.take(READY)?.resolve(undefined);
      case 'closed':
        return;
      case 'done':
        return this.take(answer.id)?.resolve(answer.output);
      case 'failed':
        return this.take(answer.id)?.reject(new Error(answer.problem));
    }
  }

  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private fail(problem: string): void {
    for (const { reject } of this.pending.values()) reject(new Error(problem));
    this.pending.clear();
  }
}
