import { cooldownAfter } from '../cooldown.js';
import { hourOf, marksEnd } from '../keep-times.js';
import { outweighs } from '../read-report.js';
import type { Weighed } from '../read-report.js';
import { addHours } from './add-counts.js';
import type { CardEntry, Entry, ReportEntry } from './entry.js';
import { NO_TIER, NO_TIME } from './tables.js';
import type { Database, Tables } from './tables.js';

type CardRow = Tables['issued_card'];
type FeedbackRow = Tables['feedback'];

function cardRow(entry: CardEntry): CardRow {
  return {
    card: entry.card,
    uuid: entry.uuid,
    service: entry.service,
    hook: entry.hook,
    topic: entry.topic,
    revision: entry.revision,
    department: entry.department ?? null,
    tier: entry.tier,
    language: entry.language,
    client: entry.client,
    hour: entry.hour,
    patient_topic: entry.patientTopic,
    patient_encounter: entry.patientEncounter ?? null,
    outcome: null,
    reason: null,
    outcome_at: null,
  };
}

function feedbackRow(entry: ReportEntry, isKnown: boolean): FeedbackRow {
  const { quiet, comment } = entry;
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
    quiet_kind: quiet.kind,
    quiet_at: quiet.kind === 'until' ? quiet.at : 0,
    quiet_encounter: quiet.kind === 'until' && quiet.alsoEncounter ? 1 : 0,
    known: isKnown ? 1 : 0,
    comment_key: comment?.key ?? null,
    comment: comment?.sealed ?? null,
  };
}

/** What settling a card needs of a report. */
interface Settling extends Weighed {
  readonly receivedAt: number;
  readonly quiet: ReportEntry['quiet'];
}

function settlingOf(row: FeedbackRow): Settling {
  const { quiet_kind: kind, quiet_at: at, quiet_encounter: alsoEncounter } = row;
  return {
    at: row.at,
    outcome: row.outcome,
    reason: row.reason === '' ? undefined : row.reason,
    receivedAt: row.received_at,
    quiet: kind === 'until' ? { kind, at, alsoEncounter: alsoEncounter === 1 } : { kind },
  };
}

type Marks = Pick<Tables['cooldown'], 'patient_topic' | 'patient_encounter'>;

/** The marks of a card while something may still follow from them: its own, or those that its cooldown took over. */
async function marksOf({ db }: Database, card: CardRow, at: number): Promise<Marks | undefined> {
  const { patient_topic, patient_encounter } = card;
  if (patient_topic !== null)
    return marksEnd(card.hour) > at ? { patient_topic, patient_encounter } : undefined;
  return db
    .selectFrom('cooldown')
    .select(['patient_topic', 'patient_encounter'])
    .where('card', '=', card.card)
    .where('kept_until', '>', at)
    .executeTakeFirst();
}

function holds(report: Settling, { outcome, outcome_at, reason }: CardRow): boolean {
  if (outcome === null || outcome_at === null) return true;
  return outweighs(report, { outcome, at: outcome_at, reason: reason ?? undefined });
}

/** The outcome goes to the card and its marks go to the cooldown, which may be none. */
async function settle(database: Database, card: CardRow, report: Settling): Promise<void> {
  if (!holds(report, card)) return;
  const { db } = database;
  const marks = await marksOf(database, card, report.receivedAt);
  await db
    .updateTable('issued_card')
    .set({
      outcome: report.outcome,
      reason: report.reason ?? null,
      outcome_at: report.at,
      patient_topic: null,
      patient_encounter: null,
    })
    .where('card', '=', card.card)
    .execute();
  if (marks === undefined) return;
  const { hour, tier } = card;
  const cooldown = cooldownAfter(report, { hour, hasEncounter: marks.patient_encounter !== null });
  const ends = {
    quiet_until: cooldown.until,
    encounter_until: cooldown.encounterUntil,
    kept_until: cooldown.keptUntil,
  };
  await db
    .insertInto('cooldown')
    .values({ card: card.card, tier, hour, ...marks, ...ends })
    .onConflict((conflict) => conflict.column('card').doUpdateSet(ends))
    .execute();
}

/** The card as it stands, locked against another replica's report on it. */
function findCard({ db, dialect }: Database, card: string): Promise<CardRow | undefined> {
  return db
    .selectFrom('issued_card')
    .selectAll()
    .where('card', '=', card)
    .$if(dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
}

/** @returns false where the same report is there already */
async function insertReport({ db }: Database, row: FeedbackRow): Promise<boolean> {
  const inserted = await db
    .insertInto('feedback')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['card', 'client', 'outcome', 'reason', 'sent_at'])
        .doUpdateSet({ known: row.known })
        // One that waited for its card is new to it.
        .where('feedback.known', '<', row.known),
    )
    .returning('card')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** @returns whether the report is a new one on a card that is not known */
async function appendReport(database: Database, entry: ReportEntry): Promise<boolean> {
  const card = await findCard(database, entry.card);
  if (card === undefined) return entry.isCardId ? insertReport(database, feedbackRow(entry, false)) : true;
  if (card.client !== entry.client) return true;
  if (await insertReport(database, feedbackRow(entry, true)))
    await settle(database, card, { ...entry, reason: entry.reason });
  return false;
}

/** Reports that came in before their card, by way of another replica. */
async function settleWaiting(database: Database, cards: readonly string[]): Promise<void> {
  const { db } = database;
  const waiting = await db
    .selectFrom('feedback')
    .selectAll()
    .where('card', 'in', cards)
    .where('known', '=', 0)
    .execute();
  for (const row of waiting) {
    const card = await findCard(database, row.card);
    if (card?.client !== row.client) continue;
    await db
      .updateTable('feedback')
      .set({ known: 1 })
      .where('card', '=', row.card)
      .where('client', '=', row.client)
      .execute();
    await settle(database, card, settlingOf(row));
  }
}

async function appendCards(database: Database, entries: readonly CardEntry[]): Promise<void> {
  const inserted = await database.db
    .insertInto('issued_card')
    .values(entries.map(cardRow))
    .onConflict((conflict) => conflict.doNothing())
    .returning('card')
    .execute();
  if (inserted.length > 0)
    await settleWaiting(
      database,
      inserted.map(({ card }) => card),
    );
}

async function appendReports(database: Database, reports: readonly ReportEntry[]): Promise<void> {
  // Two replicas that lock cards in one order never wait for each other in a ring.
  const ordered = reports.toSorted((one, other) => (one.card < other.card ? -1 : 1));
  const unknown = new Map<number, number>();
  for (const report of ordered) {
    if (!(await appendReport(database, report))) continue;
    const hour = hourOf(report.receivedAt);
    unknown.set(hour, (unknown.get(hour) ?? 0) + 1);
  }
  const row = { hook: '', department: '', revision: '', tier: NO_TIER, outcome: 'unknown-card' } as const;
  await addHours(
    database,
    [...unknown].map(([hour, count]) => ({ hour, ...row, count })),
  );
}

/** Appends cards and reports, all or none. What is there already changes nothing: everything may come twice, in any order. */
export async function appendEntries(database: Database, entries: readonly Entry[]): Promise<void> {
  const cards = entries.filter((entry) => entry.kind === 'card');
  const reports = entries.filter((entry) => entry.kind === 'report');
  if (cards.length > 0) await appendCards(database, cards);
  if (reports.length > 0) await appendReports(database, reports);
}
