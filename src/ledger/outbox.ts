import type { HeldBack } from '../decide/hold-back.js';
import { HavenError } from '../model/haven-error.js';
import { outboxHealth } from './outbox-health.js';
import type { Spool } from './spool.js';
import { parseEntry } from './store/entry.js';
import type { Entry } from './store/entry.js';
import { isRefusal } from './store/is-refusal.js';
import type { CardToIssue } from './store/issue-unless-held.js';
import type { Asked, Name, Store } from './store/operations.js';
import { within } from './within.js';

/** A database that has not said by then that it is on disk is taken for one that is down. */
const APPEND_MS = 1_000;
/** Nobody at the bedside waits for the answer to a report: a slow disk is no reason to refuse it. */
const SPOOL_REPORT_MS = 5_000;
/** How long a database that is down is let alone. */
const RETRY_MS = 1_000;
/** Files that only others can give back, or that the disk did not give, are looked at again so often. */
const FILES_MS = 60_000;

/** What the outbox is made with. */
export interface OutboxTools {
  readonly store: Store;
  readonly spool: Spool;
  readonly now: () => number;
  /** tells operators that the database went down or came back */
  readonly report: (change: string) => void;
}

/**
 * Stands between whoever appends and the database: while that is down, entries go to the spool, and nobody else is made to wait
 * for it. It is tried again every second, by writing; what the spool holds is then given back, each thing once, since every
 * entry may come twice.
 */
export class Outbox {
  private readonly tools: OutboxTools;
  /** why the database cannot be asked */
  private problem: string | undefined;
  /** it went down, and has not taken back yet what the spool holds */
  private behind = false;
  private timer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private returning: Promise<void> | undefined;
  private damaged = 0;
  private lost = 0;
  private turnedAway = 0;

  constructor(tools: OutboxTools) {
    this.tools = tools;
    if (!tools.spool.isEmpty) this.retryLater();
    this.lookLater();
  }

  /** Asks the database. @throws HavenError `ledger-unavailable` at once while it is down, or when it takes too long */
  async ask<N extends Name>(name: N, input: Asked[N]['input'], ms: number): Promise<Asked[N]['output']> {
    if (this.problem !== undefined) throw new HavenError('ledger-unavailable', this.problem);
    try {
      return await within(ms, this.tools.store.ask(name, input));
    } catch (error) {
      if (!isRefusal(error)) this.goDown(error);
      throw error instanceof HavenError
        ? error
        : new HavenError('ledger-unavailable', 'the database failed', { cause: error });
    }
  }

  /** Asks for what nobody at the bedside waits for: where it fails, that says nothing of the rest. */
  async askGently<N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']> {
    if (this.problem !== undefined) throw new HavenError('ledger-unavailable', this.problem);
    return this.tools.store.ask(name, input);
  }

  /** Resolves when the entries are on disk, here or there. @throws HavenError `ledger-unavailable` where neither can */
  async append(entries: readonly Entry[]): Promise<void> {
    // One that has room for a row may have none for the backlog: until that is in, nothing else goes there.
    if (this.behind) return this.spoolUp(entries);
    try {
      await this.ask('append', entries, APPEND_MS);
    } catch {
      await this.spoolUp(entries);
    }
  }

  /** Whether entries go to the spool, since the database is down or has not taken back yet what went there. */
  get isBehind(): boolean {
    return this.behind;
  }

  /**
   * Appends a card unless what is remembered holds it back. One that takes too long or fails goes to the spool, and is given.
   *
   * @returns why it was not appended
   * @throws HavenError `ledger-unavailable` where neither can take it
   */
  async issue(card: CardToIssue): Promise<HeldBack | undefined> {
    try {
      const [why] = await this.ask('issue', [card], APPEND_MS);
      return why;
    } catch {
      await this.spoolUp([card.entry]);
      return undefined;
    }
  }

  private async spoolUp(entries: readonly Entry[]): Promise<void> {
    const isCard = entries.some(({ kind }) => kind === 'card');
    const written = this.tools.spool.append(entries.map((entry) => JSON.stringify(entry)));
    void written.then(
      // The database may have come back meanwhile. Later than anybody waited for it, it is in the spool all the same.
      () => this.retryLater(),
      () => {
        if (isCard) this.lost += 1;
      },
    );
    try {
      await within(isCard ? APPEND_MS : SPOOL_REPORT_MS, written);
    } catch (cause) {
      if (!isCard) this.turnedAway += 1;
      throw new HavenError('ledger-unavailable', 'neither database nor spool can be written', { cause });
    }
  }

  private goDown(error: unknown): void {
    const why = error instanceof Error ? error.message : 'unknown';
    if (!this.behind) this.tools.report(`the ledger's database is down (${why})`);
    this.behind = true;
    this.problem = why;
    this.retryLater();
  }

  private retryLater(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.comeBack();
    }, RETRY_MS).unref();
  }

  private lookLater(): void {
    this.looking ??= setTimeout(() => {
      this.looking = undefined;
      void this.comeBack();
    }, FILES_MS).unref();
  }

  /** Tries the database, and gives back what the spool holds. */
  comeBack(): Promise<void> {
    this.returning ??= this.tryAgain().finally(() => {
      this.returning = undefined;
    });
    return this.returning;
  }

  private async tryAgain(): Promise<void> {
    const { store, spool, now, report } = this.tools;
    try {
      await within(APPEND_MS, store.ask('probe', now()));
      this.problem = undefined;
      await spool.drain((lines) => this.giveBack(lines), now());
      if (this.behind) report("the ledger's database is back");
      this.behind = false;
      // What came in meanwhile is given back the next time.
      if (!spool.isEmpty) this.retryLater();
      if (spool.isWatching) this.lookLater();
    } catch (error) {
      if (isRefusal(error)) this.retryLater();
      else this.goDown(error);
    }
  }

  private async giveBack(lines: readonly string[]): Promise<void> {
    const entries = lines.flatMap((line) => parseEntry(line) ?? []);
    if (entries.length > 0) await within(10 * APPEND_MS, this.tools.store.ask('append', entries));
    // What is not taken comes again, and is counted then.
    this.damaged += lines.length - entries.length;
  }

  health(): readonly string[] {
    const { problem, behind, lost, damaged } = this;
    const { spool } = this.tools;
    const waiting = spool.isEmpty ? 0 : spool.bytes;
    const files = spool.health();
    return outboxHealth({ problem, waiting, files, lost, turnedAway: behind ? this.turnedAway : 0, damaged });
  }

  /** Tries once more, and leaves what it cannot give back to the next process. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.tools.spool.isEmpty) await this.comeBack();
    clearTimeout(this.timer);
    clearTimeout(this.looking);
    await this.tools.spool.close();
    await this.tools.store.close();
  }
}
