import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from '../../src/ledger/spool.js';
import { SpoolFile } from '../../src/ledger/spool-file.js';
import { AT } from '../support/ledger-cards.js';

/** No process has such a number (pid_max is at most 2^22). */
const GONE = 4_194_305;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(pid: number): Promise<Spool> {
  return Spool.open({ folder, pid, uuid: randomUUID });
}

/** What is given back, in order. */
async function drained(spool: Spool, meanwhile?: () => Promise<void>): Promise<readonly string[]> {
  const taken: string[] = [];
  await spool.drain(async (lines) => {
    taken.push(...lines);
    await meanwhile?.();
  }, AT);
  return taken;
}

describe('the spool (issue 4, section 3)', () => {
  it('counts what another process left only until somebody has given it back', async () => {
    await writeFile(join(folder, `${GONE}-${randomUUID()}.spool`), 'one\ntwo\n');
    // Two replicas that share a folder: neither is the process that left it.
    const [first, second] = [await open(GONE + 1), await open(GONE + 2)];
    expect([first.bytes, second.bytes]).toStrictEqual([8, 8]);
    expect(await drained(first)).toStrictEqual(['one', 'two']);
    expect(await drained(second)).toStrictEqual([]);
    expect([first.isEmpty, second.isEmpty]).toStrictEqual([true, true]);
  });

  it('keeps count of its own lines while it gives back a longer file that came later', async () => {
    const spool = await open(process.pid);
    await writeFile(join(folder, `${GONE}-${randomUUID()}.spool`), 'a line that was never counted\n');
    await spool.append(['own']);
    const taken = await drained(spool, () => spool.append(['x']));
    expect(taken).toStrictEqual(['a line that was never counted', 'own']);
    expect(spool.bytes).toBe(4);
    expect(await drained(spool)).toStrictEqual(['x', 'x']);
    expect([spool.isEmpty, await readdir(folder)]).toStrictEqual([true, []]);
  });

  it('never gives back the file that it is writing to, whenever that was begun', async () => {
    const spool = await open(process.pid);
    await spool.append(['one']);
    const first: string[] = [];
    const draining = spool.drain(async (lines) => {
      first.push(...lines);
      await begun;
    }, AT);
    // While the folder is read.
    const begun = spool.append(['two']);
    await Promise.all([draining, begun]);
    await spool.append(['three']);
    expect([...first, ...(await drained(spool))]).toStrictEqual(['one', 'two', 'three']);
    await spool.close();
  });

  it('writes what comes in the very turn in which the last line was done', async () => {
    const file = new SpoolFile(join(folder, 'lines'));
    await file.append(['one']);
    await file.append(['two']);
    expect(file.length).toBe(8);
    await file.close();
  });

  it('may be shared: what a process left is given by each that looks for it at the same time, and none is in the way', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    await writeFile(join(folder, `${GONE}-${randomUUID()}.spool`), `${lines.join('\n')}\n`);
    const spools = [await open(GONE + 1), await open(GONE + 2), await open(GONE + 3)];
    const taken = await Promise.all(spools.map((spool) => drained(spool)));
    expect(new Set(taken.flat())).toStrictEqual(new Set(lines));
    expect(await readdir(folder)).toStrictEqual([]);
    expect(spools.map((spool) => [spool.bytes, spool.health()])).toStrictEqual(spools.map(() => [0, []]));
  });

  it('loses nothing that a process still writes to a file that another took for one that was left', async () => {
    // To the second one the first is the process before it, as in a container.
    const [first, second] = [await open(process.pid), await open(process.pid)];
    await first.append(['one']);
    const writing = ['two', 'three'];
    const write = async (): Promise<void> => {
      const next = writing.shift();
      if (next !== undefined) await first.append([next]);
    };
    const taken = [
      ...(await drained(second, write)),
      ...(await drained(second, write)),
      ...(await drained(second)),
    ];
    expect(new Set(taken)).toStrictEqual(new Set(['one', 'two', 'three']));
    await first.close();
  });

  it('gives a file a name of its own before it reads it, and keeps that until all of it was taken', async () => {
    await writeFile(join(folder, `${GONE}-${randomUUID()}.spool`), 'one\n');
    const spool = await open(process.pid);
    const own = [expect.stringMatching(new RegExp(`^${process.pid}-.*\\.spool$`))];
    await drained(spool, async () => expect(await readdir(folder)).toStrictEqual(own));
    expect(await readdir(folder)).toStrictEqual([]);
  });

  it('loses nothing of a file that was begun again under a name of which a part was taken before', async () => {
    const lines = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, index) => `line ${from + index}`);
    // To each of the others the first is the process before it.
    const [first, second, third] = [
      await open(process.pid),
      await open(process.pid),
      await open(process.pid),
    ];
    await first.append(lines(0, 1000));
    const taken: string[] = [];
    let times = 0;
    const breaking = async (some: readonly string[]): Promise<void> => {
      times += 1;
      if (times > 1) throw new Error('the database went away');
      taken.push(...some);
    };
    await second.drain(breaking, AT).catch(() => undefined);
    await first.append(lines(1000, 1300));
    for (const spool of [third, second, third]) taken.push(...(await drained(spool)));
    expect(new Set(taken)).toStrictEqual(new Set(lines(0, 1300)));
    await first.close();
  });

  it('goes on from the line that was taken last where a file was given back in part', async () => {
    const spool = await open(process.pid);
    const lines = Array.from({ length: 1000 }, (_, index) => `${index} ${'x'.repeat(500)}`);
    await spool.append(lines);
    const taken: string[] = [];
    const broken = new Error('the connection ended');
    const drain = (mayTake: number): Promise<void> =>
      spool.drain(async (some) => {
        if (taken.length >= mayTake) throw broken;
        taken.push(...some);
      }, AT);
    await expect(drain(1)).rejects.toBe(broken);
    expect(taken.length).toBeGreaterThanOrEqual(200);
    expect(taken.length).toBeLessThan(500);
    await expect(drain(500)).rejects.toBe(broken);
    await drain(1000);
    expect(taken).toStrictEqual(lines);
    expect(spool.isEmpty).toBe(true);
  });

  it('acknowledges no line in a file that somebody has taken over or away meanwhile: it comes in a new one', async () => {
    const path = join(folder, 'lines');
    const file = new SpoolFile(path);
    await file.append(['one']);
    await rename(path, join(folder, 'taken'));
    await file.append(['two']);
    expect(await readFile(path, 'utf8')).toBe('two\n');
    await rm(path);
    await file.append(['three']);
    await file.append(['four']);
    expect(await readFile(path, 'utf8')).toBe('three\nfour\n');
    expect(file.length).toBe(11);
    await file.close();
  });
});
