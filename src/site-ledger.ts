import { randomBytes } from 'node:crypto';
import { DEFAULT_DATABASE } from './config.js';
import type { Config } from './config.js';
import type { Ledger } from './ledger/ledger.js';
import { memoryLedger } from './ledger/memory-ledger.js';
import { openLedger } from './ledger/open-ledger.js';
import type { DatabasePlace } from './ledger/open-ledger.js';
import { subjectSealer } from './ledger/seal-subject.js';
import type { SealSubject } from './ledger/seal-subject.js';
import type { SiteKeys } from './ledger/site-keys.js';
import { HavenError } from './model/haven-error.js';

/** The ledger of a site, and what seals whom its cards are about. */
export interface SiteLedger {
  readonly ledger: Ledger;
  readonly sealSubject: SealSubject;
  /** for people: where it is kept, without user or password */
  readonly keptIn: string;
}

/** What it is opened with. */
export interface SiteLedgerTools {
  readonly now: () => number;
  readonly uuid: () => string;
  readonly pid: number;
  readonly report: (change: string) => void;
}

/** Where a site's ledger is kept; undefined for a demo site that names no database: in memory. */
export function databaseOf(
  { database }: Pick<Config, 'database'>,
  isDemo: boolean,
): DatabasePlace | undefined {
  return database ?? (isDemo ? undefined : DEFAULT_DATABASE);
}

/** @throws HavenError `configuration-invalid` where there is none: without it what is remembered could be matched to patients */
export function siteKeysOf({ keys }: Pick<Config, 'keys'>): SiteKeys {
  if (keys !== undefined) return keys;
  throw new HavenError(
    'configuration-invalid',
    'a ledger that is kept needs a key of the site: set HAVEN_KEYS_FILE to a file with the line that `haven new-key` prints',
  );
}

function placeInWords(place: DatabasePlace): string {
  switch (place.kind) {
    case 'sqlite':
      return `SQLite, ${place.file}`;
    case 'postgres':
      return `PostgreSQL, ${new URL(place.url).host}`;
  }
}

/**
 * Opens the ledger of a site.
 *
 * @throws HavenError `configuration-invalid` where it cannot be kept as it is configured
 */
export async function siteLedger(
  config: Pick<Config, 'database' | 'keys' | 'spool'>,
  isDemo: boolean,
  { now, uuid, pid, report }: SiteLedgerTools,
): Promise<SiteLedger> {
  const place = databaseOf(config, isDemo);
  if (place === undefined) {
    const keys: SiteKeys = config.keys ?? [{ id: 'process', secret: randomBytes(32) }];
    const keptIn = 'memory, until this process ends (demo site; HAVEN_DATABASE_URL keeps it)';
    return { ledger: memoryLedger({ now }), sealSubject: subjectSealer(keys), keptIn };
  }
  const keys = siteKeysOf(config);
  const spool = { folder: config.spool, pid, uuid };
  const ledger = await openLedger(place, { keys, spool, now, report });
  return { ledger, sealSubject: subjectSealer(keys), keptIn: placeInWords(place) };
}
