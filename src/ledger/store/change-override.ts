import type { OverrideChange } from '../../model/mode-override.js';
import type { AuditEntry } from '../ledger.js';
import { appendAudit, lockAudit } from './audit-trail.js';
import type { Database } from './tables.js';

function auditOf(change: OverrideChange): AuditEntry {
  const { department, by, reason } = change;
  switch (change.kind) {
    case 'set':
      return { at: change.since, kind: 'mode', by, department, detail: `set ${change.mode}: ${reason}` };
    case 'clear':
      return { at: change.at, kind: 'mode', by, department, detail: `cleared: ${reason}` };
  }
}

/** Changes an override and says so in the audit, both or neither. */
export async function changeOverride(database: Database, change: OverrideChange): Promise<void> {
  const { db } = database;
  const department = change.department ?? '';
  // Operators who press at once come one after another, in the order in which the audit tells them.
  await lockAudit(database);
  await db.deleteFrom('mode_override').where('department', '=', department).execute();
  if (change.kind === 'set') {
    const { mode, since, by, reason } = change;
    await db.insertInto('mode_override').values({ department, mode, since, made_by: by, reason }).execute();
  }
  await appendAudit(database, auditOf(change));
}
