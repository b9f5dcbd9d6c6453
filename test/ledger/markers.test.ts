import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durableLedger } from '../../src/ledger/durable-ledger.js';
import type { Outcome } from '../../src/ledger/ledger.js';
import { overrideFile } from '../../src/ledger/override-file.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import { subjectSealer } from '../../src/ledger/seal-subject.js';
import { Spool } from '../../src/ledger/spool.js';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { AT, cardFor, COUNTED, DAY, ENCOUNTER, HOUR, siteKey, until } from '../support/ledger-cards.js';
import { sqliteThread } from '../support/ledger-databases.js';
import { WeatheredStore } from '../support/ledger-outbox.js';

const MARKER = 'zq7marker';
/** What a text may become on its way. */
const FORMS = [
  MARKER,
  Buffer.from(MARKER).toString('hex'),
  Buffer.from(MARKER).toString('base64').slice(0, 10),
  Buffer.from(`x${MARKER}`).toString('base64').slice(2, 11),
  Buffer.from(`xx${MARKER}`).toString('base64').slice(3, 11),
];

let thread: Awaited<ReturnType<typeof sqliteThread>>;
let folder: string;
beforeAll(async () => {
  thread = await sqliteThread();
  folder = await mkdtemp(join(tmpdir(), 'haven-markers-'));
}, 60_000);
afterAll(async () => {
  await thread.remove();
  await rm(folder, { recursive: true, force: true });
});

async function everyByte(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const bytes = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  return new Map(files.map((file, index) => [file, bytes[index] ?? '']));
}

/** Whatever a client may say of a card: in every member, the marker. */
function marked(card: string, index: number): readonly Outcome[] {
  const item = {
    card,
    outcome: 'overridden' as const,
    acceptedSuggestions: [`${MARKER}-${index}`],
    reason: `${MARKER}-reason`,
    at: `${MARKER}T00:00:00Z`,
    comment: `${MARKER} said that`,
  };
  return [
    { item, quiet: ENCOUNTER },
    { item: { ...item, outcome: 'accepted' }, quiet: until(AT + 30 * DAY) },
    { item: { ...item, card: `${MARKER}-card-${index}` }, quiet: ENCOUNTER },
  ];
}

it('1,000 cards, their feedback and tokens, faults included: nothing of a patient, a user or a token is in any file (invariant 5)', async () => {
  const store = new WeatheredStore(await sqliteStore(join(folder, 'haven.sqlite'), thread.entry));
  const spool = await Spool.open({ folder: join(folder, 'spool'), pid: process.pid, uuid: randomUUID });
  const reported: string[] = [];
  const key = siteKey('one');
  const ledger = durableLedger({
    store,
    spool,
    now: () => AT,
    report: (change) => reported.push(change),
    seal: commentSealer([key]),
    overrides: overrideFile(join(folder, 'spool'), () => AT),
  });
  const sealSubject = subjectSealer([key]);
  const told: string[] = [];
  const call = async (index: number): Promise<void> => {
    const subject = {
      realm: `https://${MARKER}.example/fhir`,
      patientId: `${MARKER}-${index}`,
      encounterId: index % 3 === 0 ? undefined : `${MARKER}-e-${index}`,
    };
    const card = cardFor(subject, { sealSubject, rule: COUNTED });
    await ledger.claimToken(`https://${MARKER}.example`, `${MARKER}-${index}`, AT + HOUR);
    await ledger.issue(card);
    await ledger.recordFeedback('service', 'standard', marked(card.uuid, index), AT);
    told.push(...ledger.health());
  };
  for (let index = 0; index < 1000; index += 50) {
    // Some in each weather; the last ones stay in the spool.
    store.weather = index % 200 < 150 && index < 900 ? 'well' : 'down';
    await Promise.all(Array.from({ length: 50 }, (_, more) => call(index + more)));
  }
  const files = await everyByte();
  expect([...files.keys()].map((file) => file.replace(/.*[./-]/, '')).toSorted()).toEqual(
    expect.arrayContaining(['shm', 'spool', 'sqlite', 'wal']),
  );
  const found = [...files].flatMap(([file, bytes]) =>
    FORMS.filter((form) => bytes.includes(form)).map((form) => `${form} in ${file}`),
  );
  expect(found).toStrictEqual([]);
  expect([...told, ...reported].join('\n')).not.toContain(MARKER);
  // What was looked through is really there.
  expect([...files.values()].join('')).toContain('private-time-patient-view');
  store.weather = 'well';
  await ledger.close();
  expect(
    [...(await everyByte()).values()].filter((bytes) => FORMS.some((form) => bytes.includes(form))),
  ).toEqual([]);
});
