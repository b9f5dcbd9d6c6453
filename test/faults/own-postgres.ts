import { execFile, execFileSync } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.js';
import type { Bench } from './fault.js';

const run = promisify(execFile);
/** PostgreSQL does not run as root; where we do, it runs as one of these. */
const OTHERS = ['postgres', 'nobody'];

interface Account {
  readonly uid: number;
  readonly gid: number;
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  } catch {
    return undefined;
  }
}

/** Whom the cluster runs as; undefined: as we do. */
function account(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of OTHERS) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  return undefined;
}

/** A cluster of our own that can be stopped without harm to anybody. */
export interface OwnPostgres {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** as when the machine loses its power: nobody says goodbye */
  readonly stop: () => Promise<void>;
}

/** Starts a cluster on a free port of this machine. @returns undefined where PostgreSQL's programs are not installed */
export async function ownPostgres(bench: Bench): Promise<OwnPostgres | undefined> {
  // Not below the bench's folder, which another account may not enter.
  const folder = await mkdtemp(join(tmpdir(), 'haven-cluster-'));
  bench.after(() => rm(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const who = account();
  const port = await freePort();
  const call = (program: string, args: readonly string[]): Promise<unknown> =>
    run(program, args, { cwd: folder, ...who });
  if (who !== undefined) await chown(folder, who.uid, who.gid);
  try {
    await call('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=`;
  const control = (...args: readonly string[]): Promise<unknown> =>
    call('pg_ctl', ['-D', data, '-w', '-t', '60', ...args]);
  const start = async (): Promise<void> =>
    void (await control('-l', join(folder, 'log'), '-o', settings, 'start'));
  const stop = async (): Promise<void> => void (await control('-m', 'immediate', 'stop'));
  await start();
  bench.after(() => stop().catch(() => undefined));
  return {
    start,
    stop,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
  };
}
