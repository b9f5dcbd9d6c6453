import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durableLedger } from '../../src/ledger/durable-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { overrideFile } from '../../src/ledger/override-file.js';
import { readReport } from '../../src/ledger/read-report.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import { Spool } from '../../src/ledger/spool.js';
import { cardEntry, parseEntry } from '../../src/ledger/store/entry.js';
import type { Entry } from '../../src/ledger/store/entry.js';
import type { Asked, Name, Store } from '../../src/ledger/store/operations.js';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import { HavenError } from '../../src/model/haven-error.js';
import { until as eventually } from '../support/data-process.js';
import { asSomebody } from '../support/ledger-as-somebody.js';
import { accepted, AT, cardFor, NONE, report, siteKey, somebody } from '../support/ledger-cards.js';
import { postgresUnderTest } from '../support/ledger-databases.js';
import { sqliteInProcess } from '../support/ledger-in-process.js';

/** No process has such a number (pid_max is at most 2^22). */
const GONE = 4_194_305;
const postgres = await postgresUnderTest();
const describeHere = postgres === undefined ? describe.skip : describe;
afterAll(() => postgres?.remove());

/** A real database that may refuse entries, or be away for what is appended to it. */
class PickyStore implements Store {
  /** asked before entries are appended */
  before: (entries: readonly Entry[]) => void = () => undefined;
  private readonly inner: Store;

  constructor(inner: Store) {
    this.inner = inner;
  }

  async ask<N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']> {
    if (name === 'append') this.before(input as Asked['append']['input']);
    return this.inner.ask(name, input);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

function fault(problem: string): HavenError {
  return new HavenError('ledger-unavailable', problem);
}

let folder: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-refusal-'));
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(inner: Store): Promise<PickyStore> {
  const store = new PickyStore(inner);
  const spool = await Spool.open({ folder, pid: process.pid, uuid: randomUUID });
  const overrides = overrideFile(join(folder, 'beside'), () => AT);
  const seal = commentSealer([siteKey('one')]);
  ledger = durableLedger({ store, spool, now: () => AT, report: () => undefined, seal, overrides });
  return store;
}

/** What a process that ended left. */
function left(lines: readonly string[]): Promise<void> {
  return writeFile(join(folder, `${GONE}-${randomUUID()}.spool`), lines.map((line) => `${line}\n`).join(''));
}

/** A report as the spool keeps it. */
function reportLine(card: string, more: object = {}): string {
  const from = { kind: 'report', service: 's', client: 'standard' };
  return JSON.stringify({ ...from, ...readReport(accepted(card, NONE), AT), ...more });
}

async function healthIs(expected: readonly unknown[]): Promise<void> {
  await eventually(async () => {
    const names = await readdir(folder);
    return names.some((name) => name.endsWith('.spool')) ? undefined : true;
  }, 8000);
  expect(ledger.health()).toStrictEqual(expected);
}

async function unknownCards(): Promise<number> {
  const rows = await ledger.counters(0, Number.MAX_SAFE_INTEGER);
  return rows.filter(({ outcome }) => outcome === 'unknown-card').reduce((sum, { count }) => sum + count, 0);
}

const REFUSED = expect.stringMatching(/^\d+ bytes of the spool were refused by the database/);

describe('an entry that the database refuses (issue 4, section 3)', () => {
  it('takes nothing down, neither as it comes in nor from the spool: the others go on, it is set aside', async () => {
    const store = await open(await sqliteInProcess());
    store.before = (entries) => {
      if (entries.some((entry) => entry.kind === 'report' && entry.reason === 'other'))
        throw fault('SQLite: SQLITE_CONSTRAINT_CHECK');
    };
    const [card = cardFor(somebody()), ...cards] = Array.from({ length: 9 }, () => cardFor(somebody()));
    for (const each of [card, ...cards]) await ledger.issue(each);
    const outcomes = cards.map(({ uuid }) => accepted(uuid, NONE));
    const item = { ...accepted(card.uuid, NONE).item, outcome: 'overridden', reason: 'strange' } as const;
    await report(ledger, [...outcomes, { item, quiet: NONE }]);
    await healthIs([REFUSED]);
    const rows = await ledger.counters(0, Number.MAX_SAFE_INTEGER);
    expect(rows).toMatchObject([{ outcome: 'accepted', count: 8 }]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.refused'));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    expect(texts.map((text) => parseEntry(text))).toMatchObject([{ kind: 'report', reason: 'other' }]);
  }, 20_000);

  it.each([
    ['suggestions', 2_147_483_647, 2_147_483_648],
    ['receivedAt', 8.64e15, 8.64e15 + 1],
    ['at', -8.64e15, -8.64e15 - 1],
    ['suggestions', 0, -1],
  ])('is none where a number is beyond what its column takes: %s', (name, most, beyond) => {
    expect(parseEntry(reportLine('a', { [name]: most }))).toMatchObject({ [name]: most });
    expect(parseEntry(reportLine('a', { [name]: beyond }))).toBeUndefined();
  });
});

describeHere('an entry that PostgreSQL refuses (issue 4, section 3)', () => {
  it('is set aside; one that no column takes is damaged; those before and after them are there', async () => {
    const nul = JSON.stringify({ ...cardEntry(cardFor(somebody())), department: 'a\0b' });
    const many = reportLine(randomUUID(), { suggestions: 99_999_999_999 });
    const good = Array.from({ length: 20 }, () => reportLine(randomUUID()));
    await left([...good.slice(0, 7), nul, many, ...good.slice(7)]);
    await open(postgresStore(postgres?.url ?? ''));
    await healthIs([REFUSED, '1 line(s) of the spool were damaged and left out']);
    expect(await unknownCards()).toBe(20);
  }, 20_000);
});

describe('a file that is given back in part (issue 4, section 3)', () => {
  it('counts what has no identity once, and a damaged line once, however often the connection ends', async () => {
    // Ids that are none of ours, in so many lines that they go in several batches.
    const lines = Array.from({ length: 1000 }, (_, index) => reportLine(`none-${index}`));
    await left(['{"kind":"report"', ...lines, '{}']);
    const store = await open(await sqliteInProcess());
    let asked = 0;
    store.before = () => {
      asked += 1;
      // Each second time, from the first on.
      if (asked % 2 === 1) throw fault('PostgreSQL: 57P01');
    };
    await healthIs(['2 line(s) of the spool were damaged and left out']);
    expect(asked).toBeGreaterThan(3);
    expect(await unknownCards()).toBe(1000);
  }, 20_000);
});

describe('a file that another user left (issue 4, section 3)', () => {
  it('is named to operators, and keeps nothing else from the database', async () => {
    await chmod(folder, 0o777);
    const theirs = `${GONE}-${randomUUID()}.spool`;
    await writeFile(join(folder, theirs), 'theirs\n', { mode: 0 });
    await left([reportLine('none')]);
    await chmod(join(folder, (await readdir(folder)).find((name) => name !== theirs) ?? ''), 0o666);
    await asSomebody(async () => {
      await open(await sqliteInProcess());
      await eventually(async () => ((await readdir(folder)).length === 1 ? true : undefined), 5000);
      await eventually(() => (ledger.health().length === 1 ? true : undefined), 5000);
    });
    expect(ledger.health()).toStrictEqual([
      `1 file(s) of the spool cannot be given back to the database (EACCES): ${theirs}`,
    ]);
    expect(await unknownCards()).toBe(1);
    expect(await ledger.issue(cardFor(somebody()))).toBeUndefined();
    expect(await readdir(folder)).toStrictEqual([theirs]);
  }, 20_000);
});
