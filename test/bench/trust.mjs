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
import { cpuMsOf, killServers, runScript, startServer, stopServers } from './child.mjs';
import { freePort } from './free-port.mjs';
import { fsyncMs } from './fsync-ms.mjs';
import { COUNTS, makeBody } from './make-body.mjs';
import { NODE_FLAGS } from './node-flags.mjs';
import { median, printMachine, printTable, spread } from './report.mjs';
import { makeCaller, PUBLIC_URL, writeTrustedSite } from './trusted-site.mjs';

const DRIVER_CORE = 1;
const CONNECTIONS = 32;
const TARGET = 0.8;
const P99_MS = 25;
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
const WHOLE = { rounds: 3, seconds: 3, warmUps: 3, leadIn: 3, steady: { leadIn: 10, seconds: 20 } };
const QUICK = { rounds: 1, seconds: 1, warmUps: 1, leadIn: 1, steady: { leadIn: 3, seconds: 5 } };
const { values: flags } = parseArgs({ options: { quick, rounds: text, seconds: text, cores: text } });
const plan = flags.quick ? QUICK : WHOLE;
const rounds = Number(flags.rounds ?? plan.rounds);
const seconds = Number(flags.seconds ?? plan.seconds);
/** of each server, as taskset names them; with one, nothing that runs beside the event loop comes for free */
const cores = String(flags.cores ?? '0');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

async function startAll(folder, caller) {
  const port = await freePort();
  const shipped = here('../../cds-services');
  const pem = join(folder, 'key.pem');
  writeFileSync(pem, caller.pem);
  const site = writeTrustedSite(join(folder, 'site'), { folder: shipped, version: '0.1.0' }, caller.jwk);
  const env = {
    HAVEN_SITE: site,
    HAVEN_PUBLIC_URL: PUBLIC_URL,
    HAVEN_DATABASE_URL: join(folder, 'haven.sqlite'),
    HAVEN_KEYS: `bench:${randomBytes(32).toString('base64url')}`,
    HAVEN_SPOOL: join(folder, 'spool'),
  };
  const common = { core: cores };
  const [floor, haven] = await Promise.all([
    startServer({
      ...common,
      args: [...NODE_FLAGS, here('trust-floor.mjs'), pem],
      address: /http:\/\/127\.0\.0\.1:\d+\/\S+/,
      output: join(folder, 'floor.log'),
    }),
    startServer({
      ...common,
      args: [...NODE_FLAGS, here('../../dist/main.js'), 'serve'],
      address: /Ctrl-C/,
      output: join(folder, 'haven.log'),
      env: { ...env, PORT: String(port) },
    }),
  ]);
  return { Floor: floor, Haven: { ...haven, url: `http://127.0.0.1:${port}` } };
}

/** One run on one server, after some seconds of load that do not count; the other is stopped meanwhile. */
async function measure(target, servers, { url, file, newTokens, kb, rate, duration }) {
  for (const [name, { child }] of Object.entries(servers))
    child.kill(name === target ? 'SIGCONT' : 'SIGSTOP');
  const perSecond = TOKENS_PER_SECOND[kb];
  const load = (script, length, tokens, ...more) => {
    const args = [here(script), url, file, String(length), String(CONNECTIONS), tokens, ...more];
    return runScript({ args, core: DRIVER_CORE, timeout: (length + 60) * 1000 });
  };
  const run = (length) => {
    const tokens = newTokens((rate === undefined ? perSecond : rate * 1.5) * length);
    return rate === undefined
      ? load('drive.mjs', length, tokens)
      : load('pace.mjs', length, tokens, String(rate));
  };
  await run(rate === undefined ? plan.leadIn : plan.steady.leadIn);
  const before = cpuMsOf(servers[target].child);
  const counted = await run(duration);
  const after = cpuMsOf(servers[target].child);
  return { ...counted, cpu: (after - before) / counted.requests };
}

const service = 'private-time-patient-view';

/** A new file with so many tokens, one a line. */
function writeTokens(folder, caller, count) {
  const path = join(folder, `tokens-${randomBytes(4).toString('hex')}`);
  const audience = `${PUBLIC_URL}/cds-services/${service}`;
  writeFileSync(path, Array.from({ length: Math.ceil(count) }, () => caller.token(audience)).join('\n'));
  return path;
}

/** All rounds of one size, the servers by turns, then each at half of what Haven did: the floor says what the machine adds. */
async function measureSize({ name, kb }, { folder, caller, servers, urls }, results) {
  const file = join(folder, `${kb}.json`);
  writeFileSync(file, JSON.stringify(makeBody({ counts: COUNTS[kb], bytes: kb * 1024 })));
  const newTokens = (count) => writeTokens(folder, caller, count);
  const runs = { Floor: [], Haven: [] };
  for (let turn = -2 * plan.warmUps; turn < rounds * 2; turn += 1) {
    const target = turn % 2 === 0 ? 'Floor' : 'Haven';
    // One after another: they share the cores, and tokens are signed in between.
    // oxlint-disable-next-line no-await-in-loop
    const run = await measure(target, servers, { url: urls[target], file, newTokens, kb, duration: seconds });
    if (turn >= 0) runs[target].push(run);
  }
  const rate = median(runs.Haven.map((run) => run.perSecond)) / 2;
  const calm = {};
  for (const target of ['Floor', 'Haven']) {
    const paced = { url: urls[target], file, newTokens, kb, rate, duration: plan.steady.seconds };
    // oxlint-disable-next-line no-await-in-loop
    calm[target] = await measure(target, servers, paced);
  }
  report(name, runs, calm, results);
}

async function main(folder) {
  printMachine();
  const taken = await fsyncMs(folder);
  const slow = taken[Math.floor(taken.length * 0.99)];
  console.log(
    `one write of 4 KB and fsync, ${taken.length} of them in ten seconds: median ${median(taken).toFixed(2)} ms, ` +
      `p99 ${slow.toFixed(2)} ms, longest ${taken.at(-1).toFixed(2)} ms\n` +
      `${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections with keep-alive, a token of its own for each call; servers on core ${cores}\n`,
  );
  const caller = makeCaller();
  const servers = await startAll(folder, caller);
  const urls = { Floor: servers.Floor.url, Haven: `${servers.Haven.url}/cds-services/${service}` };
  const results = { failed: 0, isKept: true };
  for (const size of SIZES) {
    // Sizes one after another: they share the servers.
    // oxlint-disable-next-line no-await-in-loop
    await measureSize(size, { folder, caller, servers, urls }, results);
  }
  if (results.failed > 0) throw new Error(`${results.failed} calls were not answered with 2xx`);
  console.log(results.isKept ? 'Every target is met.' : 'A target is missed.');
}

function report(name, runs, calm, results) {
  const of = (target, member) => median(runs[target].map((run) => run[member]));
  console.log(`## ${name}\n`);
  printTable(
    ['server', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms/req', 'driver busy', 'not 2xx'],
    ['Floor', 'Haven'].map((target) => {
      const failed = runs[target].reduce((sum, run) => sum + run.failed, 0);
      results.failed += failed;
      return [
        target,
        of(target, 'perSecond').toFixed(0),
        of(target, 'p50').toFixed(2),
        of(target, 'p99').toFixed(2),
        of(target, 'cpu').toFixed(3),
        `${(of(target, 'driverBusy') * 100).toFixed(0)} %`,
        failed,
      ];
    }),
  );
  const rates = runs.Haven.map((run, at) => run.perSecond / runs.Floor[at].perSecond);
  const costs = runs.Haven.map((run, at) => runs.Floor[at].cpu / run.cpu);
  results.failed += calm.Floor.failed + calm.Haven.failed;
  results.isKept &&= median(rates) >= TARGET && calm.Haven.p99 < P99_MS;
  console.log(`Haven / floor: req/s ${spread(rates)}, CPU per request ${spread(costs)} (target ${TARGET})`);
  const { Floor: floor, Haven: haven } = calm;
  console.log(
    `at half load (${haven.perSecond.toFixed(0)} req/s): p50 ${haven.p50.toFixed(2)} ms, p99 ${haven.p99.toFixed(2)} ms (target ${P99_MS}); ` +
      `the floor at as many: p50 ${floor.p50.toFixed(2)} ms, p99 ${floor.p99.toFixed(2)} ms\n`,
  );
  for (const [target, { failed, failures }] of Object.entries(calm))
    if (failed > 0) console.log(`${target} at half load, calls that failed: ${JSON.stringify(failures)}\n`);
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
