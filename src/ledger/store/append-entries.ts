import { adoptReports, appendReports } from './append-reports.js';
import type { CardEntry, Entry } from './entry.js';
import type { Database, Tables } from './tables.js';

/** Entries of one statement: both databases bound how many values one may have. */
const AT_ONCE = 200;

function cardRow(entry: CardEntry): Tables['issued_card'] {
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

async function appendCards(database: Database, entries: readonly CardEntry[]): Promise<void> {
  const inserted = await database.db
    .insertInto('issued_card')
    .values(entries.map(cardRow))
    .onConflict((conflict) => conflict.doNothing())
    .returning('card')
    .execute();
  if (inserted.length > 0)
    await adoptReports(
      database,
      inserted.map(({ card }) => card),
    );
}

/** Appends cards and reports, all or none. What is there already changes nothing: everything may come twice, in any order. */
export async function appendEntries(database: Database, entries: readonly Entry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE);
    const cards = some.filter((entry) => entry.kind === 'card');
    const reports = some.filter((entry) => entry.kind === 'report');
    if (cards.length > 0) await appendCards(database, cards);
    if (reports.length > 0) await appendReports(database, reports);
  }
}
