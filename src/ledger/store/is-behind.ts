import { ForeignTables } from './foreign-tables.js';

/**
 * Whether a database lacks migrations of this version. Where it has had all of them and more, a newer version has been here: what that
 * added is let alone, so that the version before can be gone back to.
 *
 * @throws ForeignTables where what it has had is neither the beginning of ours nor begins with ours
 */
export function isBehind(executed: readonly string[], ours: readonly string[]): boolean {
  for (const [index, expected] of ours.entries()) {
    const found = executed[index];
    if (found === undefined) return true;
    if (found !== expected) throw new ForeignTables(found, expected);
  }
  return false;
}
