import { HavenError } from '../model/haven-error.js';

/** Said to whoever runs a command on a database that no service uses: it would report success on what nobody follows. */
export function noLedger(where: string): HavenError {
  return new HavenError(
    'configuration-invalid',
    `no ledger ${where}: set HAVEN_DATABASE_URL as the service has it, or run this in its folder`,
  );
}
