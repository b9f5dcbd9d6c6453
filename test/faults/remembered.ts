import Database from 'better-sqlite3';
import { Client } from 'pg';
import { cardDigest } from '../../src/ledger/read-report.js';
import type { Tally } from './tally.js';

const QUESTIONS = {
  cards: 'select card as name from issued_card',
  reported: 'select card as name from feedback',
  changes: "select made_by as name from audit where kind = 'mode'",
} as const;
type What = keyof typeof QUESTIONS;

/** Names that a database holds, by what they are. */
export type Remembered = Readonly<Record<What, ReadonlySet<string>>>;

interface Named {
  readonly name: string;
}

async function everything(ask: (sql: string) => Promise<readonly Named[]>): Promise<Remembered> {
  const names = async (what: What): Promise<ReadonlySet<string>> =>
    new Set((await ask(QUESTIONS[what])).map(({ name }) => name));
  return { cards: await names('cards'), reported: await names('reported'), changes: await names('changes') };
}

/** Reads what a ledger holds, from its database and past the service. */
export async function readRemembered(database: string): Promise<Remembered> {
  if (database.startsWith('postgres')) {
    const client = new Client({ connectionString: database });
    await client.connect();
    try {
      return await everything(async (sql) => (await client.query<Named>(sql)).rows);
    } finally {
      await client.end();
    }
  }
  const file = new Database(database, { readonly: true });
  try {
    return await everything((sql) => Promise.resolve(file.prepare<[], Named>(sql).all()));
  } finally {
    file.close();
  }
}

/** What was acknowledged and is not remembered. */
export interface Lost {
  readonly cards: number;
  readonly reported: number;
  readonly changes: number;
}

function missing(
  promised: ReadonlySet<string>,
  kept: ReadonlySet<string>,
  nameOf: (name: string) => string,
): number {
  return [...promised].filter((name) => !kept.has(nameOf(name))).length;
}

/** Compares what was promised with what is remembered. */
export function lostOf({ cards, reported, changes }: Tally, remembered: Remembered): Lost {
  return {
    cards: missing(cards, remembered.cards, cardDigest),
    reported: missing(reported, remembered.reported, cardDigest),
    changes: missing(changes, remembered.changes, (name) => name),
  };
}
