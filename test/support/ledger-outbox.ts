import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durableLedger } from '../../src/ledger/durable-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { overrideFile } from '../../src/ledger/override-file.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import { Spool } from '../../src/ledger/spool.js';
import type { Asked, Name, Store } from '../../src/ledger/store/operations.js';
import { HavenError } from '../../src/model/haven-error.js';
import { AT, siteKey } from './ledger-cards.js';
import { sqliteInProcess } from './ledger-in-process.js';

/** What a database does when it is asked. */
export type Weather =
  'well' | 'down' | 'refusing' | 'hanging' | 'done-but-silent' | 'read-only' | 'erasing-nothing';

/** A real database behind a switch. */
export class WeatheredStore implements Store {
  weather: Weather = 'well';
  asked = 0;
  private readonly inner: Store;

  constructor(inner: Store) {
    this.inner = inner;
  }

  async ask<N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']> {
    this.asked += 1;
    switch (this.weather) {
      case 'well':
        return this.inner.ask(name, input);
      case 'down':
        throw new HavenError('ledger-unavailable', 'SQLite: SQLITE_FULL');
      case 'refusing':
        throw new HavenError('ledger-unavailable', 'PostgreSQL: 23505');
      case 'read-only':
        if (name === 'append' || name === 'issue') await this.change();
        return this.inner.ask(name, input);
      case 'erasing-nothing':
        if (name === 'expire') throw new HavenError('ledger-unavailable', 'PostgreSQL: 42501');
        return this.inner.ask(name, input);
      case 'hanging':
        return new Promise(() => undefined);
      case 'done-but-silent':
        await this.inner.ask(name, input);
        return new Promise(() => undefined);
    }
  }

  /** Waits for other weather. */
  private async change(): Promise<void> {
    const { weather } = this;
    // oxlint-disable-next-line no-await-in-loop
    while (this.weather === weather) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

/** A ledger whose database may go away. */
export interface OutboxUnderTest {
  readonly ledger: Ledger;
  readonly store: WeatheredStore;
  readonly folder: string;
  readonly reported: readonly string[];
  /** starts the process anew: another ledger on the same database and spool */
  readonly again: (pid: number) => Promise<Ledger>;
  readonly remove: () => Promise<void>;
}

export const KEY = siteKey('one');

/** Opens one on SQLite in memory and a spool on disk. */
export async function outboxUnderTest(
  maxBytes?: number,
  now: () => number = () => AT,
): Promise<OutboxUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'haven-outbox-'));
  const store = new WeatheredStore(await sqliteInProcess());
  const reported: string[] = [];
  const open = async (pid: number): Promise<Ledger> => {
    const bound = maxBytes === undefined ? {} : { maxBytes };
    const spool = await Spool.open({ folder, pid, uuid: randomUUID, ...bound });
    return durableLedger({
      store,
      spool,
      now,
      report: (change) => reported.push(change),
      seal: commentSealer([KEY]),
      overrides: overrideFile(folder, now),
    });
  };
  return {
    ledger: await open(process.pid),
    store,
    folder,
    reported,
    again: open,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
