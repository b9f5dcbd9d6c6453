import { setImmediate as turn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { cardEntry } from '../../src/ledger/store/entry.js';
import { GroupCommit } from '../../src/ledger/store/group-commit.js';
import { migrate } from '../../src/ledger/store/migrations.js';
import type { Tables } from '../../src/ledger/store/tables.js';
import type { ThreadAnswer } from '../../src/threads/thread-messages.js';
import { cardFor, somebody } from '../support/ledger-cards.js';

interface Group {
  readonly sqlite: Sqlite.Database;
  readonly group: GroupCommit;
  readonly answers: (readonly [answer: ThreadAnswer, wasOpen: boolean])[];
  /** whether a transaction was open, each time that the disk was told to let go */
  readonly erased: boolean[];
}

async function groupOfOne(): Promise<Group> {
  const sqlite = new Sqlite(':memory:');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  await migrate({ db, dialect: 'sqlite' });
  const answers: Group['answers'] = [];
  const erased: Group['erased'] = [];
  const group = new GroupCommit(
    { db, dialect: 'sqlite' },
    () => sqlite.inTransaction,
    (all) => answers.push(...all.map((answer) => [answer, sqlite.inTransaction] as const)),
    () => erased.push(sqlite.inTransaction),
  );
  return { sqlite, group, answers, erased };
}

function append(group: GroupCommit, id: number): void {
  const input = [cardEntry(cardFor(somebody()))];
  group.take({ kind: 'ask', id, question: { name: 'append', input } });
}

/** Lets everything run that waits for no timer and no turn. */
async function settle(): Promise<void> {
  // One step after another is the point.
  // oxlint-disable-next-line no-await-in-loop
  for (let steps = 0; steps < 1000; steps += 1) await Promise.resolve();
}

async function answered({ answers }: Group, count: number): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  for (let turns = 0; answers.length < count && turns < 100; turns += 1) await turn();
}

describe('what is written in SQLite is answered when it is on disk, and not before', () => {
  it('together, whatever came in on one turn', async () => {
    const made = await groupOfOne();
    append(made.group, 1);
    append(made.group, 2);
    await settle();
    expect([made.answers, made.sqlite.inTransaction]).toEqual([[], true]);
    await answered(made, 2);
    expect(made.answers.map(([{ kind }, wasOpen]) => [kind, wasOpen])).toEqual([
      ['done', false],
      ['done', false],
    ]);
  });

  it('as failed, where SQLite has taken the transaction back by itself', async () => {
    const made = await groupOfOne();
    append(made.group, 1);
    await settle();
    made.sqlite.exec('rollback');
    await answered(made, 1);
    append(made.group, 2);
    await answered(made, 2);
    expect(made.answers.map(([answer]) => answer)).toEqual([
      { kind: 'failed', id: 1, problem: 'rolled back' },
      { kind: 'done', id: 2, output: undefined },
    ]);
  });

  it('an expiry when the disk was told to let go as well, and nothing else', async () => {
    const made = await groupOfOne();
    append(made.group, 1);
    await answered(made, 1);
    expect(made.erased).toEqual([]);
    made.group.take({ kind: 'ask', id: 2, question: { name: 'expire', input: { at: 0 } } });
    await answered(made, 2);
    append(made.group, 3);
    await answered(made, 3);
    expect(made.erased).toEqual([false]);
  });
});
