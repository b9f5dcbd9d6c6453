import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from '../../src/ledger/spool.js';
import { AT, MINUTE } from '../support/ledger-cards.js';

/** Runs as long as this test does, and is another process. */
const OTHER = process.ppid;
const START = '400805';

let folder: string;
let proc: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-spool-'));
  proc = await mkdtemp(join(tmpdir(), 'haven-proc-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(proc, { recursive: true, force: true });
});

/** A process as Linux tells of it; its name may be anything. */
async function startedAt(pid: number, start: string): Promise<void> {
  await mkdir(join(proc, String(pid)), { recursive: true });
  const before = Array.from({ length: 18 }, () => '0').join(' ');
  await writeFile(join(proc, String(pid), 'stat'), `${pid} (a) b (c) S ${before} ${start} 1 2 3\n`);
}

async function booted(): Promise<void> {
  await mkdir(join(proc, 'sys', 'kernel', 'random'), { recursive: true });
  await writeFile(join(proc, 'sys', 'kernel', 'random', 'boot_id'), `${randomUUID()}\n`);
}

function open(pid: number, from?: string): Promise<Spool> {
  const where = from === undefined ? {} : { proc: from };
  return Spool.open({ folder, pid, uuid: randomUUID, ...where });
}

async function drained(spool: Spool, at = AT): Promise<readonly string[]> {
  const taken: string[] = [];
  await spool.drain(async (lines) => void taken.push(...lines), at);
  return taken;
}

/** The other process writes a line. */
async function otherWrites(from?: string): Promise<void> {
  const spool = await open(OTHER, from);
  await spool.append(['theirs']);
  await spool.close();
}

describe('whose a file of the spool is (issue 4, section 3)', () => {
  beforeEach(async () => {
    await booted();
    await startedAt(OTHER, START);
    await startedAt(process.pid, START);
  });

  it('one of a process that runs is left alone, also where the file was there at the start', async () => {
    await otherWrites(proc);
    const spool = await open(process.pid, proc);
    expect(spool.isEmpty).toBe(true);
    expect(await drained(spool)).toStrictEqual([]);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each([
    ['a process that was started later has its number', () => startedAt(OTHER, '400806')],
    ['the machine was started anew, and a process has its number and its time', booted],
  ])('one is taken over where %s', async (_, change) => {
    await otherWrites(proc);
    await change();
    const spool = await open(process.pid, proc);
    expect(spool.bytes).toBe(7);
    expect(await drained(spool)).toStrictEqual(['theirs']);
    expect([spool.isEmpty, await readdir(folder)]).toStrictEqual([true, []]);
  });

  it('where the system tells no time of a process that runs, its number alone counts', async () => {
    await otherWrites(proc);
    await rm(join(proc, String(OTHER)), { recursive: true });
    expect(await drained(await open(process.pid, proc))).toStrictEqual([]);
  });

  it.each([
    ['runs', OTHER, []],
    ['ended', 4_194_305, ['before']],
    ['had this number, as in a container', process.pid, ['before']],
  ])('a name of the version before tells the number alone: of one that %s', async (_, pid, expected) => {
    await writeFile(join(folder, `${pid}-${randomUUID()}.spool`), 'before\n');
    expect(await drained(await open(process.pid, proc))).toStrictEqual(expected);
    expect(await drained(await open(process.pid, join(proc, 'nowhere')))).toStrictEqual([]);
  });

  it('where the system tells nothing, names are those of the version before', async () => {
    await otherWrites(join(proc, 'nowhere'));
    expect(await readdir(folder)).toStrictEqual([
      expect.stringMatching(new RegExp(`^${OTHER}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.spool$`)),
    ]);
  });

  it('a name is one that the version before takes up as well', async () => {
    await otherWrites(proc);
    expect(await readdir(folder)).toStrictEqual([expect.stringMatching(/^\d+-[0-9a-f-]+\.spool$/)]);
  });

  it('on this machine, where it tells so (Linux), it is the same', async () => {
    await otherWrites();
    expect(await drained(await open(process.pid))).toStrictEqual([]);
    if (!existsSync('/proc/self/stat')) return;
    const [name = ''] = await readdir(folder);
    const [, start = ''] = name.split('-');
    await rename(join(folder, name), join(folder, name.replace(`-${start}-`, `-${Number(start) + 1}-`)));
    // oxlint-disable-next-line jest/no-conditional-expect
    expect(await drained(await open(process.pid))).toStrictEqual(['theirs']);
  });

  it('one that stays with a process that runs for half an hour is named to operators, until it is gone', async () => {
    await otherWrites(proc);
    const [name = ''] = await readdir(folder);
    const spool = await open(process.pid, proc);
    await drained(spool, AT);
    await drained(spool, AT + 30 * MINUTE - 1);
    expect([spool.health(), spool.isWatching]).toStrictEqual([[], true]);
    await drained(spool, AT + 30 * MINUTE);
    expect(spool.health()).toStrictEqual([
      `1 file(s) of the spool belong to another process that runs and does not give them back: ${name}`,
    ]);
    await rm(join(folder, name));
    await drained(spool, AT + 31 * MINUTE);
    expect([spool.health(), spool.isWatching]).toStrictEqual([[], false]);
  });
});
