import { sql } from 'kysely';
import type { ModeOverride } from '../../model/mode-override.js';
import { hourOf, HOUR_MS } from '../keep-times.js';
import type { HourCount } from '../ledger.js';
import type { SealedComment } from '../seal-comment.js';
import type { DayCell } from '../suppress-cells.js';
import { NO_TIER } from './tables.js';
import type { Database, Tables } from './tables.js';

/** A comment as it is kept, with what was reported beside it. */
export interface KeptComment {
  readonly card: string;
  readonly receivedAt: number;
  readonly outcome: Tables['feedback']['outcome'];
  readonly reason: string | undefined;
  readonly comment: SealedComment;
}

/** Operators' overrides that hold. */
export async function readOverrides({ db }: Database): Promise<readonly ModeOverride[]> {
  const rows = await db.selectFrom('mode_override').selectAll().orderBy('department').execute();
  return rows.map(({ department, mode, since, made_by, reason }) => ({
    department: department === '' ? undefined : department,
    mode,
    since,
    by: made_by,
    reason,
  }));
}

/** Moments `[from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The first hour that begins at a moment or after it. */
function nextHour(moment: number): number {
  return hourOf(moment + HOUR_MS - 1);
}

function hourCount(row: Tables['hour_count']): HourCount {
  return {
    hour: row.hour,
    hook: row.hook === '' ? undefined : row.hook,
    department: row.department === '' ? undefined : row.department,
    revision: row.revision === '' ? undefined : row.revision,
    tier: row.tier === NO_TIER ? undefined : row.tier,
    outcome: row.outcome,
    count: row.count,
  };
}

/** What became of cards, each once, in the hour of the report that holds. */
async function readOutcomes({ db }: Database, { from, to }: Span): Promise<readonly HourCount[]> {
  // Whole numbers divide without rest in both databases.
  const hour = sql<number>`outcome_at / ${sql.lit(HOUR_MS)} * ${sql.lit(HOUR_MS)}`;
  const rows = await db
    .selectFrom('issued_card')
    .select((expression) => [
      hour.as('outcome_hour'),
      'hook',
      'department',
      'revision',
      'tier',
      'outcome',
      expression.fn.countAll<number>().as('count'),
    ])
    .where('outcome_at', '>=', nextHour(from))
    .where('outcome_at', '<', nextHour(to))
    .groupBy(['outcome_hour', 'hook', 'department', 'revision', 'tier', 'outcome'])
    .execute();
  return rows.flatMap(({ outcome_hour, outcome, department, ...row }) =>
    outcome === null ? [] : [{ ...row, hour: outcome_hour, outcome, department: department ?? undefined }],
  );
}

/** Counts of the hours that begin in a span. */
export async function readHours(database: Database, span: Span): Promise<readonly HourCount[]> {
  const rows = await database.db
    .selectFrom('hour_count')
    .selectAll()
    .where('hour', '>=', span.from)
    .where('hour', '<', span.to)
    .execute();
  return [...rows.map(hourCount), ...(await readOutcomes(database, span))];
}

/** Counts of the days that begin in a span, every cell as it is: nobody may see them before small ones are hidden. */
export async function readDays({ db }: Database, { from, to }: Span): Promise<readonly DayCell[]> {
  const rows = await db
    .selectFrom('day_count')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<', to)
    .execute();
  return rows.map(({ day, outcome, age_band, count }) => ({
    day,
    outcome,
    ageBand: age_band === '' ? undefined : age_band,
    count,
  }));
}

/** Comments that came in during a span, sealed. */
export async function readComments({ db }: Database, { from, to }: Span): Promise<readonly KeptComment[]> {
  const rows = await db
    .selectFrom('feedback')
    .select(['card', 'received_at', 'outcome', 'reason', 'comment_key', 'comment'])
    .where('comment', 'is not', null)
    .where('received_at', '>=', from)
    .where('received_at', '<', to)
    .orderBy('received_at')
    .execute();
  return rows.flatMap(({ card, received_at, outcome, reason, comment_key, comment }) =>
    comment === null || comment_key === null
      ? []
      : [
          {
            card,
            receivedAt: received_at,
            outcome,
            reason: reason === '' ? undefined : reason,
            comment: { key: comment_key, sealed: comment },
          },
        ],
  );
}
