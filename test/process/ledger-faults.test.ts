import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import { cardDigest } from '../../src/ledger/read-report.js';
import { sqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { haven, Running, until } from '../support/data-process.js';

import.meta.jest.setTimeout(120_000);

const WRITER = new URL('../support/ledger-writer.mjs', import.meta.url).pathname;
let build: Build;
let folder: string;

beforeAll(async () => {
  build = await buildService();
}, 120_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-faults-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => build.remove());

/** What the writer said of one kind. */
function said({ stdout }: Pick<Running, 'stdout'>, kind: string): readonly string[] {
  // The last line may be half a line.
  return stdout
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []));
}

interface Found {
  readonly cards: ReadonlySet<string>;
  readonly feedback: ReadonlySet<string>;
  /** reports on cards that are known */
  readonly matched: ReadonlySet<string>;
  readonly audit: readonly string[];
  readonly integrity: unknown;
}

function look(): Found {
  const db = new Sqlite(join(folder, 'haven.sqlite'), { readonly: true });
  const column = (query: string): string[] => db.prepare(query).pluck().all() as string[];
  const found = {
    cards: new Set(column('select uuid from issued_card')),
    feedback: new Set(column('select card from feedback')),
    matched: new Set(column('select card from feedback where known = 1')),
    audit: column('select detail from audit'),
    integrity: db.pragma('integrity_check', { simple: true }),
  };
  db.close();
  return found;
}

const SETTINGS_KEY = `k:${Buffer.alloc(32, 1).toString('base64url')}`;

const SETTINGS = (): Readonly<Record<string, string>> => ({
  HAVEN_DATABASE_URL: join(folder, 'haven.sqlite'),
  HAVEN_SPOOL: join(folder, 'spool'),
  HAVEN_KEYS: SETTINGS_KEY,
});

/** Everything that was acknowledged is there. */
function expectNothingLost(writer: Running, found: Found): void {
  const [cards, feedback] = [said(writer, 'card'), said(writer, 'feedback')];
  expect(cards.filter((uuid) => !found.cards.has(uuid))).toStrictEqual([]);
  expect(feedback.filter((uuid) => !found.feedback.has(cardDigest(uuid)))).toStrictEqual([]);
  // A card that was given unrecorded is not known to its feedback; every other is.
  const recorded = feedback.filter((uuid) => cards.includes(uuid));
  expect(recorded.filter((uuid) => !found.matched.has(cardDigest(uuid)))).toStrictEqual([]);
  const audit = new Set(found.audit);
  expect(said(writer, 'audit').filter((index) => !audit.has(`entry ${index}`))).toStrictEqual([]);
  expect(found.integrity).toBe('ok');
}

describe('kill -9 of a process that writes 200 cards with feedback a second', () => {
  it('loses nothing that was acknowledged; the ledger opens, its audit holds, and it is written to again', async () => {
    for (let round = 0; round < 2; round += 1) {
      const writer = new Running('node', [WRITER, build.dist, folder], {});
      await until(() => (said(writer, 'feedback').length > 100 ? true : undefined), 60_000);
      writer.signal('SIGKILL');
      expect((await writer.ended).signal).toBe('SIGKILL');
      expect(said(writer, 'feedback').length).toBeGreaterThan(100);
      expectNothingLost(writer, look());
      const verified = await haven(build, ['audit', 'verify'], SETTINGS());
      expect(verified).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/the chain holds\nhead [0-9a-f]{64}\n/),
      });
    }
  });
});

describe('a full disk, by a limit of file size', () => {
  it('SQLite full, then the spool full: cards go on, feedback is refused; what was acknowledged is there afterwards', async () => {
    // 512 KiB a file, in the units of POSIX.
    const command = `ulimit -f 1024; exec node ${WRITER} ${build.dist} ${folder}`;
    const writer = new Running('sh', ['-c', command], {});
    const refused = await until(() => (said(writer, 'refused').length > 20 ? true : undefined), 90_000);
    expect(refused).toBe(true);
    writer.signal('SIGKILL');
    await writer.ended;
    expect(new Set(said(writer, 'refused'))).toStrictEqual(new Set(['ledger-unavailable']));
    expect(said(writer, 'report')).toContainEqual(expect.stringMatching(/database is down/));
    expect(said(writer, 'feedback').length).toBeGreaterThan(100);
    const left = await readdir(join(folder, 'spool'));
    expect(left).not.toStrictEqual([]);
    // The disk has room again: a process starts and gives back what the spool holds.
    const next = new Running('node', [WRITER, build.dist, folder], {});
    const isBack = await until(async () => {
      const names = await readdir(join(folder, 'spool'));
      return names.some((name) => name.endsWith('.spool')) ? undefined : true;
    }, 60_000);
    next.signal('SIGKILL');
    await next.ended;
    expect(isBack).toBe(true);
    expectNothingLost(writer, look());
  });
});

describe('haven, for whoever keeps the ledger', () => {
  // As a service that has run leaves it.
  beforeEach(async () => {
    const thread = pathToFileURL(join(build.dist, 'ledger', 'store', 'sqlite-worker.js'));
    await (await sqliteStore(join(folder, 'haven.sqlite'), thread)).close();
  });

  it('prints a key that it takes itself, and a new one each time', async () => {
    const [one, other] = [await haven(build, ['new-key']), await haven(build, ['new-key'])];
    expect(one.stdout).toMatch(/^\d{4}-\d{2}-\d{2}:[\w-]{43}\n$/);
    expect(one.stdout).not.toBe(other.stdout);
    const settings = { ...SETTINGS(), HAVEN_KEYS: one.stdout.trim() };
    expect(await haven(build, ['purge'], settings)).toMatchObject({ code: 0 });
  });

  it('purges what is due, says so in the audit, and asks who it is before it takes more', async () => {
    expect(await haven(build, ['purge'], SETTINGS())).toMatchObject({
      code: 0,
      stdout: 'purged 0 records, 0 marks and cooldowns, 0 tokens, 0 comments\n',
    });
    const nameless = await haven(build, ['purge', '--marks'], SETTINGS());
    expect(nameless).toMatchObject({ code: 2, stderr: 'haven: --by: say who you are\n' });
    await haven(build, ['purge', '--marks', '--before', '2026-01-01', '--by', 'Jo'], SETTINGS());
    expect(look().audit).toStrictEqual([
      expect.stringMatching(/^purged what was due: 0 records/),
      expect.stringMatching(
        /^purged records before 2026-01-01T00:00:00.000Z, all marks and cooldowns, what was due: /,
      ),
    ]);
    const bad = await haven(build, ['purge', '--before', 'yesterday', '--by', 'Jo'], SETTINGS());
    expect(bad).toMatchObject({ code: 2, stderr: 'haven: --before yesterday is not a date\n' });
  });

  it('fails where the audit is broken, or a head that was noted is not in it', async () => {
    await haven(build, ['purge'], SETTINGS());
    const noted = await haven(build, ['audit', 'verify', '--noted', 'f'.repeat(64)], SETTINGS());
    expect(noted).toMatchObject({ code: 1, stdout: expect.stringMatching(/cut off or replaced/) });
    const db = new Sqlite(join(folder, 'haven.sqlite'));
    db.exec("drop trigger audit_update; update audit set made_by = 'nobody'");
    db.close();
    const broken = await haven(build, ['audit', 'verify'], SETTINGS());
    expect(broken).toMatchObject({ code: 1, stdout: 'the audit is broken at entry 1: it was changed\n' });
  });

  it('does not read comments for nobody, and says in the audit who read them', async () => {
    expect(await haven(build, ['comments'], SETTINGS())).toMatchObject({ code: 2 });
    expect(await haven(build, ['comments', '--by', 'Jo'], SETTINGS())).toMatchObject({ code: 0, stdout: '' });
    expect(look().audit).toStrictEqual([expect.stringMatching(/^read 0 comments since 1970/)]);
  });

  it.each([
    ['a folder', '.'],
    ['a file that is no database', 'haven.txt'],
  ])('says in one line that a database cannot be opened: %s', async (_, path) => {
    await writeFile(join(folder, 'haven.txt'), 'Zmarker'.repeat(200));
    const ended = await haven(build, ['purge'], { ...SETTINGS(), HAVEN_DATABASE_URL: join(folder, path) });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/^haven: the ledger cannot be opened: .*HAVEN_DATABASE_URL.*\n$/);
  });

  it.each([
    [['audit', 'verify']],
    [['purge', '--marks', '--by', 'Jo']],
    [['comments', '--by', 'Jo']],
    [['exposure']],
  ])('refuses a place where no ledger is, and makes none there: haven %j', async (command) => {
    const file = join(folder, 'elsewhere.sqlite');
    const ended = await haven(build, command, { ...SETTINGS(), HAVEN_DATABASE_URL: file });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^haven: no ledger at .*elsewhere\.sqlite: set HAVEN_DATABASE_URL .*\n$/);
    expect(await readdir(folder)).not.toContain('elsewhere.sqlite');
  });

  it.each([
    [['audit', 'verify']],
    [['purge']],
    [['suspend', '--by', 'Jo', '--reason', 'a leak is suspected']],
  ])('refuses a file that is no ledger, and lets it be: haven %j', async (command) => {
    const file = join(folder, 'elsewhere.sqlite');
    const site = join(build.dist, '..', 'cds-services', 'sites', 'example-hospital');
    await writeFile(file, '');
    const ended = await haven(build, command, {
      ...SETTINGS(),
      HAVEN_SITE: site,
      HAVEN_DATABASE_URL: file,
    });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^haven: no ledger at .*elsewhere\.sqlite: set HAVEN_DATABASE_URL .*\n$/);
    expect(await readFile(file)).toHaveLength(0);
  });

  it('serves no site but the demo without a key', async () => {
    const site = join(build.dist, '..', 'cds-services', 'sites', 'example-hospital');
    const { code, stderr } = await haven(build, ['serve'], {
      PORT: '0',
      HAVEN_SITE: site,
      HAVEN_PUBLIC_URL: 'https://haven.example',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^haven: a ledger that is kept needs a key of the site: .*haven new-key.*\n$/);
  });
});

describe('a machine on which better-sqlite3 could not be built (it is an optional dependency)', () => {
  let main: string;
  beforeEach(async () => {
    // The same packages but that one.
    const packages = new URL('../../node_modules/', import.meta.url).pathname;
    const names = (await readdir(packages)).filter((name) => name !== 'better-sqlite3');
    await mkdir(join(folder, 'node_modules'));
    await Promise.all(names.map((name) => symlink(join(packages, name), join(folder, 'node_modules', name))));
    await cp(join(build.dist, '..'), folder, { recursive: true, dereference: true });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    main = join(folder, 'dist', 'main.js');
  });

  it('only the demo starts, in memory, and says so', async () => {
    const started = new Running('node', [main, 'serve'], { PORT: '0' });
    expect(await started.printed(/ledger\s+(.*)\n/, 60_000)).toMatch(/^memory, until this process ends/);
    await started.printed(/(Ctrl-C)/, 60_000);
    started.signal('SIGTERM');
    expect(await started.ended).toMatchObject({ code: 0 });
  });

  it('any other site says what is missing, and does not start', async () => {
    const site = join(folder, 'cds-services', 'sites', 'example-hospital');
    const file = join(folder, 'haven.sqlite');
    const settings = {
      PORT: '0',
      HAVEN_SITE: site,
      HAVEN_PUBLIC_URL: 'https://haven.example',
      HAVEN_KEYS: SETTINGS_KEY,
      HAVEN_DATABASE_URL: file,
    };
    const running = new Running('node', [main, 'serve'], settings);
    const { code, stderr } = await running.ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^haven: the ledger cannot be opened: .*better-sqlite3 cannot be loaded here.*postgres:.*\n$/,
    );
  });
});

describe('haven serve with a ledger that is kept', () => {
  it('says where it is kept, and lets go of it when it ends', async () => {
    const started = new Running('node', [build.main, 'serve'], { PORT: '0', ...SETTINGS() });
    expect(await started.printed(/ledger\s+(.*)\n/, 60_000)).toBe(`SQLite, ${join(folder, 'haven.sqlite')}`);
    await started.printed(/(Ctrl-C)/, 60_000);
    started.signal('SIGTERM');
    expect(await started.ended).toMatchObject({ code: 0 });
    expect(look().integrity).toBe('ok');
  });
});
