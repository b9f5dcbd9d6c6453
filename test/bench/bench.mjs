/**
 * Compares Haven with two floors over HTTP, the demo site: `npm run bench:open`, or the first part of `npm run bench`.
 * See docs/benchmarks.md. Exit code 1 where any call was not answered with 2xx, or a check failed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cpuMsOf, hasTaskset, killServers, runScript, startServer, stopServers } from './child.mjs';
import { COUNTS, makeBody, WITH_NOTES } from './make-body.mjs';
import { NODE_FLAGS } from './node-flags.mjs';
import { median, printMachine, printTable, spread } from './report.mjs';

const SERVER_CORE = 0;
const DRIVER_CORE = 1;
const CONNECTIONS = 32;
const BODIES = [
  { name: '8 KB', kb: 8, counts: COUNTS[8] },
  { name: '250 KB', kb: 250, counts: COUNTS[250] },
  { name: '250 KB with 20 KB of notes', kb: 250, counts: WITH_NOTES },
];
const TARGETS = ['A', 'B', 'Haven'];
const LABELS = { A: 'A node:http', B: 'B Express 5', Haven: 'Haven' };
/** the driver needs so much of its core before it may be what limits the faster servers */
const BUSY = 0.9;

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, seconds: { type: 'string' } },
});
const rounds = Number(flags.rounds ?? (flags.quick ? 2 : 5));
const seconds = Number(flags.seconds ?? (flags.quick ? 2 : 5));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

async function startAll(folder) {
  const floor = (name) => ({
    args: [...NODE_FLAGS, here('floors.mjs'), name],
    address: /http:\/\/127\.0\.0\.1:\d+\/\S+/,
  });
  const haven = {
    args: [...NODE_FLAGS, here('../../dist/main.js'), 'serve'],
    address: /http:\/\/127\.0\.0\.1:\d+\/cds-services/,
  };
  const [a, b, service] = await Promise.all(
    [floor('a'), floor('b'), haven].map((server, number) =>
      startServer({ ...server, core: SERVER_CORE, output: join(folder, `${TARGETS[number]}.log`) }),
    ),
  );
  return { A: a, B: b, Haven: service };
}

/** The service to call and the prefetch keys that its discovery names. */
async function discover(url) {
  const { services } = await (await fetch(url)).json();
  const service = services.find(({ hook }) => hook === 'patient-view');
  if (service === undefined) throw new Error('discovery names no patient-view service');
  return { url: `${url}/${service.id}`, keys: Object.keys(service.prefetch) };
}

const TEXTS = ['uuid', 'summary', 'detail', 'indicator'];

function isCard(card) {
  return TEXTS.every((name) => typeof card[name] === 'string') && typeof card.source.label === 'string';
}

/** Haven does the whole work on this body: 200, and exactly one card with everything a card has. */
async function verify(url, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  const { cards } = response.status === 200 ? JSON.parse(text) : { cards: [] };
  if (cards.length !== 1 || !isCard(cards[0]))
    throw new Error(`Haven answered ${response.status} with ${text.slice(0, 200)}`);
  return Buffer.byteLength(text);
}

/** The servers that are not measured are stopped: Haven looks at its content files also when nobody calls. */
async function measureAlone(target, servers, file, duration) {
  for (const other of TARGETS) servers[other].child.kill(other === target ? 'SIGCONT' : 'SIGSTOP');
  return measure(servers[target], file, duration);
}

async function measure(server, file, duration) {
  const before = cpuMsOf(server.child);
  const args = [here('drive.mjs'), server.url, file, String(duration), String(CONNECTIONS)];
  const run = await runScript({ args, core: DRIVER_CORE, timeout: (duration + 30) * 1000 });
  const after = cpuMsOf(server.child);
  return {
    ...run,
    cpu: before === undefined || after === undefined ? Number.NaN : (after - before) / run.requests,
  };
}

/** All rounds of one size, the servers by turns, so that what disturbs the machine disturbs all of them. */
async function measureSize(servers, file) {
  const runs = { A: [], B: [], Haven: [] };
  // What answers a call is compiled while it runs, over some thousand calls.
  const warmUp = flags.quick ? 3 : 10;
  for (let round = -1; round < rounds; round += 1) {
    for (const target of TARGETS) {
      // One at a time: they share the cores.
      // oxlint-disable-next-line no-await-in-loop
      const run = await measureAlone(target, servers, file, round < 0 ? warmUp : seconds);
      if (round >= 0) runs[target].push(run);
    }
  }
  return runs;
}

function reportBody(title, bytes, runs) {
  console.log(`## ${title} (${bytes} bytes)\n`);
  const of = (target, name) => median(runs[target].map((run) => run[name]));
  const failed = (target) => runs[target].reduce((sum, run) => sum + run.failed, 0);
  printTable(
    ['server', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms/req', 'driver busy', 'not 2xx'],
    TARGETS.map((target) => [
      LABELS[target],
      of(target, 'perSecond').toFixed(0),
      of(target, 'p50').toFixed(2),
      of(target, 'p99').toFixed(2),
      of(target, 'cpu').toFixed(3),
      `${(of(target, 'driverBusy') * 100).toFixed(0)} %`,
      failed(target),
    ]),
  );
  const ratio = (floor, name) =>
    runs.Haven.map((run, round) =>
      name === 'cpu' ? runs[floor][round].cpu / run.cpu : run[name] / runs[floor][round][name],
    );
  printTable(
    ['ratio, median (range over rounds)', 'req/s', 'CPU per request'],
    ['A', 'B'].map((floor) => [
      `Haven / ${floor}`,
      spread(ratio(floor, 'perSecond')),
      spread(ratio(floor, 'cpu')),
    ]),
  );
  if (TARGETS.some((target) => of(target, 'driverBusy') > BUSY))
    console.log(
      'The driver was at its limit: req/s is bounded by it, and the ratio of CPU per request says more.\n',
    );
  return TARGETS.reduce((sum, target) => sum + failed(target), 0);
}

async function main(folder) {
  printMachine();
  console.log(`${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections with keep-alive`);
  console.log(
    hasTaskset
      ? `servers on core ${SERVER_CORE}, driver on core ${DRIVER_CORE}\n`
      : 'taskset is missing: nothing is pinned to a core\n',
  );
  const servers = await startAll(folder);
  const { url, keys } = await discover(servers.Haven.url);
  servers.Haven.url = url;
  let failed = 0;
  for (const { name, kb, counts } of BODIES) {
    const body = JSON.stringify(makeBody({ counts, bytes: kb * 1024, keys }));
    const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
    writeFileSync(file, body);
    // Sizes one after another: they share the servers.
    servers.Haven.child.kill('SIGCONT');
    // oxlint-disable-next-line no-await-in-loop
    const answerBytes = await verify(url, body);
    // oxlint-disable-next-line no-await-in-loop
    const runs = await measureSize(servers, file);
    failed += reportBody(name, Buffer.byteLength(body), runs);
    console.log(`Haven's answer: ${answerBytes} bytes, one card; the floors': 1024 bytes.\n`);
  }
  if (failed > 0) throw new Error(`${failed} calls were not answered with 2xx`);
}

const folder = mkdtempSync(join(tmpdir(), 'haven-bench-'));
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
