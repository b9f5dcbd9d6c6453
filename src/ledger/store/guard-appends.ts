import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from './tables.js';

/**
 * An entry of the audit has the number after the last one, or the database refuses it: `insert or replace` would take the place of
 * one that is there past the guards against a change, and SQLite lets a key be null.
 */
export async function guardAppends(db: Kysely<unknown>, dialect: Database['dialect']): Promise<void> {
  if (dialect === 'sqlite') {
    // A rowid that is not given is -1 here.
    await sql`create trigger audit_insert before insert on audit
      when new.seq is not (select coalesce(max(seq), 0) + 1 from audit)
        or (new.rowid > 0 and exists (select 1 from audit where rowid = new.rowid))
      begin select raise(abort, 'the audit is append-only'); end`.execute(db);
    return;
  }
  await sql`create function audit_is_in_order() returns trigger language plpgsql as
    $$ begin
      if new.seq is distinct from (select coalesce(max(seq), 0) + 1 from audit) then
        raise exception 'the audit is append-only';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger audit_insert before insert on audit
    for each row execute function audit_is_in_order()`.execute(db);
}
