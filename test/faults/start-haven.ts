import { join } from 'node:path';
import { Running } from '../support/data-process.js';
import type { Ended } from '../support/data-process.js';
import type { Bench } from './fault.js';
import { pause } from './pause.js';

/** A busy machine takes its time to compile content. */
const STARTS_WITHIN_MS = 120_000;
/** For operators' changes, over the console. */
export const OPERATOR_TOKEN = 'a-token-of-operators-that-nobody-can-guess';
const ASK_EVERY_MS = 100;
const MOST_LINES = 12;
const MOST_LENGTH = 200;
const KEYS = `one:${Buffer.alloc(32, 7).toString('base64url')}`;

/** How one process is started. */
export interface HavenSettings {
  readonly site: string;
  /** a file, or `postgres://…` */
  readonly database: string;
  readonly port: number;
  readonly spool?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** no file may grow beyond so many KB, as on a disk that is full */
  readonly fileLimitKb?: number;
  /** file with the milliseconds by which its clock is wrong */
  readonly clock?: string;
}

/** Environment of a service, and of the commands of its operators. */
export function environmentOf(
  bench: Bench,
  { site, database, port, spool, environment }: HavenSettings,
): Readonly<Record<string, string>> {
  return {
    PORT: String(port),
    HAVEN_SITE: site,
    HAVEN_DATABASE_URL: database,
    HAVEN_SPOOL: spool ?? join(bench.folder, 'spool'),
    HAVEN_KEYS: KEYS,
    HAVEN_OPERATOR_TOKEN: OPERATOR_TOKEN,
    ...environment,
  };
}

function launch(bench: Bench, settings: HavenSettings): Running {
  const { fileLimitKb, clock } = settings;
  const shift =
    clock === undefined ? [] : ['--import', join(process.cwd(), 'test', 'faults', 'shift-clock.mjs')];
  const args = [...shift, bench.main, 'serve'];
  const environment = {
    ...environmentOf(bench, settings),
    ...(clock === undefined ? {} : { CLOCK_FILE: clock }),
  };
  return fileLimitKb === undefined
    ? new Running('node', args, environment)
    : new Running('bash', ['-c', `ulimit -f ${fileLimitKb}; exec node "$@"`, 'node', ...args], environment);
}

/** A service that runs, until it is told otherwise. */
export class Haven {
  readonly base: string;
  readonly process: Running;

  private constructor(base: string, started: Running) {
    this.base = base;
    this.process = started;
  }

  /** Starts a service and waits until it listens; it is ended with the fault. */
  static async start(bench: Bench, settings: HavenSettings): Promise<Haven> {
    const started = launch(bench, settings);
    bench.after(async () => {
      started.signal('SIGKILL');
      await started.ended;
    });
    const ended = started.ended.then(({ stderr }) =>
      Promise.reject(new Error(`it did not start: ${stderr}`)),
    );
    await Promise.race([started.printed(/(Ctrl-C)/, STARTS_WITHIN_MS), ended]);
    ended.catch(() => undefined);
    return new Haven(`http://127.0.0.1:${settings.port}`, started);
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended> {
    this.process.signal(signal);
    return this.process.ended;
  }

  /** What readiness says, in one text. */
  async readiness(): Promise<string> {
    try {
      return await (await fetch(`${this.base}/readiness`)).text();
    } catch (cause) {
      throw new Error(`readiness does not answer; standard error: ${this.process.stderr}`, { cause });
    }
  }

  /** The last lines that it wrote for operators, calls left out. */
  told(): string {
    const lines = this.process.stdout.split('\n').filter((line) => line.includes('"event":'));
    return lines
      .slice(-MOST_LINES)
      .map((line) => line.slice(0, MOST_LENGTH))
      .join('\n');
  }

  /** Waits until readiness says something, or no longer says it. @returns whether it came to that in time */
  async says(pattern: RegExp, isThere: boolean, withinMs = 60_000): Promise<boolean> {
    const end = performance.now() + withinMs;
    for (;;) {
      if (pattern.test(await this.readiness()) === isThere) return true;
      if (performance.now() > end) return false;
      await pause(ASK_EVERY_MS);
    }
  }
}
