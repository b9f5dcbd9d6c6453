import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { durableLedger } from '../../src/ledger/durable-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { existingStore } from '../../src/ledger/existing-store.js';
import { overrideFile } from '../../src/ledger/override-file.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import { Spool } from '../../src/ledger/spool.js';
import { cardEntry } from '../../src/ledger/store/entry.js';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import type { Store } from '../../src/ledger/store/operations.js';
import {
  accepted,
  AT,
  cardFor,
  COUNTED,
  DAY,
  HOUR,
  recallOf,
  report,
  siteKey,
  somebody,
  until,
} from '../support/ledger-cards.js';
import { until as eventually } from '../support/data-process.js';
import { postgresUnderTest } from '../support/ledger-databases.js';
import { ledgerBehaviour } from './behaviour.js';

const postgres = await postgresUnderTest();
const describeHere = postgres === undefined ? describe.skip : describe;
const clock = { at: AT };
let folder: string;
let store: Store;
let ledger: Ledger;
/** the same database, as another process has it */
let other: Ledger;

async function openReplica(name: string): Promise<{ readonly store: Store; readonly ledger: Ledger }> {
  const replica = postgresStore(postgres?.url ?? '');
  const spool = await Spool.open({ folder: join(folder, name), pid: process.pid, uuid: randomUUID });
  const opened = durableLedger({
    store: replica,
    spool,
    now: () => clock.at,
    report: () => undefined,
    seal: commentSealer([siteKey('one')]),
    overrides: overrideFile(join(folder, name), () => clock.at),
  });
  return { store: replica, ledger: opened };
}

/** How many of the cards nobody has answered. */
async function unanswered(cards: readonly string[]): Promise<number> {
  const client = new Client({ connectionString: postgres?.url });
  await client.connect();
  const { rows } = await client.query('select 1 from issued_card where card = any($1) and outcome is null', [
    cards,
  ]);
  await client.end();
  return rows.length;
}

beforeAll(async () => {
  if (postgres === undefined) return;
  folder = await mkdtemp(join(tmpdir(), 'haven-postgres-'));
  // Both make the tables at once.
  const [one, two] = await Promise.all([openReplica('one'), openReplica('two')]);
  await Promise.all([one.store.ask('probe', AT), two.store.ask('probe', AT)]);
  store = one.store;
  ledger = one.ledger;
  other = two.ledger;
}, 60_000);

afterAll(async () => {
  if (postgres === undefined) return;
  await ledger.close();
  await other.close();
  await postgres.remove();
  await rm(folder, { recursive: true, force: true });
});

describeHere('the ledger in PostgreSQL', () => {
  ledgerBehaviour(() => ({
    ledger,
    clock,
    expire: async (at) => void (await store.ask('expire', { at })),
  }));
});

describeHere('two replicas on one PostgreSQL (issue 4, section 4)', () => {
  it('refuse a token that the other has taken, and of many at once take one', async () => {
    const claims = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? ledger : other).claimToken('https://replica.example', `j${index >> 1}`, AT + HOUR),
    );
    const taken = await Promise.all(claims);
    expect(taken.filter((claim) => claim === 'fresh')).toHaveLength(20);
  });

  it('share what is kept quiet', async () => {
    const subject = somebody();
    const card = cardFor(subject);
    await ledger.issue(card);
    await report(other, [accepted(card.uuid, until(AT + DAY))]);
    expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + DAY });
  });

  it('give a card three times in an encounter, and no more, where calls reach both at once', async () => {
    for (let time = 0; time < 5; time += 1) {
      const subject = somebody();
      const cards = Array.from({ length: 12 }, () => cardFor(subject, { rule: COUNTED }));
      const asked = cards.map((card, index) => (index % 2 === 0 ? ledger : other).issue(card));
      // One after another: they share the database.
      // oxlint-disable-next-line no-await-in-loop
      const answers = await Promise.all(asked);
      expect(answers.filter((why) => why === undefined)).toHaveLength(3);
    }
  });

  it('settle reports on the same cards that come to both at once as one of them would', async () => {
    const subjects = Array.from({ length: 30 }, () => somebody());
    const cards = subjects.map((subject) => cardFor(subject, { revision: 'both' }));
    await Promise.all(cards.map((card) => ledger.issue(card)));
    const early = cards.map(({ uuid }) => accepted(uuid, until(AT + DAY), 1));
    const late = cards.map(({ uuid }) => accepted(uuid, until(AT + 2 * DAY), 2));
    await Promise.all([
      report(ledger, late),
      report(other, early.toReversed()),
      report(ledger, early),
      report(other, late.toReversed()),
    ]);
    for (const subject of subjects)
      expect(await recallOf(other, subject)).toMatchObject({ quietUntil: AT + 2 * DAY });
    const rows = await ledger.counters(0, Number.MAX_SAFE_INTEGER);
    expect(rows.filter(({ revision }) => revision === 'both')).toMatchObject([{ count: 30 }]);
  });

  it('settle cards whose reports come in at the other while they come back from a spool', async () => {
    for (let time = 0; time < 12; time += 1) {
      const cards = Array.from({ length: 60 }, () => cardFor(somebody()));
      const entries = cards.map((card) => cardEntry(card));
      const reports = cards.map(({ uuid }) => accepted(uuid, until(AT + DAY)));
      const arrive = (): Promise<void> => store.ask('append', entries);
      // A moment apart, so that now the one and now the other is first.
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all([setTimeout(time % 3).then(arrive), report(other, reports)]);
      // oxlint-disable-next-line no-await-in-loop
      expect(await unanswered(entries.map(({ card }) => card))).toBe(0);
    }
  });

  it('settle a card that was recorded too late for the one that gave it', async () => {
    const card = cardFor(somebody());
    const entry = cardEntry(card);
    const slow = new Client({ connectionString: postgres?.url });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `insert into issued_card (card, uuid, service, hook, topic, revision, tier, language, client, hour, patient_topic)
       values ($1, $2, 's', 'patient-view', 't', 'r', 2, 'en', $3, $4, 'm')`,
      [entry.card, entry.uuid, entry.client, entry.hour],
    );
    await report(other, [accepted(card.uuid, until(AT + DAY))]);
    await slow.query('commit');
    await slow.end();
    expect(await unanswered([entry.card])).toBe(1);
    // As the spool gives it back.
    await store.ask('append', [entry]);
    expect(await unanswered([entry.card])).toBe(0);
  });

  it('take a report while another stands still with the turn of late arrivals, and no database for one that is down', async () => {
    const still = new Client({ connectionString: postgres?.url });
    await still.connect();
    await still.query('begin');
    await still.query("select pg_advisory_xact_lock(hashtextextended('haven-arrivals', 0))");
    const card = cardFor(somebody());
    await report(other, [accepted(card.uuid, until(AT + DAY))]);
    expect(other.health().filter((reason) => reason.includes('down'))).toStrictEqual([]);
    await still.query('commit');
    await still.end();
    expect(await eventually(() => (other.health().length === 0 ? true : undefined), 10_000)).toBe(true);
    await store.ask('append', [cardEntry(card)]);
    expect(await unanswered([cardEntry(card).card])).toBe(0);
  });

  it('see an override of the other, and write one audit', async () => {
    const override = { department: 'ward', mode: 'off', since: AT, by: 'Jo', reason: 'test' } as const;
    await ledger.setOverride({ kind: 'set', ...override });
    expect(await other.overrides()).toContainEqual(override);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? ledger : other).audit({
          at: AT,
          kind: 'gate',
          by: 'haven',
          department: undefined,
          detail: `entry ${index}`,
        }),
      ),
    );
    expect(await store.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'holds' });
  });

  it('take overrides that come to both at once one after another, as the audit tells them', async () => {
    const made = { department: 'clinic', by: 'Jo', reason: 'test' } as const;
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 === 0 ? ledger : other).setOverride(
          index % 3 === 0
            ? { kind: 'clear', at: AT, ...made }
            : { kind: 'set', mode: 'off', since: AT, ...made },
        ),
      ),
    );
    expect([...ledger.health(), ...other.health()]).toEqual([]);
    const isSet = (await ledger.overrides()).some(({ department }) => department === 'clinic');
    const client = new Client({ connectionString: postgres?.url });
    await client.connect();
    const { rows } = await client.query<{ readonly detail: string }>(
      "select detail from audit where department = 'clinic' order by seq",
    );
    await client.end();
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)?.detail).toBe(isSet ? 'set off: test' : 'cleared: test');
  });
});

describeHere('a PostgreSQL database that no service has used', () => {
  it('gets no tables from a command, which says so instead', async () => {
    const empty = await postgresUnderTest();
    if (empty === undefined) throw new Error('the server has gone');
    try {
      const found = await existingStore({ kind: 'postgres', url: empty.url });
      await expect(found.ask('verifyAudit', { noted: undefined })).rejects.toMatchObject({
        code: 'configuration-invalid',
        message: expect.stringMatching(/^no ledger in this PostgreSQL database: set HAVEN_DATABASE_URL/),
      });
      await found.close();
      const client = new Client({ connectionString: empty.url });
      await client.connect();
      const { rows } = await client.query("select 1 from pg_tables where schemaname = 'public'");
      await client.end();
      expect(rows).toEqual([]);
    } finally {
      await empty.remove();
    }
  });

  it('is served by a command once a service has', async () => {
    const found = await existingStore({ kind: 'postgres', url: postgres?.url ?? '' });
    expect(await found.ask('verifyAudit', { noted: undefined })).toMatchObject({ kind: 'holds' });
    await found.close();
  });
});
