import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AuditEntry } from '../ledger.js';
import type { Database, Tables } from './tables.js';

type AuditRow = Tables['audit'];

/** What the first entry follows. */
const BEGINNING = '0'.repeat(64);
const PAGE = 1000;

function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const parts = [row.previous, row.seq, row.at, row.kind, row.made_by, row.department, row.detail];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Until the end of the transaction nobody else appends: two replicas must not follow the same entry. SQLite has one writer at a time by itself. */
export async function lockAudit({ db, dialect }: Database): Promise<void> {
  if (dialect === 'postgres') await sql`lock table audit in exclusive mode`.execute(db);
}

/** Appends an entry that holds the hash of the one before it. */
export async function appendAudit(database: Database, entry: AuditEntry): Promise<void> {
  const { db } = database;
  await lockAudit(database);
  const last = await db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    kind: entry.kind,
    made_by: entry.by,
    department: entry.department ?? '',
    detail: entry.detail,
    previous: last?.hash ?? BEGINNING,
  };
  await db
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row) })
    .execute();
}

/** Whether the chain holds, and where it ends. */
export type AuditCheck =
  | { readonly kind: 'holds'; readonly entries: number; readonly head: string; readonly hasNoted: boolean }
  | { readonly kind: 'broken'; readonly seq: number; readonly problem: string };

function problemOf(row: AuditRow, seq: number, previous: string): string | undefined {
  if (row.seq !== seq) return `entry ${seq} is missing`;
  if (row.previous !== previous) return 'it does not follow the entry before it';
  return row.hash === hashOf(row) ? undefined : 'it was changed';
}

/** Rows that no entry follows: the chain is numbered from 1, and SQLite lets a key be null. */
async function countOutside({ db }: Database): Promise<number> {
  const { rows } = await db
    .selectFrom('audit')
    .select((expression) => expression.fn.countAll<number>().as('rows'))
    .where(({ eb }) => eb('seq', 'is', null).or('seq', '<', 1))
    .executeTakeFirstOrThrow();
  return rows;
}

/**
 * Follows the chain from its beginning; every row of the table is in it, or it is broken.
 *
 * @param noted a head that was written down elsewhere: entries cut off at the end are only missed by it
 */
export async function verifyAudit(
  database: Database,
  { noted }: { readonly noted: string | undefined },
): Promise<AuditCheck> {
  const outside = await countOutside(database);
  if (outside > 0) return { kind: 'broken', seq: 0, problem: `${outside} rows stand outside the chain` };
  let entries = 0;
  let head = BEGINNING;
  let hasNoted = noted === undefined || noted === BEGINNING;
  for (;;) {
    const page = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', entries)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of page) {
      const problem = problemOf(row, entries + 1, head);
      if (problem !== undefined) return { kind: 'broken', seq: entries + 1, problem };
      entries += 1;
      head = row.hash;
      hasNoted ||= head === noted;
    }
    if (page.length < PAGE) return { kind: 'holds', entries, head, hasNoted };
  }
}
