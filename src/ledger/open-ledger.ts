import { HavenError } from '../model/haven-error.js';
import { durableLedger } from './durable-ledger.js';
import type { Ledger } from './ledger.js';
import { overrideFile } from './override-file.js';
import { commentSealer } from './seal-comment.js';
import type { SiteKeys } from './site-keys.js';
import { Spool } from './spool.js';
import type { SpoolPlace } from './spool.js';
import type { Store, StoreSettings } from './store/operations.js';
import { within } from './within.js';

/** Where a durable ledger is kept. */
export type DatabasePlace =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/** What a durable ledger is opened with. */
export interface LedgerTools {
  readonly keys: SiteKeys;
  readonly spool: SpoolPlace;
  readonly now: () => number;
  readonly report: (change: string) => void;
}

const START_MS = 5_000;
/** What no waiting mends: a wrong password, a database or a right that is not there (PostgreSQL, Appendix A). */
const WRONG = /\b(?:28000|28P01|3D000|42501|ENOTFOUND)\b/;

function refuse(error: unknown): never {
  // It says already what is to be set.
  if (error instanceof HavenError && error.code === 'configuration-invalid') throw error;
  const why = error instanceof Error ? error.message : 'unknown';
  throw new HavenError(
    'configuration-invalid',
    `the ledger cannot be opened: ${why}. Set HAVEN_DATABASE_URL to postgres://… or to a file that can be written`,
    { cause: error },
  );
}

/**
 * Opens the database alone, for commands. A driver is loaded where it is used: it takes as long as the rest of a start.
 *
 * @throws HavenError `configuration-invalid` where SQLite cannot be opened, better-sqlite3 was not installed, or no ledger is in the
 * file and `mustExist` is said
 */
export async function openStore(place: DatabasePlace, settings: StoreSettings = {}): Promise<Store> {
  switch (place.kind) {
    case 'sqlite': {
      const { sqliteStore } = await import('./store/sqlite-store.js');
      return sqliteStore(place.file, undefined, settings).catch(refuse);
    }
    case 'postgres': {
      const { postgresStore } = await import('./store/postgres-store.js');
      return postgresStore(place.url, settings);
    }
  }
}

/** A database that is down at the start may come back: cards are given meanwhile. One that is wrong never will. */
async function assertRight(store: Store, now: number): Promise<void> {
  try {
    await within(START_MS, store.ask('probe', now));
  } catch (error) {
    if (!(error instanceof HavenError) || !WRONG.test(error.message)) return;
    await store.close();
    refuse(error);
  }
}

/**
 * Opens the ledger of a site.
 *
 * @throws HavenError `configuration-invalid` where database or spool can never be used as they are configured
 */
export async function openLedger(place: DatabasePlace, tools: LedgerTools): Promise<Ledger> {
  const { keys, now, report } = tools;
  const spool = await Spool.open(tools.spool);
  const store = await openStore(place);
  await assertRight(store, now());
  const overrides = overrideFile(tools.spool.folder, now);
  return durableLedger({ store, spool, now, report, seal: commentSealer(keys), overrides });
}
