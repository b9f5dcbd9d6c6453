import { sql } from 'kysely';
import type { Remembered } from '../cooldown.js';
import { KEPT_MS, MOST_REMEMBERED } from '../keep-times.js';
import { preparedQuery } from './prepared-query.js';
import type { Database, Tables } from './tables.js';

/** What is asked of one patient and topic. */
export interface SubjectQuestion {
  /** by every key that is in use */
  readonly marks: readonly string[];
  readonly at: number;
}

type Row = Pick<
  Tables['cooldown'],
  'tier' | 'hour' | 'patient_encounter' | 'quiet_until' | 'encounter_until'
> & { readonly cards: number };

/** The newest cards that nobody has answered; those of one hour and encounter that are alike are told as one. */
const selectSubject = preparedQuery<string, number, Row>((db, { each, shared }) => {
  const marks = each((of) => of((mark) => mark));
  // Written out: SQLite prepares a statement anew whenever it is given a limit.
  const most = sql.lit(MOST_REMEMBERED);
  const open = db
    .selectFrom('issued_card')
    .select(['tier', 'hour', 'patient_encounter'])
    .where('patient_topic', 'in', marks)
    .where(
      'hour',
      '>',
      shared((at) => at - KEPT_MS.marks),
    )
    .orderBy('hour', 'desc')
    .limit(most);
  const answered = db
    .selectFrom('cooldown')
    .select((expression) => [
      'tier',
      'hour',
      'patient_encounter',
      'quiet_until',
      'encounter_until',
      expression.lit<number>(1).as('cards'),
    ])
    .where('patient_topic', 'in', marks)
    .where(
      'kept_until',
      '>',
      shared((at) => at),
    )
    .orderBy('kept_until', 'desc')
    .limit(most);
  return db
    .selectFrom(open.as('open'))
    .select((expression) => [
      'tier',
      'hour',
      'patient_encounter',
      expression.lit<number>(0).as('quiet_until'),
      expression.lit<number>(0).as('encounter_until'),
      expression.fn.countAll<number>().as('cards'),
    ])
    .groupBy(['tier', 'hour', 'patient_encounter'])
    .unionAll(db.selectFrom(answered.as('answered')).selectAll());
});

/**
 * Cards about a patient and topic that are still remembered, answered or not: the newest of each, so that a client that asks about
 * one patient without end makes no other wait. While a topic is quiet it has no new cards, so that the newest are the ones that
 * tell.
 */
export async function readSubject(
  database: Database,
  { marks, at }: SubjectQuestion,
): Promise<readonly Remembered[]> {
  const rows = await selectSubject(database, marks, at);
  return rows.map(({ tier, hour, patient_encounter, quiet_until, encounter_until, cards }) => ({
    tier,
    hour,
    patientEncounter: patient_encounter ?? undefined,
    until: quiet_until,
    encounterUntil: encounter_until,
    cards,
  }));
}
