import { CompiledQuery } from 'kysely';
import type { ThreadAnswer, ThreadQuestion, ThreadRequest } from '../../threads/thread-messages.js';
import { faultCode } from '../fault-code.js';
import { OPERATIONS } from './operations.js';
import type { Asked, Name } from './operations.js';
import type { Question } from './sqlite-messages.js';
import type { Database } from './tables.js';

/** How long what was answered early may wait: the card of the same call, which comes next, is then on disk by the same commit. */
const EARLY_MS = 5;

type Done = Extract<ThreadAnswer, { kind: 'done' }>;

const BEGIN = CompiledQuery.raw('begin immediate');
const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');

function problemOf(error: unknown): string {
  return faultCode(error) ?? (error instanceof Error ? error.name : 'unknown');
}

function run<N extends Name>(name: N, database: Database, input: Asked[N]['input']): Promise<unknown> {
  return OPERATIONS[name].run(database, input);
}

/**
 * Runs what is asked one after another on one connection, and commits writes together: what came in on one turn, what came in while
 * the disk was busy, and before it what was answered early. Who waits for a disk waits for nothing else.
 */
export class GroupCommit {
  readonly closed: Promise<void>;
  private readonly database: Database;
  private readonly isOpen: () => boolean;
  private readonly answer: (answers: readonly ThreadAnswer[]) => void;
  private readonly erase: () => void;
  private close: () => void = () => undefined;
  /** the end of everything that was taken so far */
  private last: Promise<void> = Promise.resolve();
  /** done, and answered when the commit has */
  private waiting: Done[] = [];
  private timer: NodeJS.Timeout | undefined;
  private hasErased = false;

  constructor(
    database: Database,
    /** whether a transaction is open: a full disk may have ended it */
    isOpen: () => boolean,
    answer: (answers: readonly ThreadAnswer[]) => void,
    /** called when what was let go of is committed, to take it off the disk */
    erase: () => void,
  ) {
    this.database = database;
    this.isOpen = isOpen;
    this.answer = answer;
    this.erase = erase;
    this.closed = new Promise((resolve) => (this.close = resolve));
  }

  take(request: ThreadRequest<Question>): void {
    switch (request.kind) {
      case 'ask':
        return this.queue(() => this.handle(request));
      case 'close':
        return this.queue(() => this.commit().finally(this.close));
    }
  }

  private queue(step: () => Promise<void>): void {
    this.last = this.last.then(step);
  }

  private async handle({ id, question: { name, input } }: ThreadQuestion<Question>): Promise<void> {
    const { answered, erases } = OPERATIONS[name];
    const writes = answered === 'durable' || answered === 'early';
    try {
      if (writes) await this.begin();
      const output = await run(name, this.database, input);
      const done = { kind: 'done', id, output } as const;
      this.hasErased ||= erases === true;
      if (answered === 'durable') this.keep(done);
      else this.answer([done]);
    } catch (error) {
      if (writes) await this.rollBack([id], problemOf(error));
      else this.answer([{ kind: 'failed', id, problem: problemOf(error) }]);
    }
  }

  private async begin(): Promise<void> {
    if (this.isOpen()) return;
    await this.database.db.executeQuery(BEGIN);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.queue(() => this.commit()), EARLY_MS);
  }

  /** Holds an answer back until the commit, which is at the end of this turn: everything that came in on it goes along. */
  private keep(done: Done): void {
    if (this.waiting.length === 0) setImmediate(() => this.queue(() => this.commit()));
    this.waiting.push(done);
  }

  private async commit(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.isOpen()) {
      // What SQLite has taken back by itself, as it does on a full disk, was not done.
      if (this.waiting.length > 0) await this.rollBack([], 'rolled back');
      return;
    }
    try {
      await this.database.db.executeQuery(COMMIT);
      if (this.hasErased) this.erase();
      this.hasErased = false;
      const done = this.waiting;
      this.waiting = [];
      this.answer(done);
    } catch (error) {
      await this.rollBack([], problemOf(error));
    }
  }

  /** Nothing of the group was done: whoever asked hears so, and may ask again. */
  private async rollBack(ids: readonly number[], problem: string): Promise<void> {
    clearTimeout(this.timer);
    const failed = [...this.waiting.map(({ id }) => id), ...ids];
    this.waiting = [];
    if (this.isOpen()) await this.database.db.executeQuery(ROLLBACK).catch(() => undefined);
    this.answer(failed.map((id) => ({ kind: 'failed', id, problem })));
  }
}
