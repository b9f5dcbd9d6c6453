import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durableLedger } from '../../src/ledger/durable-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { overrideFile } from '../../src/ledger/override-file.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import { Spool } from '../../src/ledger/spool.js';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import type { Store } from '../../src/ledger/store/operations.js';
import {
  AT,
  cardFor,
  DAY,
  overridden,
  recallOf,
  report,
  siteKey,
  somebody,
  until,
} from '../support/ledger-cards.js';
import { sqliteThread } from '../support/ledger-databases.js';
import { ledgerBehaviour } from './behaviour.js';

let thread: Awaited<ReturnType<typeof sqliteThread>>;
let folder: string;
let store: Store;
let ledger: Ledger;
const clock = { at: AT };

beforeAll(async () => {
  thread = await sqliteThread();
  folder = await mkdtemp(join(tmpdir(), 'haven-sqlite-'));
  store = await sqliteStore(join(folder, 'haven.sqlite'), thread.entry);
  const spool = await Spool.open({ folder: join(folder, 'spool'), pid: process.pid, uuid: randomUUID });
  ledger = durableLedger({
    store,
    spool,
    now: () => clock.at,
    report: () => undefined,
    seal: commentSealer([siteKey('one')]),
    overrides: overrideFile(folder, () => clock.at),
  });
}, 60_000);

afterAll(async () => {
  await ledger.close();
  await thread.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('the ledger in SQLite', () => {
  ledgerBehaviour(() => ({
    ledger,
    clock,
    expire: async (at) => void (await store.ask('expire', { at })),
  }));
});

describe('the disk under it', () => {
  it('has nothing of a mark that was let go of, in the file or in its write-ahead log (issue 4, section 3)', async () => {
    const card = cardFor(somebody());
    const bytes = async (): Promise<string> => {
      const names = ['haven.sqlite', 'haven.sqlite-wal'];
      const parts = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
      return parts.join('');
    };
    const marks = [...card.marks.patientTopic, ...card.marks.patientEncounter];
    await ledger.issue(card);
    for (const mark of marks) expect(await bytes()).toContain(mark);
    await store.ask('expire', { at: AT + 8 * DAY });
    const after = await bytes();
    expect(marks).toHaveLength(2);
    for (const mark of marks) expect(after).not.toContain(mark);
  });
});

describe('an EHR that sends its backlog of feedback at once', () => {
  it('keeps nobody waiting who asks about a patient', async () => {
    const subject = somebody();
    const card = cardFor(subject);
    await ledger.issue(card);
    const declined = overridden(card.uuid, 'patient-refuses', until(AT + DAY));
    await report(ledger, [declined]);
    const state = { isOver: false };
    const backlog = Array.from({ length: 25_000 }, () => declined);
    const sent = report(ledger, backlog).finally(() => (state.isOver = true));
    let asked = 0;
    while (!state.isOver) {
      // One after another, as calls come.
      // oxlint-disable-next-line no-await-in-loop
      expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + DAY });
      asked += 1;
    }
    await sent;
    expect(asked).toBeGreaterThan(10);
    expect(ledger.health()).toEqual([]);
  });
});
