import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from '../../src/ledger/spool.js';
import { SpoolFile } from '../../src/ledger/spool-file.js';

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
  });
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
    });
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
});
