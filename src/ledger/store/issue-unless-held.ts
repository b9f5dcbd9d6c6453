import { sql } from 'kysely';
import { holdBack } from '../../decide/hold-back.js';
import type { HeldBack, HoldBackFrame } from '../../decide/hold-back.js';
import { recallFrom } from '../cooldown.js';
import type { Remembered } from '../cooldown.js';
import type { SubjectMarks } from '../ledger.js';
import { appendCards } from './append-cards.js';
import type { CardEntry } from './entry.js';
import { readSubject } from './read-subject.js';
import type { Database } from './tables.js';

/** A card that is about to be given, and what it is held against. */
export interface CardToIssue {
  readonly entry: CardEntry;
  readonly marks: SubjectMarks;
  readonly frame: HoldBackFrame;
}

/**
 * Cards of clients that tell no outcomes are counted: another replica that counts the same patient's waits until this transaction has
 * ended. In one order everywhere, so that none waits for another in a ring.
 */
async function lockCounted({ db, dialect }: Database, asked: readonly CardToIssue[]): Promise<void> {
  if (dialect === 'sqlite') return;
  const counted = asked.filter(({ frame }) => frame.times !== undefined && !frame.reportsOutcomes);
  const marks = new Set(counted.flatMap(({ marks: { patientTopic } }) => patientTopic));
  for (const mark of [...marks].toSorted())
    // One after another: that is their order.
    // oxlint-disable-next-line no-await-in-loop
    await sql`select pg_advisory_xact_lock(hashtextextended(${mark}, 0))`.execute(db);
}

function asRemembered({ tier, hour, patientEncounter }: CardEntry): Remembered {
  return { tier, hour, patientEncounter, until: 0, encounterUntil: 0, cards: 1 };
}

/**
 * Appends cards, each unless what is remembered of its patient and topic holds it back, those before it in the list included.
 *
 * @returns for each why it was not appended; undefined where it was
 */
export async function issueUnlessHeld(
  database: Database,
  asked: readonly CardToIssue[],
): Promise<readonly (HeldBack | undefined)[]> {
  await lockCounted(database, asked);
  const given: CardEntry[] = [];
  const held: (HeldBack | undefined)[] = [];
  for (const { entry, marks, frame } of asked) {
    const { patientTopic } = marks;
    const { times, at } = frame;
    // One connection answers one after another.
    // oxlint-disable-next-line no-await-in-loop
    const before = times === undefined ? [] : await readSubject(database, { marks: patientTopic, at });
    const together = given.filter((other) => patientTopic.includes(other.patientTopic)).map(asRemembered);
    const why = holdBack(recallFrom([...before, ...together], marks, at), entry.tier, frame);
    if (why === undefined) given.push(entry);
    held.push(why);
  }
  await appendCards(database, given);
  return held;
}
