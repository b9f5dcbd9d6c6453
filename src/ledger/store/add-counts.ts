import type { Counts } from '../count-table.js';
import type { HourCount } from '../ledger.js';
import type { DayCell } from '../suppress-cells.js';
import { NO_TIER } from './tables.js';
import type { Database, Tables } from './tables.js';

type HourRow = Tables['hour_count'];
type DayRow = Tables['day_count'];

/** Rows of one statement: both databases bound how many values one may have. */
const AT_ONCE = 500;

function hourRow({ hour, hook, department, revision, tier, outcome, count }: HourCount): HourRow {
  return {
    hour,
    hook: hook ?? '',
    department: department ?? '',
    revision: revision ?? '',
    tier: tier ?? NO_TIER,
    outcome,
    count,
  };
}

function dayRow({ day, outcome, ageBand, count }: DayCell): DayRow {
  return { day, outcome, age_band: ageBand ?? '', count };
}

/** In one order everywhere, so that replicas never wait for each other in a ring; in pieces that fit. */
function pieces<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const ordered = rows
    .map((row) => ({ row, key: JSON.stringify(row) }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ row }) => row);
  const count = Math.ceil(ordered.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => ordered.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}

/** Adds to the counts of hours. */
export async function addHours({ db }: Database, rows: readonly HourRow[]): Promise<void> {
  for (const piece of pieces(rows))
    await db
      .insertInto('hour_count')
      .values([...piece])
      .onConflict((conflict) =>
        conflict
          .columns(['hour', 'hook', 'department', 'revision', 'tier', 'outcome'])
          .doUpdateSet((expression) => ({
            count: expression('hour_count.count', '+', expression.ref('excluded.count')),
          })),
      )
      .execute();
}

async function addDays({ db }: Database, rows: readonly DayRow[]): Promise<void> {
  for (const piece of pieces(rows))
    await db
      .insertInto('day_count')
      .values([...piece])
      .onConflict((conflict) =>
        conflict.columns(['day', 'outcome', 'age_band']).doUpdateSet((expression) => ({
          count: expression('day_count.count', '+', expression.ref('excluded.count')),
        })),
      )
      .execute();
}

/** Adds what a process counted since it last did so. */
export async function addCounts(database: Database, { hours, days }: Counts): Promise<void> {
  await addHours(database, hours.map(hourRow));
  await addDays(database, days.map(dayRow));
}
