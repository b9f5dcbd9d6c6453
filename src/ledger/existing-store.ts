import { existsSync } from 'node:fs';
import { HavenError } from '../model/haven-error.js';
import { openStore } from './open-ledger.js';
import type { DatabasePlace } from './open-ledger.js';
import type { Store } from './store/operations.js';

/**
 * Opens the database of a service that has run, for a command beside it. A file that is not there is not made: a command would
 * report success on a ledger that nobody follows.
 *
 * @throws HavenError `configuration-invalid` where there is no such file, or it cannot be opened
 */
export async function existingStore(place: DatabasePlace): Promise<Store> {
  if (place.kind === 'sqlite' && !existsSync(place.file)) {
    throw new HavenError(
      'configuration-invalid',
      `no ledger at ${place.file}: set HAVEN_DATABASE_URL as the service has it, or run this in its folder`,
    );
  }
  return openStore(place);
}
