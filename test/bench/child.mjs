import { execFile, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const TICKS_PER_SECOND = 100;
const started = new Set();

/** True where processes can be kept on one core. */
export const hasTaskset = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

function command(core, args) {
  return hasTaskset ? ['taskset', ['-c', String(core), process.execPath, ...args]] : [process.execPath, args];
}

/** The environment without what would change Haven or Node. */
export function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:HAVEN_|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0' };
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts a server on a core and waits for the address that it prints. Its output goes to a file, as logs do.
 *
 * @param env added to the environment
 * @returns its process and the first URL of its output that matches
 */
export async function startServer({ args, core, output, address, env = {} }) {
  const file = openSync(output, 'w');
  const [program, all] = command(core, args);
  const child = spawn(program, all, { stdio: ['ignore', file, file], env: { ...environment(), ...env } });
  closeSync(file);
  started.add(child);
  child.once('exit', () => started.delete(child));
  for (let tries = 0; tries < 1200; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await wait(50);
    const text = readFileSync(output, 'utf8');
    const found = address.exec(text);
    if (found !== null) return { child, url: found[0] };
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended:\n${text}`);
  }
  throw new Error(`${args.join(' ')} did not listen within a minute`);
}

/** Runs a script on a core and gives what it printed, as JSON. */
export async function runScript({ args, core, timeout }) {
  const [program, all] = command(core, args);
  const { stdout } = await promisify(execFile)(program, all, {
    timeout,
    killSignal: 'SIGKILL',
    env: environment(),
  });
  return JSON.parse(stdout);
}

/** Milliseconds of CPU (user and system, all threads) that a process has used; undefined where there is no /proc. */
export function cpuMsOf({ pid }) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

/** Ends every server, gently and then not. */
export async function stopServers() {
  const children = [...started];
  for (const child of children) {
    child.kill('SIGCONT');
    child.kill('SIGTERM');
  }
  for (let tries = 0; tries < 40 && started.size > 0; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await wait(50);
  }
  for (const child of started) child.kill('SIGKILL');
}

/** For an end that nothing can wait for. */
export function killServers() {
  for (const child of started) child.kill('SIGKILL');
}
