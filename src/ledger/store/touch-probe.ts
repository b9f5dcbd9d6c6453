import type { Database } from './tables.js';

/** Writes one row, always the same: a database that reads may still be unable to write. */
export async function touchProbe({ db }: Database, at: number): Promise<void> {
  await db
    .insertInto('ledger_probe')
    .values({ id: 1, at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
    .execute();
}
