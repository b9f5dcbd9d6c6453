import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { appendEntries } from '../../src/ledger/store/append-entries.js';
import { claimTokens } from '../../src/ledger/store/claim-tokens.js';
import { cardEntry } from '../../src/ledger/store/entry.js';
import { issueUnlessHeld } from '../../src/ledger/store/issue-unless-held.js';
import { keepStatements } from '../../src/ledger/store/keep-statements.js';
import { migrate } from '../../src/ledger/store/migrations.js';
import type { Tables } from '../../src/ledger/store/tables.js';
import { AT, BY_OUTCOME, cardFor, somebody } from '../support/ledger-cards.js';

describe('what a call asks of SQLite', () => {
  it('is prepared once, and never anew: no statement has a place for its limit, by which SQLite plans', async () => {
    const sqlite = new Sqlite(':memory:');
    const prepared: string[] = [];
    const kept = keepStatements({
      close: () => sqlite.close(),
      prepare: (sql) => {
        prepared.push(sql);
        return sqlite.prepare(sql);
      },
    });
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kept }) });
    const database = { db, dialect: 'sqlite' } as const;
    await migrate(database);
    prepared.length = 0;
    for (let call = 0; call < 3; call += 1) {
      const card = cardFor(somebody());
      const frame = { ...BY_OUTCOME, at: AT };
      // One after another, as one connection answers.
      // oxlint-disable-next-line no-await-in-loop
      await claimTokens(database, { tokens: [{ token: `t${call}`, kept_until: AT }], now: AT });
      // oxlint-disable-next-line no-await-in-loop
      await issueUnlessHeld(database, [{ entry: cardEntry(card), marks: card.marks, frame }]);
      // oxlint-disable-next-line no-await-in-loop
      await appendEntries(database, [cardEntry(cardFor(somebody()))]);
    }
    await db.destroy();
    expect(prepared).toHaveLength(new Set(prepared).size);
    expect(prepared.join('\n')).toMatch(/limit 64/);
    expect(prepared.join('\n')).not.toMatch(/limit \?/);
  });
});
