import { appendCards } from './append-cards.js';
import { appendReports } from './append-reports.js';
import type { Entry } from './entry.js';
import { lockArrivals } from './lock-arrivals.js';
import type { Database } from './tables.js';

/** Entries of one statement: both databases bound how many values one may have. */
const AT_ONCE = 200;

/** Appends cards and reports, all or none. What is there already changes nothing: everything may come twice, in any order. */
export async function appendEntries(database: Database, entries: readonly Entry[]): Promise<void> {
  await lockArrivals(database, entries);
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE);
    await appendCards(
      database,
      some.filter((entry) => entry.kind === 'card'),
    );
    const reports = some.filter((entry) => entry.kind === 'report');
    if (reports.length > 0) await appendReports(database, reports);
  }
}
