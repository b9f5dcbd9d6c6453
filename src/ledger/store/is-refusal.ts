import { HavenError } from '../../model/haven-error.js';

/** Data that cannot be stored, a broken constraint, transactions that crossed: SQLSTATE classes 22, 23 and 40, and what SQLite calls so. */
const REFUSAL = /^(?:PostgreSQL: (?:22|23|40)\w{3}|SQLite: SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE)\w*)$/;

/** True where a database that is well has not done this one thing; false where it may be down. */
export function isRefusal(error: unknown): boolean {
  return error instanceof HavenError && REFUSAL.test(error.message);
}
