import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from '../../src/ledger/spool.js';
import type { Take } from '../../src/ledger/hand-over.js';
import { HavenError } from '../../src/model/haven-error.js';
import { asSomebody, SOMEBODY } from '../support/ledger-as-somebody.js';
import { AT } from '../support/ledger-cards.js';

/** No process has such a number (pid_max is at most 2^22). */
const GONE = 4_194_305;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-spool-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

function open(maxBytes = 100_000): Promise<Spool> {
  return Spool.open({ folder, pid: process.pid, uuid: randomUUID, maxBytes });
}

function refusal(code: string): HavenError {
  return new HavenError('ledger-unavailable', `PostgreSQL: ${code}`);
}

/** Takes lines as a database does, all or none; what begins with `bad` it refuses. */
function database(): { readonly rows: string[]; readonly take: Take } {
  const rows: string[] = [];
  const take: Take = async (lines) => {
    if (lines.some((line) => line.startsWith('bad'))) throw refusal('22003');
    rows.push(...lines);
  };
  return { rows, take };
}

async function refusedFiles(): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.refused'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

describe('a line that the database refuses (issue 4, section 3)', () => {
  const lines = Array.from(
    { length: 500 },
    (_, index) => `${[37, 38, 299].includes(index) ? 'bad' : 'good'} ${index}`,
  );
  const good = lines.filter((line) => line.startsWith('good'));

  it('is found and set aside, and the others are taken, each once and in their order', async () => {
    const spool = await open();
    await spool.append(lines);
    const { rows, take } = database();
    await spool.drain(take, AT);
    expect(rows).toStrictEqual(good);
    expect(await refusedFiles()).toStrictEqual(['bad 37\nbad 38\nbad 299\n']);
    const told = [
      expect.stringMatching(/^\d+ bytes of the spool were refused by the database and set aside/),
    ];
    expect([spool.isEmpty, spool.health()]).toStrictEqual([true, told]);
    // Nobody reads them again; the next process tells of them, and people may take them away.
    await spool.drain(() => Promise.reject(new Error('nothing was expected')), AT);
    await spool.close();
    const next = await open();
    expect([next.isEmpty, next.health(), next.bytes]).toStrictEqual([true, told, 22]);
    const [name = ''] = await readdir(folder);
    await rm(join(folder, name));
    await next.drain(take, AT);
    expect([next.health(), next.bytes]).toStrictEqual([[], 0]);
  });

  it('is given back again where somebody names its file `.spool`', async () => {
    const spool = await open();
    await spool.append(['bad one']);
    await spool.drain(database().take, AT);
    const [name = ''] = await readdir(folder);
    await rename(join(folder, name), join(folder, name.replace('.refused', '.spool')));
    const rows: string[] = [];
    await spool.drain(async (some) => void rows.push(...some), AT);
    expect([rows, spool.health(), await readdir(folder)]).toStrictEqual([['bad one'], [], []]);
  });

  it.each(['22003', '23502'])('is not to blame for what others do: %s is asked twice', async (code) => {
    const spool = await open();
    await spool.append(['one']);
    const answers = [refusal(code), undefined];
    const rows: string[] = [];
    await spool.drain(async (some) => {
      const answer = answers.shift();
      if (answer !== undefined) throw answer;
      rows.push(...some);
    }, AT);
    expect([rows, await readdir(folder)]).toStrictEqual([['one'], []]);
  });

  it('is none where transactions crossed: it comes again', async () => {
    const spool = await open();
    await spool.append(['one']);
    const crossed = refusal('40P01');
    await expect(spool.drain(() => Promise.reject(crossed), AT)).rejects.toBe(crossed);
    expect([spool.isEmpty, await refusedFiles()]).toStrictEqual([false, []]);
  });

  it.each([
    ['an eighth of the spool', 80, 0],
    ['a byte more', 79, 1],
  ])('is set aside where there is room: %s', async (_, maxBytes, files) => {
    const spool = await open(maxBytes);
    await writeFile(join(folder, `${GONE}-${randomUUID()}.spool`), 'one\nbad lines\ntwo\n');
    await spool.append(['three']);
    const { rows, take } = database();
    await spool.drain(take, AT);
    // Nothing is thrown away for it, and the other file goes on.
    expect(rows).toStrictEqual(files === 0 ? ['one', 'two', 'three'] : ['one', 'three']);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.spool'));
    expect(names).toHaveLength(files);
    expect(spool.health().join('\n')).toMatch(
      files === 0 ? /^10 bytes/ : /^1 file\(s\) .* \(there is no more room for refused lines\)/,
    );
  });
});

describe('a file that cannot be given back (issue 4, section 3)', () => {
  it('of another user stays, and is named to operators; the others go on, and it follows when it can be read', async () => {
    await chmod(folder, 0o777);
    const theirs = `${GONE}-${randomUUID()}.spool`;
    await writeFile(join(folder, theirs), 'theirs\n', { mode: 0 });
    const rows: string[] = [];
    const take: Take = async (lines) => void rows.push(...lines);
    const spool = await asSomebody(async () => {
      const opened = await open();
      await opened.append(['ours']);
      await opened.drain(take, AT);
      return opened;
    });
    expect(rows).toStrictEqual(['ours']);
    expect(spool.health()).toStrictEqual([
      `1 file(s) of the spool cannot be given back to the database (EACCES): ${theirs}`,
    ]);
    // It is counted, and nothing else is kept waiting by it.
    expect([spool.bytes, spool.isEmpty, spool.isWatching]).toStrictEqual([7, true, true]);
    expect(await readdir(folder)).toStrictEqual([theirs]);
    await chmod(join(folder, theirs), 0o666);
    await asSomebody(() => spool.drain(take, AT));
    expect([rows, spool.health(), spool.bytes]).toStrictEqual([['ours', 'theirs'], [], 0]);
  });

  it('since it cannot be removed is not given twice', async () => {
    if (process.geteuid?.() === 0) await chown(folder, SOMEBODY, SOMEBODY);
    const rows: string[] = [];
    const take: Take = async (lines) => {
      rows.push(...lines);
      await chmod(folder, 0o555);
    };
    const spool = await asSomebody(open);
    await asSomebody(async () => {
      await spool.append(['one', 'two']);
      await spool.drain(take, AT);
      await spool.drain(take, AT);
    });
    expect(rows).toStrictEqual(['one', 'two']);
    expect([spool.isEmpty, spool.health()]).toStrictEqual([
      true,
      [expect.stringMatching(/\(EACCES\): \d+-/)],
    ]);
    await chmod(folder, 0o700);
    await asSomebody(() => spool.drain(take, AT));
    expect([rows, await readdir(folder), spool.health()]).toStrictEqual([['one', 'two'], [], []]);
  });

  it('is none of the spool where it is no file', async () => {
    await mkdir(join(folder, `${GONE}-${randomUUID()}.spool`));
    const spool = await open();
    await spool.drain(database().take, AT);
    expect([spool.isEmpty, spool.health()]).toStrictEqual([true, []]);
  });

  it('does not pass for a database that is down where the folder is gone', async () => {
    const spool = await open();
    await rm(folder, { recursive: true });
    await spool.drain(database().take, AT);
    expect(spool.health().join()).toMatch(/cannot be given back to the database \(ENOENT\)/);
    await mkdir(folder);
    await spool.drain(database().take, AT);
    expect(spool.health()).toStrictEqual([]);
  });
});

describe('a spool that is opened', () => {
  it('leaves nothing in its folder', async () => {
    await open();
    expect(await readdir(folder)).toStrictEqual([]);
  });

  it('refuses a folder that is there and cannot be written, in a plain sentence', async () => {
    await chmod(folder, 0o555);
    await expect(asSomebody(open)).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringMatching(
        /^the spool folder .* cannot be used \(EACCES\): set HAVEN_SPOOL to a folder/,
      ),
    });
  });
});
