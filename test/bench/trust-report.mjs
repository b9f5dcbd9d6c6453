import { median, printTable, spread } from './report.mjs';

const TARGET = 0.8;
const P99_MS = 25;
const SERVERS = ['Floor', 'Haven'];

const percent = (share) => `${(share * 100).toFixed(0)} %`;

function printFull(of, failed) {
  printTable(
    ['server', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms/req', 'driver busy', 'not 2xx'],
    SERVERS.map((server) => [
      server,
      of(server, 'perSecond').toFixed(0),
      of(server, 'p50').toFixed(2),
      of(server, 'p99').toFixed(2),
      of(server, 'cpu').toFixed(3),
      percent(of(server, 'driverBusy')),
      failed(server),
    ]),
  );
}

/** How busy a core was tells how far the load was from half: a call that comes alone takes more of it than one among many. */
function printHalf(steady, of, failed) {
  printTable(
    ['at half load', 'req/s', 'p50 ms', 'p99 ms (range)', 'CPU ms/req', 'core busy', 'not 2xx'],
    SERVERS.map((server) => [
      server,
      of(server, 'perSecond').toFixed(0),
      of(server, 'p50').toFixed(2),
      spread(
        steady[server].map((run) => run.p99),
        1,
      ),
      of(server, 'cpu').toFixed(3),
      percent(median(steady[server].map((run) => (run.cpu * run.perSecond) / 1000))),
      failed(server),
    ]),
  );
}

/**
 * Prints one size: what each server did at full load and at half of it, in every round.
 *
 * @returns calls that failed, and whether both targets were met
 */
export function reportTrust(name, { full, steady }) {
  const of = (runs) => (server, member) => median(runs[server].map((run) => run[member]));
  const failedOf = (runs) => (server) => runs[server].reduce((sum, run) => sum + run.failed, 0);
  console.log(`## ${name}\n`);
  printFull(of(full), failedOf(full));
  printHalf(steady, of(steady), failedOf(steady));
  const ratios = (one) => one.Haven.map((run, round) => [run, one.Floor[round]]);
  const rates = ratios(full).map(([haven, floor]) => haven.perSecond / floor.perSecond);
  const costs = ratios(full).map(([haven, floor]) => floor.cpu / haven.cpu);
  const tails = ratios(steady).map(([haven, floor]) => haven.p99 / floor.p99);
  const p99 = of(steady)('Haven', 'p99');
  console.log(`Haven / floor: req/s ${spread(rates)}, CPU per request ${spread(costs)} (target ${TARGET})`);
  console.log(
    `at half load: p99 ${p99.toFixed(1)} ms (target ${P99_MS}), ${spread(tails)} times the floor's\n`,
  );
  for (const server of SERVERS)
    for (const { failures } of steady[server].filter((run) => run.failed > 0))
      console.log(`${server} at half load, calls that failed: ${JSON.stringify(failures)}\n`);
  const failed = SERVERS.reduce((sum, server) => sum + failedOf(full)(server) + failedOf(steady)(server), 0);
  return { failed, isKept: median(rates) >= TARGET && p99 < P99_MS };
}
