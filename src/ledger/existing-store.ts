import { openStore } from './open-ledger.js';
import type { DatabasePlace } from './open-ledger.js';
import type { Store } from './store/operations.js';

/**
 * Opens the database of a service that has run, for a command beside it. A file or tables that are not there are not made: a command
 * would report success on a ledger that nobody follows.
 *
 * @throws HavenError `configuration-invalid` where there is no such file, no ledger is in it, or it cannot be opened; of PostgreSQL the
 * first question throws it
 */
export async function existingStore(place: DatabasePlace): Promise<Store> {
  return openStore(place, { mustExist: true });
}
