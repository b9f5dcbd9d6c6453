import { adoptReports, appendReports } from './append-reports.js';
import type { CardEntry, Entry } from './entry.js';
import { preparedQuery } from './prepared-query.js';
import type { Database, Tables } from './tables.js';

/** Entries of one statement: both databases bound how many values one may have. */
const AT_ONCE = 200;

const insertCards = preparedQuery<CardEntry, undefined, Pick<Tables['issued_card'], 'card'>>((db, { each }) =>
  db
    .insertInto('issued_card')
    .values(
      each((of) => ({
        card: of(({ card }) => card),
        uuid: of(({ uuid }) => uuid),
        service: of(({ service }) => service),
        hook: of(({ hook }) => hook),
        topic: of(({ topic }) => topic),
        revision: of(({ revision }) => revision),
        department: of(({ department }) => department ?? null),
        tier: of(({ tier }) => tier),
        language: of(({ language }) => language),
        client: of(({ client }) => client),
        hour: of(({ hour }) => hour),
        patient_topic: of(({ patientTopic }) => patientTopic),
        patient_encounter: of(({ patientEncounter }) => patientEncounter ?? null),
        outcome: null,
        reason: null,
        outcome_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('card'),
);

async function appendCards(database: Database, entries: readonly CardEntry[]): Promise<void> {
  const inserted = await insertCards(database, entries, undefined);
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
