import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { haven, serving, stop, until } from '../support/data-process.js';
import type { Ended, Running } from '../support/data-process.js';

/** Several processes are started one after another, each with the whole content, on a machine that may be busy. */
import.meta.jest.setTimeout(180_000);

const TOKEN = 'a-token-of-operators-that-nobody-can-guess';
const WHO = ['--by', 'Nurse in charge', '--reason', 'a drill'];

let build: Build;
let folder: string;
let environment: Readonly<Record<string, string>>;
let running: Running[];

beforeAll(async () => {
  build = await buildService();
}, 60_000);
afterAll(async () => build.remove());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-switch-'));
  environment = {
    HAVEN_DATABASE_URL: join(folder, 'haven.sqlite'),
    HAVEN_SPOOL: join(folder, 'spool'),
    HAVEN_KEYS: `one:${randomBytes(32).toString('base64url')}`,
    HAVEN_OPERATOR_TOKEN: TOKEN,
  };
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(stop));
  await rm(folder, { recursive: true, force: true });
});

/** A running service, and whether it shows the card of its own sample call. */
interface Served {
  readonly process: Running;
  readonly base: string;
  readonly isShown: () => Promise<boolean>;
}

async function start(): Promise<Served> {
  const { process, base } = await serving(build, environment);
  running.push(process);
  const command = await process.printed(/try it\s+curl .* -d '(.*)'\n/);
  const isShown = async (): Promise<boolean> => {
    const response = await fetch(`${base}/cds-services/private-time-patient-view`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: command,
    });
    return ((await response.json()) as { readonly cards: readonly unknown[] }).cards.length === 1;
  };
  return { process, base, isShown };
}

function operate(...args: readonly string[]): Promise<Ended> {
  return haven(build, args, environment);
}

/** How long until every one of them shows the card, or none does; fails after so many milliseconds. */
async function becomes(wanted: boolean, served: readonly Served[], withinMs: number): Promise<void> {
  const all = await until(async () => {
    const shown = await Promise.all(served.map(({ isShown }) => isShown()));
    return shown.every((one) => one === wanted) ? true : undefined;
  }, withinMs);
  expect(all).toBe(true);
}

describe('The kill switch on real processes (issue: under a second on one, under five on all; survives restart)', () => {
  it('silences one process within a second of the command, and lets it speak again', async () => {
    const served = await start();
    expect(await served.isShown()).toBe(true);
    const suspended = await operate('suspend', ...WHO);
    expect(suspended).toMatchObject({ code: 0, stdout: 'the whole site is suspended\n', stderr: '' });
    await becomes(false, [served], 1000);
    expect((await operate('resume', ...WHO)).code).toBe(0);
    await becomes(true, [served], 1000);
  });
  it('silences every process on one ledger within five seconds, and stays over a restart', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect((await operate('suspend', ...WHO)).code).toBe(0);
    await becomes(false, [one, other], 5000);
    one.process.signal('SIGKILL');
    await one.process.ended;
    const again = await start();
    expect(again.process.stdout).toMatch(/mode\s+everywhere: suspended/);
    expect(await again.isShown()).toBe(false);
    const ready = await operate('readiness');
    expect(ready.code).toBe(1);
    expect(ready.stdout).toMatch(/the whole site was set to suspended by Nurse in charge at .*: a drill/);
    expect((await operate('resume', ...WHO)).code).toBe(0);
    await becomes(true, [again, other], 5000);
  });
  it('silences at once from the console, durably, and names nobody in the log', async () => {
    const served = await start();
    const form = {
      token: TOKEN,
      action: 'suspend',
      department: '',
      by: 'Nurse in charge',
      reason: 'a drill',
    };
    const answer = await fetch(`${served.base}/console`, { method: 'POST', body: new URLSearchParams(form) });
    expect(answer.status).toBe(200);
    expect(await served.isShown()).toBe(false);
    await served.process.printed(/("event":"operator","action":"suspend")/);
    expect(served.process.stdout).not.toContain('Nurse in charge');
    expect(served.process.stdout).not.toContain(TOKEN);
    served.process.signal('SIGKILL');
    await served.process.ended;
    expect(await (await start()).isShown()).toBe(false);
  });
  it('refuses a ledger that no service has made: a new one would silence nobody', async () => {
    const suspended = await operate('suspend', ...WHO);
    expect(suspended).toMatchObject({ code: 2, stdout: '' });
    expect(suspended.stderr).toMatch(/^haven: no ledger at .*haven\.sqlite: /);
  });
  it('sends operators of a demo in memory to its console', async () => {
    environment = {};
    const suspended = await operate('suspend', ...WHO);
    expect(suspended.code).toBe(2);
    expect(suspended.stderr).toMatch(/use its \/console/);
  });
  it.each([['--by'], ['--reason']])('asks for %s', async (option) => {
    const at = WHO.indexOf(option);
    const ended = await operate('suspend', ...WHO.toSpliced(at, 2));
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(option);
  });
});
