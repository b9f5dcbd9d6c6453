import { KEPT_MS } from '../keep-times.js';
import type { AuditEntry } from '../ledger.js';
import { appendAudit } from './audit-trail.js';
import { expiredInWords } from './expired-in-words.js';
import type { Database } from './tables.js';

/** What is to go: by its time, and more where an operator says so. */
export interface Expiry {
  readonly at: number;
  /** cards, feedback and counts from before this moment, whatever their time */
  readonly before?: number | undefined;
  /** every keyed hash, whatever its time: all cooldowns end */
  readonly allMarks?: boolean | undefined;
  /** what the audit says of it, to which what went is added; undefined where it is nothing but due */
  readonly audit?: AuditEntry | undefined;
}

/** How many rows went, or lost their marks or comment. */
export interface Expired {
  readonly marks: number;
  readonly cooldowns: number;
  readonly tokens: number;
  readonly comments: number;
  readonly records: number;
}

function changed(
  results: readonly { readonly numDeletedRows?: bigint; readonly numUpdatedRows?: bigint }[],
): number {
  return results.reduce(
    (sum, { numDeletedRows, numUpdatedRows }) => sum + Number(numDeletedRows ?? numUpdatedRows ?? 0),
    0,
  );
}

async function expireMarks({ db }: Database, { at, allMarks }: Expiry): Promise<number> {
  return changed(
    await db
      .updateTable('issued_card')
      .set({ patient_topic: null, patient_encounter: null })
      .where('patient_topic', 'is not', null)
      .$if(allMarks !== true, (query) => query.where('hour', '<=', at - KEPT_MS.marks))
      .execute(),
  );
}

async function expireCooldowns({ db }: Database, { at, allMarks }: Expiry): Promise<number> {
  return changed(
    await db
      .deleteFrom('cooldown')
      .$if(allMarks !== true, (query) => query.where('kept_until', '<=', at))
      .execute(),
  );
}

async function expireComments({ db }: Database, { at }: Expiry): Promise<number> {
  return changed(
    await db
      .updateTable('feedback')
      .set({ comment: null, comment_key: null })
      .where('comment', 'is not', null)
      .where('received_at', '<=', at - KEPT_MS.comments)
      .execute(),
  );
}

async function expireRows({ db }: Database, { at, before }: Expiry): Promise<number> {
  // What begins at the limit has been kept long enough; what an operator names ends just before it.
  const limit = Math.max(at - KEPT_MS.records, (before ?? 0) - 1);
  return changed([
    ...(await db.deleteFrom('issued_card').where('hour', '<=', limit).execute()),
    ...(await db.deleteFrom('feedback').where('received_at', '<=', limit).execute()),
    ...(await db.deleteFrom('hour_count').where('hour', '<=', limit).execute()),
    ...(await db.deleteFrom('day_count').where('day', '<=', limit).execute()),
  ]);
}

/** Lets go of what has been kept long enough, and says so in the audit where it is told to: both or neither. The audit stays. */
export async function expireRecords(database: Database, expiry: Expiry): Promise<Expired> {
  const tokens = await database.db.deleteFrom('token_claim').where('kept_until', '<=', expiry.at).execute();
  const gone = {
    marks: await expireMarks(database, expiry),
    cooldowns: await expireCooldowns(database, expiry),
    tokens: changed(tokens),
    comments: await expireComments(database, expiry),
    records: await expireRows(database, expiry),
  };
  const { audit } = expiry;
  if (audit !== undefined)
    await appendAudit(database, { ...audit, detail: `${audit.detail}: ${expiredInWords(gone)}` });
  return gone;
}
