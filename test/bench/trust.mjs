/**
 * Compares Haven with authentication, ledger and cooldown on with a floor that verifies one token: `npm run bench:trust`, or
 * the second part of `npm run bench`. See docs/benchmarks.md. Exit code 1 where a call was not answered with 2xx, or a check failed.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cpuMsOf, killServers, runScript, stopServers } from './child.mjs';
import { fsyncMs } from './fsync-ms.mjs';
import { COUNTS, makeBody } from './make-body.mjs';
import { median, printMachine } from './report.mjs';
import { reportTrust } from './trust-report.mjs';
import { AUDIENCE, startTrusted } from './trust-servers.mjs';
import { makeCaller } from './trusted-site.mjs';

const DRIVER_CORE = 1;
const CONNECTIONS = 32;
const SIZES = [
  { name: '8 KB', kb: 8 },
  { name: '250 KB', kb: 250 },
];
/** more calls than one core answers, by second */
const TOKENS_PER_SECOND = { 8: 2200, 250: 900 };

const text = { type: 'string' };
const quick = { type: 'boolean' };
/**
 * `rounds` of so many `seconds`, after `warmUps` turns of each server that do not count: what answers a call is compiled while it runs.
 * `leadIn`: seconds of load before each run, since a process that stood still while the other ran has its memory and its code to
 * fetch again. `steady`: the same for the steady load, where what was let go comes back more slowly, and 1 % of the calls are few.
 */
const WHOLE = { rounds: 3, seconds: 3, warmUps: 3, leadIn: 3, steady: { leadIn: 8, seconds: 10 } };
const QUICK = { rounds: 1, seconds: 1, warmUps: 1, leadIn: 1, steady: { leadIn: 3, seconds: 5 } };
const { values: flags } = parseArgs({ options: { quick, rounds: text, seconds: text, cores: text } });
const plan = flags.quick ? QUICK : WHOLE;
const rounds = Number(flags.rounds ?? plan.rounds);
const seconds = Number(flags.seconds ?? plan.seconds);
/** of each server, as taskset names them; with one, nothing that runs beside the event loop comes for free */
const cores = String(flags.cores ?? '0');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A new file with so many tokens, one a line. */
function writeTokens({ folder, caller }, count) {
  const path = join(folder, `tokens-${randomBytes(4).toString('hex')}`);
  writeFileSync(path, Array.from({ length: Math.ceil(count) }, () => caller.token(AUDIENCE)).join('\n'));
  return path;
}

/** One run on one server: all that it can do, or so many calls a second. */
function load(url, { file, kb, ...bench }, { length, rate }) {
  const tokens = writeTokens(bench, (rate === undefined ? TOKENS_PER_SECOND[kb] : rate * 1.5) * length);
  const [script, more] = rate === undefined ? ['drive.mjs', []] : ['pace.mjs', [String(rate)]];
  const args = [here(script), url, file, String(length), String(CONNECTIONS), tokens, ...more];
  return runScript({ args, core: DRIVER_CORE, timeout: (length + 60) * 1000 });
}

/** The same after some seconds of load that do not count; the other server is stopped meanwhile. */
async function measure(target, bench, { leadIn, length, rate }) {
  for (const [name, { child }] of Object.entries(bench.servers))
    child.kill(name === target ? 'SIGCONT' : 'SIGSTOP');
  const { child, url } = bench.servers[target];
  await load(url, bench, { length: leadIn, rate });
  const before = cpuMsOf(child);
  const counted = await load(url, bench, { length, rate });
  const after = cpuMsOf(child);
  return { ...counted, cpu: (after - before) / counted.requests };
}

/**
 * Both at full load, then both at half of what Haven has just done: the speed of a machine changes while one looks, so what is
 * compared is taken within a minute.
 */
async function measureRound(bench) {
  const whole = { leadIn: plan.leadIn, length: seconds };
  const floor = await measure('Floor', bench, whole);
  const haven = await measure('Haven', bench, whole);
  const half = {
    leadIn: plan.steady.leadIn,
    length: plan.steady.seconds,
    rate: haven.perSecond / 2,
  };
  const steadyHaven = await measure('Haven', bench, half);
  const steadyFloor = await measure('Floor', bench, half);
  return { full: { Floor: floor, Haven: haven }, steady: { Floor: steadyFloor, Haven: steadyHaven } };
}

async function measureSize({ kb }, bench) {
  const file = join(bench.folder, `${kb}.json`);
  writeFileSync(file, JSON.stringify(makeBody({ counts: COUNTS[kb], bytes: kb * 1024 })));
  const sized = { ...bench, file, kb };
  const taken = { full: { Floor: [], Haven: [] }, steady: { Floor: [], Haven: [] } };
  // One after another: they share the cores, and tokens are signed in between.
  /* oxlint-disable no-await-in-loop */
  for (let turn = 0; turn < plan.warmUps; turn += 1)
    for (const target of ['Floor', 'Haven'])
      await measure(target, sized, { leadIn: plan.leadIn, length: seconds });
  for (let round = 0; round < rounds; round += 1) {
    const one = await measureRound(sized);
    for (const kind of ['full', 'steady'])
      for (const target of ['Floor', 'Haven']) taken[kind][target].push(one[kind][target]);
  }
  /* oxlint-enable no-await-in-loop */
  return taken;
}

/** What the disk and the processor do by themselves, to be read beside the figures. */
async function printGround(folder) {
  printMachine();
  const taken = await fsyncMs(folder);
  const slow = taken[Math.floor(taken.length * 0.99)];
  const { inRow, apart } = await runScript({
    args: [here('signature-ms.mjs')],
    core: cores,
    timeout: 60_000,
  });
  const range = ([low, middle, high]) =>
    `median ${middle.toFixed(2)} ms (eight in ten from ${low.toFixed(2)} to ${high.toFixed(2)})`;
  console.log(
    `one write of 4 KB and fsync, ${taken.length} of them in ten seconds: median ${median(taken).toFixed(2)} ms, ` +
      `p99 ${slow.toFixed(2)} ms, longest ${taken.at(-1).toFixed(2)} ms\n` +
      `one ES384 verification: ${range(inRow)} one after another, ${range(apart)} with pauses\n` +
      `${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections with keep-alive, a token of its own for each call; servers on core ${cores}\n`,
  );
}

async function main(folder) {
  await printGround(folder);
  const caller = makeCaller();
  const servers = await startTrusted(folder, caller, cores);
  let isKept = true;
  for (const size of SIZES) {
    // Sizes one after another: they share the servers.
    // oxlint-disable-next-line no-await-in-loop
    const result = reportTrust(size.name, await measureSize(size, { folder, caller, servers }));
    if (result.failed > 0) throw new Error(`${result.failed} calls were not answered with 2xx`);
    isKept &&= result.isKept;
  }
  console.log(isKept ? 'Every target is met.' : 'A target is missed.');
}

const folder = mkdtempSync(join(tmpdir(), 'haven-trust-'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.once('exit', () => {
  killServers();
  rmSync(folder, { recursive: true, force: true });
});
try {
  await main(folder);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  await stopServers();
}
