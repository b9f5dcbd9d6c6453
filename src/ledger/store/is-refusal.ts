import { HavenError } from '../../model/haven-error.js';

/** Data that cannot be stored, a broken constraint: SQLSTATE classes 22 and 23, and what SQLite calls so. */
const REFUSAL = /^(?:PostgreSQL: (?:22|23)\w{3}|SQLite: SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE)\w*)$/;
/** Transactions that crossed, or a lock that another one kept for too long: SQLSTATE class 40 and 55P03. */
const CROSSED = /^PostgreSQL: (?:40\w{3}|55P03)$/;

/** True where the same thing may be done the next time: that it was not says nothing of what was asked. */
export function isCrossed(error: unknown): boolean {
  return error instanceof HavenError && CROSSED.test(error.message);
}

/** True where a database that is well has not done this one thing; false where it may be down. */
export function isRefusal(error: unknown): boolean {
  return error instanceof HavenError && (REFUSAL.test(error.message) || isCrossed(error));
}
