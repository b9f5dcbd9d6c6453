import { adoptReports } from './append-reports.js';
import type { CardEntry } from './entry.js';
import { preparedQuery } from './prepared-query.js';
import type { Database, Tables } from './tables.js';

const insertCards = preparedQuery<CardEntry, undefined, Tables['issued_card']>((db, { each }) =>
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
    .onConflict((conflict) => conflict.doNothing()),
);

/**
 * Appends cards, each once, and settles them by reports that were here before them: also those that are there already, since a
 * card may be recorded late by a transaction that nobody waited for.
 */
export async function appendCards(database: Database, entries: readonly CardEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await insertCards(database, entries, undefined);
  await adoptReports(
    database,
    entries.map(({ card }) => card),
  );
}
