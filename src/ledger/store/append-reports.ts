import { hourOf } from '../keep-times.js';
import { reportIdentity } from '../read-report.js';
import { addHours } from './add-counts.js';
import type { ReportEntry } from './entry.js';
import { findCards, settleCards } from './settle-cards.js';
import type { CardReport } from './settle-cards.js';
import { preparedQuery } from './prepared-query.js';
import { NO_TIER, NO_TIME } from './tables.js';
import type { Database, Tables } from './tables.js';

type FeedbackRow = Tables['feedback'];

function quietColumns({
  quiet,
}: ReportEntry): Pick<FeedbackRow, 'quiet_kind' | 'quiet_at' | 'quiet_encounter'> {
  if (quiet.kind !== 'until') return { quiet_kind: quiet.kind, quiet_at: 0, quiet_encounter: 0 };
  return { quiet_kind: 'until', quiet_at: quiet.at, quiet_encounter: quiet.alsoEncounter ? 1 : 0 };
}

function feedbackRow(entry: ReportEntry, isKnown: boolean): FeedbackRow {
  return {
    card: entry.card,
    client: entry.client,
    outcome: entry.outcome,
    reason: entry.reason ?? '',
    sent_at: entry.sentAt ?? NO_TIME,
    at: entry.at,
    received_at: entry.receivedAt,
    service: entry.service,
    suggestions: entry.suggestions,
    ...quietColumns(entry),
    known: isKnown ? 1 : 0,
    comment_key: entry.comment?.key ?? null,
    comment: entry.comment?.sealed ?? null,
  };
}

function reportOf(row: FeedbackRow): CardReport {
  const { quiet_kind: kind, quiet_at: at, quiet_encounter: alsoEncounter } = row;
  return {
    card: row.card,
    at: row.at,
    outcome: row.outcome,
    reason: row.reason === '' ? undefined : row.reason,
    receivedAt: row.received_at,
    quiet: kind === 'until' ? { kind, at, alsoEncounter: alsoEncounter === 1 } : { kind },
  };
}

/** @returns the rows that were not there yet, or were there and waited for their card */
async function insertNew({ db }: Database, rows: readonly FeedbackRow[]): Promise<readonly FeedbackRow[]> {
  if (rows.length === 0) return [];
  return db
    .insertInto('feedback')
    .values([...rows])
    .onConflict((conflict) =>
      conflict
        .columns(['card', 'client', 'outcome', 'reason', 'sent_at'])
        .doUpdateSet((expression) => ({ known: expression.ref('excluded.known') }))
        .whereRef('feedback.known', '<', 'excluded.known'),
    )
    .returningAll()
    .execute();
}

/** Each report once, in one order everywhere. */
function distinct(reports: readonly ReportEntry[]): readonly ReportEntry[] {
  const byIdentity = new Map<string, ReportEntry>();
  for (const report of reports) {
    const identity = `${reportIdentity(report)} ${report.client}`;
    if (!byIdentity.has(identity)) byIdentity.set(identity, report);
  }
  return [...byIdentity].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, report]) => report);
}

/** Reports on cards that are not known, or not to this client, are counted in the hour in which they came in. */
async function countUnknown(database: Database, moments: readonly number[]): Promise<void> {
  const hours = new Map<number, number>();
  for (const moment of moments) hours.set(hourOf(moment), (hours.get(hourOf(moment)) ?? 0) + 1);
  const row = { hook: '', department: '', revision: '', tier: NO_TIER, outcome: 'unknown-card' } as const;
  await addHours(
    database,
    [...hours].map(([hour, count]) => ({ hour, ...row, count })),
  );
}

/** Appends reports, each once; those on cards that may still come wait for them. */
export async function appendReports(database: Database, entries: readonly ReportEntry[]): Promise<void> {
  const cards = await findCards(database, [...new Set(entries.map(({ card }) => card))]);
  const isKnown = ({ card, client }: ReportEntry): boolean => cards.get(card)?.client === client;
  const isWaiting = ({ card, isCardId }: ReportEntry): boolean => isCardId && !cards.has(card);
  const kept = distinct(entries.filter((entry) => isKnown(entry) || isWaiting(entry)));
  const inserted = await insertNew(
    database,
    kept.map((entry) => feedbackRow(entry, isKnown(entry))),
  );
  const strange = entries.filter((entry) => !isKnown(entry) && !isWaiting(entry));
  const moments = [
    ...inserted.filter(({ known }) => known === 0).map(({ received_at }) => received_at),
    ...strange.map(({ receivedAt }) => receivedAt),
  ];
  await countUnknown(database, moments);
  await settleCards(database, cards, inserted.filter(({ known }) => known === 1).map(reportOf));
}

const selectWaiting = preparedQuery<string, undefined, FeedbackRow>((db, { each }) =>
  db
    .selectFrom('feedback')
    .selectAll()
    .where(
      'card',
      'in',
      each((of) => of((card) => card)),
    )
    .where('known', '=', 0),
);

/** Settles cards by reports that came in before them, by way of another replica. */
export async function adoptReports(database: Database, issued: readonly string[]): Promise<void> {
  const { db } = database;
  const waiting = await selectWaiting(database, issued, undefined);
  if (waiting.length === 0) return;
  const cards = await findCards(database, [...new Set(waiting.map(({ card }) => card))]);
  const adopted = waiting.filter(({ card, client }) => cards.get(card)?.client === client);
  for (const { card, client } of adopted)
    await db
      .updateTable('feedback')
      .set({ known: 1 })
      .where('card', '=', card)
      .where('client', '=', client)
      .execute();
  await settleCards(database, cards, adopted.map(reportOf));
}
