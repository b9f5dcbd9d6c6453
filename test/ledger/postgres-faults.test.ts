import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { cardDigest } from '../../src/ledger/read-report.js';
import { until as eventually } from '../support/data-process.js';
import {
  accepted,
  AT,
  cardFor,
  COUNTED,
  DAY,
  recallOf,
  report,
  siteKey,
  somebody,
  until,
} from '../support/ledger-cards.js';
import { postgresUnderTest } from '../support/ledger-databases.js';
import { tcpProxy } from '../support/tcp-proxy.js';
import type { TcpProxy } from '../support/tcp-proxy.js';

const postgres = await postgresUnderTest();
const describeHere = postgres === undefined ? describe.skip : describe;
const url = new URL(postgres?.url ?? 'postgres://nowhere');
let proxy: TcpProxy;
let folder: string;

beforeAll(async () => {
  proxy = await tcpProxy(url.hostname, Number(url.port || '5432'));
  folder = await mkdtemp(join(tmpdir(), 'haven-faults-'));
});
afterAll(async () => {
  await proxy.close();
  await rm(folder, { recursive: true, force: true });
  await postgres?.remove();
});

function open(password?: string): Promise<Ledger> {
  const through = new URL(url);
  through.host = `127.0.0.1:${proxy.port}`;
  if (password !== undefined) through.pathname = `/${password}`;
  return openLedger(
    { kind: 'postgres', url: through.href },
    {
      keys: [siteKey('one')],
      spool: { folder, pid: process.pid, uuid: randomUUID },
      now: () => AT,
      report: () => undefined,
    },
  );
}

async function column(query: string): Promise<ReadonlyMap<string, number>> {
  const client = new Client({ connectionString: url.href });
  await client.connect();
  const { rows } = await client.query<{ readonly one: string }>(query);
  await client.end();
  const found = new Map<string, number>();
  for (const { one } of rows) found.set(one, (found.get(one) ?? 0) + 1);
  return found;
}

describeHere('PostgreSQL stopped and started under load', () => {
  it.each([
    ['cut', () => proxy.cut(), () => proxy.mend()],
    ['silent', async () => proxy.hold(true), async () => proxy.hold(false)],
  ])(
    '%s: every card is given, nothing acknowledged is lost, and each is there once',
    async (_, stop, start) => {
      const ledger = await open();
      const subject = somebody();
      const acknowledged: string[] = [];
      const slow: number[] = [];
      const over = new AbortController();
      const write = async (): Promise<void> => {
        while (!over.signal.aborted) {
          const card = cardFor(subject);
          const begun = performance.now();
          await ledger.issue(card);
          slow.push(performance.now() - begun);
          await report(ledger, [accepted(card.uuid, until(AT + DAY))]);
          acknowledged.push(card.uuid);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      };
      const writers = Array.from({ length: 4 }, write);
      for (let round = 0; round < 2; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await stop();
        const down = await eventually(() => (ledger.health().length > 0 ? true : undefined), 10_000);
        expect(down).toBe(true);
        await start();
        const back = await eventually(
          () => (ledger.health().some((reason) => /is down/.test(reason)) ? undefined : true),
          20_000,
        );
        expect(back).toBe(true);
      }
      over.abort();
      await Promise.all(writers);
      await eventually(() => (ledger.health().length === 0 ? true : undefined), 20_000);
      expect(ledger.health()).toStrictEqual([]);
      // A second for the database and one for the spool at most, and what a busy machine adds.
      expect(Math.max(...slow)).toBeLessThan(5000);
      const cards = await column('select uuid as one from issued_card');
      const reports = await column('select card as one from feedback where known = 1');
      expect(acknowledged.length).toBeGreaterThan(10);
      expect(acknowledged.filter((uuid) => cards.get(uuid) !== 1)).toStrictEqual([]);
      expect(acknowledged.filter((uuid) => reports.get(cardDigest(uuid)) !== 1)).toStrictEqual([]);
      await ledger.close();
    },
  );

  it('a process may start while it is stopped: it gives cards, knows no overrides, and takes part when it is back', async () => {
    await proxy.cut();
    const ledger = await open();
    const subject = somebody();
    await ledger.issue(cardFor(subject));
    expect(await recallOf(ledger, subject)).toBeUndefined();
    await expect(ledger.overrides()).rejects.toMatchObject({ code: 'ledger-unavailable' });
    await proxy.mend();
    await eventually(() => (ledger.health().length === 0 ? true : undefined), 20_000);
    // The first question opens a connection, which may take longer than the bedside waits.
    const recall = await eventually(() => recallOf(ledger, subject), 20_000);
    expect(recall).toMatchObject({ issuedInEncounter: 1 });
    expect(await ledger.overrides()).toStrictEqual([]);
    await ledger.close();
  });

  it('a process does not start on a database that is not there: no waiting mends that', async () => {
    await expect(open('haven_never_made')).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringMatching(/the ledger cannot be opened: PostgreSQL: 3D000/),
    });
  });

  it('a process that stands still in the middle of a transaction keeps a patient locked for seconds, and nobody waiting', async () => {
    const still = await open();
    const other = await openLedger(
      { kind: 'postgres', url: url.href },
      {
        keys: [siteKey('one')],
        spool: { folder: join(folder, 'other'), pid: process.pid, uuid: randomUUID },
        now: () => AT,
        report: () => undefined,
      },
    );
    const subject = somebody();
    const locks = async (): Promise<number> => {
      const found = await column(`select 'lock' as one from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`);
      return found.get('lock') ?? 0;
    };
    // Connected before, so that it is the questions that stop.
    await still.issue(cardFor(subject, { rule: COUNTED }));
    proxy.holdAfter('pg_advisory_xact_lock');
    const asked = still.issue(cardFor(subject, { rule: COUNTED }));
    expect(await eventually(async () => ((await locks()) > 0 ? true : undefined), 5000)).toBe(true);
    const begun = performance.now();
    expect(await other.issue(cardFor(subject, { rule: COUNTED }))).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(await eventually(async () => ((await locks()) === 0 ? true : undefined), 12_000)).toBe(true);
    await eventually(() => (other.health().length === 0 ? true : undefined), 12_000);
    expect(other.health()).toStrictEqual([]);
    proxy.hold(false);
    await asked;
    await Promise.all([still.close(), other.close()]);
  }, 60_000);
});
