import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { checkLedger } from './check-ledger.js';
import type { Fault } from './fault.js';
import { Hospital } from './hospital.js';
import { startLoad } from './load.js';
import { pause } from './pause.js';
import { agent } from './post.js';
import { Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const SAMPLE_MS = 1_000;
const WARM_UP_MS = 20_000;
/** More than any machine answers here: the load is bound by how many calls are under way at once. */
const FULL_PER_SECOND = 100_000;
const MOST_GROWTH = 0.1;
/** A beat of the event loop may be late on a busy machine; by this much, something stood in its way. */
const MOST_LAG_MS = 2_000;
/** Node lets go of idle connections after five seconds. */
const IDLE_MS = 8_000;
/** Timers and threads open a file now and then. */
const MOST_MORE_FILES = 3;

/** Resident memory in KB. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
}

async function filesOf(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length;
}

/** What a time under load looked like from outside. */
interface Watched {
  /** KB, one for each second */
  readonly memory: readonly number[];
  /** milliseconds that the slowest answer of /health took */
  readonly slowest: number;
}

async function watch({ base, process: { pid } }: Haven, forMs: number): Promise<Watched> {
  const memory: number[] = [];
  let slowest = 0;
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    const asked = performance.now();
    await (await fetch(`${base}/health`)).text();
    slowest = Math.max(slowest, performance.now() - asked);
    memory.push(await memoryOf(pid));
    await pause(SAMPLE_MS);
  }
  return { memory, slowest };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Growth from the first third to the last: a garbage collector moves single values up and down. */
function growthOf(memory: readonly number[]): number {
  const third = Math.floor(memory.length / 3);
  return mean(memory.slice(-third)) / mean(memory.slice(0, third)) - 1;
}

/** Half of what it can, for so many seconds: memory is flat, no handle is leaked, the event loop is free. */
export function soak(seconds: number): Fault {
  return {
    name: 'soak',
    inject: async (bench) => {
      const fault = `soak, ${seconds} s at half load`;
      if (process.platform !== 'linux')
        return [{ kind: 'skipped', fault, why: 'memory and files are read from /proc' }];
      const settings = {
        site: await writeSite(join(bench.folder, 'site')),
        database: join(bench.folder, 'haven.sqlite'),
        port: await freePort(),
      };
      const haven = await Haven.start(bench, settings);
      const { pid } = haven.process;
      const tally = new Tally();
      const hospital = new Hospital(tally);
      const base = (): string => haven.base;
      const full = startLoad(bench, hospital, { perSecond: FULL_PER_SECOND, base, name: 'full' });
      await pause(WARM_UP_MS);
      await full.stop();
      const half = Math.round(tally.given / (WARM_UP_MS / 1000) / 2);
      agent.destroy();
      await pause(IDLE_MS);
      const before = await filesOf(pid);
      const load = startLoad(bench, hospital, { perSecond: half, base, name: 'half' });
      const { memory, slowest } = await watch(haven, seconds * 1000);
      await load.stop();
      agent.destroy();
      await pause(IDLE_MS);
      const more = (await filesOf(pid)) - before;
      const growth = growthOf(memory);
      const rules: readonly (readonly [boolean, string])[] = [
        [growth < MOST_GROWTH, `memory grew by ${(growth * 100).toFixed(1)} %`],
        [more <= MOST_MORE_FILES, `${more} more open files than before`],
        [slowest < MOST_LAG_MS, `/health took ${Math.round(slowest)} ms`],
      ];
      const checked = await checkLedger(bench, settings, haven, tally);
      const megabytes = Math.round(mean(memory) / 1024);
      return [
        {
          kind: 'ran',
          fault,
          injected: `${half} requests/s; memory ${megabytes} MB, ${(growth * 100).toFixed(1)} %; ${more} more handles; /health at most ${Math.round(slowest)} ms`,
          given: tally.given,
          wrong: tally.wrong,
          lost: checked.lost,
          broken: [
            ...rules.filter(([holds]) => !holds).map(([, complaint]) => complaint),
            ...tally.allAnswered(),
            ...checked.broken,
          ],
        },
      ];
    },
  };
}
