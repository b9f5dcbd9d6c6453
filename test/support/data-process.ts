import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Build } from './data-build.js';

/** What a process left behind. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** The environment without anything that configures the service. */
export function cleanEnvironment(more: Environment): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('HAVEN_') && !['PORT', 'HOST', 'NODE_OPTIONS'].includes(name),
  );
  return { ...Object.fromEntries(kept), ...more };
}

/** A running `haven`; its output so far, and its end. */
export class Running {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;

  constructor(command: string, args: readonly string[], environment: Environment) {
    this.child = spawn(command, args, {
      env: cleanEnvironment(environment),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = once(this.child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
  }

  /** of a process that was started */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** The first group of a pattern in what was printed, as soon as it is there. */
  async printed(pattern: RegExp, withinMs = 90_000): Promise<string> {
    const found = await until(() => pattern.exec(this.stdout)?.[1], withinMs);
    if (found === undefined)
      throw new Error(`${String(pattern)} was not printed:\n${this.stdout}${this.stderr}`);
    return found;
  }
}

/** Asks again and again, every 20 ms, until there is an answer or the time is up. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  withinMs: number,
): Promise<T | undefined> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs `haven` to its end; one that does not end by itself is killed. */
export async function haven(
  build: Pick<Build, 'main'>,
  args: readonly string[],
  environment: Environment = {},
): Promise<Ended> {
  const running = new Running('node', [build.main, ...args], environment);
  const timer = setTimeout(() => running.signal('SIGKILL'), 60_000);
  return running.ended.finally(() => clearTimeout(timer));
}

/** Content is compiled at the start, which a busy machine takes its time over. */
const STARTS_WITHIN_MS = 45_000;

/** Starts `haven serve` on a free port and waits for its greeting. */
export async function serving(
  build: Build,
  environment: Environment = {},
): Promise<{ readonly process: Running; readonly base: string }> {
  const started = new Running('node', [build.main, 'serve'], { PORT: '0', ...environment });
  const base = await started.printed(/discovery\s+(\S+)\/cds-services\n/, STARTS_WITHIN_MS);
  await started.printed(/(Ctrl-C)/);
  return { process: started, base };
}

/** Ends a process that a test may have left. */
export async function stop(running: Running | undefined): Promise<void> {
  running?.signal('SIGKILL');
  await running?.ended;
}
