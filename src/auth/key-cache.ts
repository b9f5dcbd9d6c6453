import { HavenError } from '../model/haven-error.js';
import type { SigningKey } from './signing-key.js';

/** Fetches the keys of one address, by `kid`; rejects where there are none to be had. */
export type FetchKeys = (url: string) => Promise<ReadonlyMap<string, SigningKey>>;

/** Keys are looked at again after this time, behind the call that finds them so. */
const FRESH_MS = 5 * 60_000;
/** Keys that nobody has looked at for so long are looked at before they are used: one may have been withdrawn. */
const OLD_MS = 10 * 60_000;
/** No address is asked more often for keys that are known already, nor for the sake of a `kid` that nobody knows. */
const RETRY_MS = 30_000;
/** So many calls may wait for keys at a time: tokens that nobody signed name keys that nobody has, and each holds a place. */
const MOST_WAITING = 32;

/** A key set that does not come holds up nobody whose key is known. */
const WAIT_MS = 1_000;

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** A clock that was set back must not stop the keys from being fetched. */
function isWithin(ms: number, before: number, at: number): boolean {
  return Math.abs(at - before) < ms;
}

/** The keys of one address: fetched when they are needed, kept while they can be fetched, and for a time when they cannot. */
export class KeyCache {
  private readonly url: string;
  private readonly fetchKeys: FetchKeys;
  private keys: ReadonlyMap<string, SigningKey> = new Map();
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;
  /** when the keys were last fetched for the sake of an unknown `kid` */
  private askedAt = Number.NEGATIVE_INFINITY;
  private hasFailed = false;
  private pending: Promise<void> | undefined;
  private waiting = 0;

  constructor(url: string, fetchKeys: FetchKeys) {
    this.url = url;
    this.fetchKeys = fetchKeys;
  }

  /** True where the last attempt to fetch the keys failed. */
  get isFailing(): boolean {
    return this.hasFailed;
  }

  /** True where keys were fetched, and there were none for signatures. */
  get isEmpty(): boolean {
    return this.keys.size === 0 && this.lastFetched !== undefined;
  }

  /** When the keys were last fetched, milliseconds since 1970 UTC; undefined where they never were. */
  get lastFetched(): number | undefined {
    return Number.isFinite(this.fetchedAt) ? this.fetchedAt : undefined;
  }

  /**
   * Finds a key. A known one costs nothing but a look; an unknown one may cost one request.
   *
   * @param outageMs how long keys serve that could not be fetched again
   * @throws HavenError `overloaded` where too many wait for keys already
   */
  async find(kid: string, at: number, outageMs: number): Promise<SigningKey | undefined> {
    const isOld = this.isOld(at);
    if (isOld) await atMost(WAIT_MS, this.refresh(at));
    const known = this.usable(kid, at, outageMs);
    if (known === undefined && !isOld) {
      await this.awaitKeys(at);
      return this.usable(kid, at, outageMs);
    }
    if (!isWithin(FRESH_MS, this.fetchedAt, at)) void this.refresh(at);
    return known;
  }

  /** Whether calls wait for newer keys. Where those cannot be had, calls have waited once, and it is tried behind them. */
  private isOld(at: number): boolean {
    if (this.keys.size === 0 || isWithin(OLD_MS, this.fetchedAt, at)) return false;
    return this.pending === undefined ? !isWithin(OLD_MS, this.triedAt, at) : !this.hasFailed;
  }

  private async awaitKeys(at: number): Promise<void> {
    // Before there are any, everybody waits.
    if (this.keys.size > 0 && this.waiting >= MOST_WAITING)
      throw new HavenError('overloaded', 'too many calls wait for keys', { retryAfter: 1 });
    this.waiting += 1;
    await this.refreshForUnknown(at);
    this.waiting -= 1;
  }

  /** Keys may have been fetched a moment ago for another reason, and rotated since. */
  private async refreshForUnknown(at: number): Promise<void> {
    const isFirst = this.triedAt === Number.NEGATIVE_INFINITY;
    if (this.pending !== undefined || isFirst) return this.refresh(at);
    if (isWithin(RETRY_MS, this.askedAt, at)) return;
    this.askedAt = at;
    await this.fetch(at);
  }

  /** Fetches the keys, unless that was tried a moment ago; never rejects. */
  refresh(at: number): Promise<void> {
    if (this.pending !== undefined) return this.pending;
    return isWithin(RETRY_MS, this.triedAt, at) ? Promise.resolve() : this.fetch(at);
  }

  private fetch(at: number): Promise<void> {
    this.triedAt = at;
    this.pending = this.load(at).finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async load(at: number): Promise<void> {
    try {
      this.keys = await this.fetchKeys(this.url);
      this.fetchedAt = at;
      this.hasFailed = false;
    } catch {
      // The keys of before go on, and health says so.
      this.hasFailed = true;
    }
  }

  private usable(kid: string, at: number, outageMs: number): SigningKey | undefined {
    return at - this.fetchedAt > outageMs ? undefined : this.keys.get(kid);
  }
}
