import { sql } from 'kysely';
import { OPERATIONS } from './operations.js';
import type { Asked, Name } from './operations.js';
import type { Answer, Ask, Request } from './sqlite-messages.js';
import type { Database } from './tables.js';

/** How long a commit waits for company; what came in while the disk was busy goes with the next one. */
const GROUP_MS = 2;

function problemOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}

function run<N extends Name>(name: N, database: Database, input: Asked[N]['input']): Promise<unknown> {
  return OPERATIONS[name].run(database, input);
}

/** Runs what is asked one after another on one connection, and commits the writes of some milliseconds together. */
export class GroupCommit {
  readonly closed: Promise<void>;
  private readonly database: Database;
  private readonly isOpen: () => boolean;
  private readonly answer: (answers: readonly Answer[]) => void;
  private close: () => void = () => undefined;
  /** the end of everything that was taken so far */
  private last: Promise<void> = Promise.resolve();
  /** done, and answered when the commit has */
  private waiting: Extract<Answer, { kind: 'done' }>[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    database: Database,
    /** whether a transaction is open: a full disk may have ended it */
    isOpen: () => boolean,
    answer: (answers: readonly Answer[]) => void,
  ) {
    this.database = database;
    this.isOpen = isOpen;
    this.answer = answer;
    this.closed = new Promise((resolve) => (this.close = resolve));
  }

  take(request: Request): void {
    switch (request.kind) {
      case 'ask':
        return this.then(() => this.handle(request));
      case 'close':
        return this.then(async () => {
          await this.commit();
          this.close();
        });
    }
  }

  private then(step: () => Promise<void>): void {
    this.last = this.last.then(step);
  }

  private async handle({ id, name, input }: Ask): Promise<void> {
    const { answered } = OPERATIONS[name];
    const writes = answered === 'durable' || answered === 'early';
    try {
      if (writes) await this.begin();
      const output = await run(name, this.database, input);
      const done = { kind: 'done', id, output } as const;
      if (answered === 'durable') this.waiting.push(done);
      else this.answer([done]);
    } catch (error) {
      if (writes) await this.rollBack([id], problemOf(error));
      else this.answer([{ kind: 'failed', id, problem: problemOf(error) }]);
    }
  }

  private async begin(): Promise<void> {
    if (this.isOpen()) return;
    await sql`begin immediate`.execute(this.database.db);
    this.timer = setTimeout(() => this.then(() => this.commit()), GROUP_MS);
  }

  private async commit(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.isOpen()) return;
    try {
      await sql`commit`.execute(this.database.db);
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
    if (this.isOpen()) await sql`rollback`.execute(this.database.db).catch(() => undefined);
    this.answer(failed.map((id) => ({ kind: 'failed', id, problem })));
  }
}
