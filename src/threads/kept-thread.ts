import type { WorkerOptions } from 'node:worker_threads';
import { RunningThread } from './running-thread.js';

/** A thread that is there whenever it is asked. */
export interface KeptThread<Question> {
  /** @returns when it can be asked; rejects where it cannot be started */
  readonly start: () => Promise<void>;
  /** rejects with the thread's problem, or where it cannot be started, ends meanwhile or is closed */
  readonly ask: (question: Question) => Promise<unknown>;
  /** lets it answer what it was asked, and end; it is not started again */
  readonly close: () => Promise<void>;
}

/**
 * A thread that is started when it is first asked, and again by the next question where it ended by itself.
 *
 * @param prepare done before each start; what it throws is why the thread cannot be started
 */
export function keptThread<Question>(
  entry: URL,
  options: WorkerOptions,
  prepare: () => void = () => undefined,
): KeptThread<Question> {
  let isClosed = false;
  let running: Promise<RunningThread<Question>> | undefined;
  const begin = async (): Promise<RunningThread<Question>> => {
    prepare();
    const started = new RunningThread<Question>(entry, options);
    await started.ready;
    void started.ended.finally(() => {
      running = undefined;
    });
    return started;
  };
  const run = (): Promise<RunningThread<Question>> => {
    if (isClosed) return Promise.reject(new Error('it is closed'));
    running ??= begin().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };
  return {
    start: async () => void (await run()),
    ask: async (question) => (await run()).ask(question),
    close: async () => {
      isClosed = true;
      await (await running?.catch(() => undefined))?.close();
    },
  };
}
