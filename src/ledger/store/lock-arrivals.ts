import { sql } from 'kysely';
import type { Entry } from './entry.js';
import type { Database } from './tables.js';

/** More cards than that are not asked for: a lock too many costs less than so long a question. */
const MOST_ASKED = 200;
/** Whoever waits longer comes again: in the meantime the database is not taken for one that is down. */
const WAIT_MS = 500;

async function knows({ db }: Database, cards: ReadonlySet<string>): Promise<boolean> {
  const rows = await db
    .selectFrom('issued_card')
    .select('card')
    .where('card', 'in', [...cards])
    .execute();
  return rows.length === cards.size;
}

/**
 * A report may be here before its card, which is still in the spool of another replica. Of two transactions at once, one with the
 * card and one with the report, PostgreSQL shows neither what the other has written, and the report would wait for good. So one
 * that brings cards late, or reports on cards that are not there, waits until the other has ended. It asks for that before
 * it locks anything else. SQLite has one writer at a time.
 */
export async function lockArrivals(database: Database, entries: readonly Entry[]): Promise<void> {
  if (database.dialect === 'sqlite') return;
  const reported = new Set(
    entries.flatMap((entry) => (entry.kind === 'report' && entry.isCardId ? [entry.card] : [])),
  );
  const hasCards = entries.some(({ kind }) => kind === 'card');
  if (!hasCards && reported.size === 0) return;
  if (!hasCards && reported.size <= MOST_ASKED && (await knows(database, reported))) return;
  await sql`select set_config('lock_timeout', ${`${WAIT_MS}ms`}, true)`.execute(database.db);
  await sql`select pg_advisory_xact_lock(hashtextextended('haven-arrivals', 0))`.execute(database.db);
}
