import { settle, unsettled } from '../cooldown.js';
import type { Settled, Settling } from '../cooldown.js';
import type { Database, Tables } from './tables.js';

type CardRow = Tables['issued_card'];
type CooldownRow = Tables['cooldown'];

/** A report, and the card that it is about. */
export interface CardReport extends Settling {
  readonly card: string;
}

/** Cards as they stand, locked against another replica's reports on them, in one order everywhere. */
export async function findCards(
  { db, dialect }: Database,
  cards: readonly string[],
): Promise<ReadonlyMap<string, CardRow>> {
  const rows = await db
    .selectFrom('issued_card')
    .selectAll()
    .where('card', 'in', cards)
    .orderBy('card')
    .$if(dialect === 'postgres', (query) => query.forUpdate())
    .execute();
  return new Map(rows.map((row) => [row.card, row]));
}

/** Where the marks of a card are: in its own row until it is answered, then in its cooldown. */
type Marked = Pick<CooldownRow, 'patient_topic' | 'patient_encounter'>;

interface Standing {
  readonly row: CardRow;
  readonly marks: Marked | undefined;
  readonly settled: Settled;
}

function standingOf(row: CardRow, cooldown: CooldownRow | undefined): Standing {
  const { outcome, outcome_at, reason, patient_topic, patient_encounter } = row;
  if (outcome === null || outcome_at === null) {
    const marks = patient_topic === null ? undefined : { patient_topic, patient_encounter };
    return { row, marks, settled: unsettled(row.hour) };
  }
  const {
    quiet_until: until = 0,
    encounter_until: encounterUntil = 0,
    kept_until: keptUntil = 0,
  } = cooldown ?? {};
  const report = { outcome, at: outcome_at, reason: reason ?? undefined };
  return { row, marks: cooldown, settled: { report, cooldown: { until, encounterUntil, keptUntil } } };
}

function settleAll({ row, marks, settled }: Standing, reports: readonly Settling[]): Settled {
  const card = { hour: row.hour, hasEncounter: (marks?.patient_encounter ?? null) !== null };
  return reports.reduce((before, report) => settle(card, before, report), settled);
}

function answeredRow(row: CardRow, { report }: Settled): CardRow {
  return {
    ...row,
    outcome: report?.outcome ?? null,
    reason: report?.reason ?? null,
    outcome_at: report?.at ?? null,
    patient_topic: null,
    patient_encounter: null,
  };
}

function cooldownRow(
  { row, marks, settled: before }: Standing,
  { cooldown }: Settled,
): readonly CooldownRow[] {
  if (marks === undefined || cooldown === before.cooldown) return [];
  return [
    {
      card: row.card,
      tier: row.tier,
      hour: row.hour,
      patient_topic: marks.patient_topic,
      patient_encounter: marks.patient_encounter,
      quiet_until: cooldown.until,
      encounter_until: cooldown.encounterUntil,
      kept_until: cooldown.keptUntil,
    },
  ];
}

/** Cards exist: this only changes what became of them. */
async function writeOutcomes({ db }: Database, rows: readonly CardRow[]): Promise<void> {
  await db
    .insertInto('issued_card')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('card').doUpdateSet((expression) => ({
        outcome: expression.ref('excluded.outcome'),
        reason: expression.ref('excluded.reason'),
        outcome_at: expression.ref('excluded.outcome_at'),
        patient_topic: null,
        patient_encounter: null,
      })),
    )
    .execute();
}

async function writeCooldowns({ db }: Database, rows: readonly CooldownRow[]): Promise<void> {
  await db
    .insertInto('cooldown')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('card').doUpdateSet((expression) => ({
        quiet_until: expression.ref('excluded.quiet_until'),
        encounter_until: expression.ref('excluded.encounter_until'),
        kept_until: expression.ref('excluded.kept_until'),
      })),
    )
    .execute();
}

/**
 * Settles cards by new reports: the outcome goes to the card, its marks go to the cooldown, or go. As many statements for one
 * report as for many.
 */
export async function settleCards(
  database: Database,
  cards: ReadonlyMap<string, CardRow>,
  reports: readonly CardReport[],
): Promise<void> {
  const known = new Set(reports.map(({ card }) => card).filter((card) => cards.has(card)));
  if (known.size === 0) return;
  const cooldowns = await database.db
    .selectFrom('cooldown')
    .selectAll()
    .where('card', 'in', [...known])
    .execute();
  const outcomes: CardRow[] = [];
  const changed: CooldownRow[] = [];
  for (const row of cards.values()) {
    const standing = standingOf(
      row,
      cooldowns.find(({ card }) => card === row.card),
    );
    const settled = settleAll(
      standing,
      reports.filter(({ card }) => card === row.card),
    );
    if (settled.report === standing.settled.report) continue;
    outcomes.push(answeredRow(row, settled));
    changed.push(...cooldownRow(standing, settled));
  }
  if (outcomes.length > 0) await writeOutcomes(database, outcomes);
  if (changed.length > 0) await writeCooldowns(database, changed);
}
