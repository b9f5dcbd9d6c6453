/**
 * A steady load, in its own process: `node pace.mjs <url> <body file> <seconds> <connections> <tokens file> <rate>` makes so many
 * calls a second at moments that do not know of each other (a Poisson process), as clinicians open charts. A call's time counts
 * from the moment when it was due, so that a service that falls behind does not slow its own measurement down. Prints one line of
 * JSON. The moments are the same in every run.
 */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { randomOf } from './random.mjs';

const [url, file, seconds, connections, tokensFile, rate] = process.argv.slice(2);
const body = readFileSync(file);
const tokens = readFileSync(tokensFile, 'utf8').split('\n');
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const { next } = randomOf(1);
const times = [];
/** what became of the calls that failed, by status or code */
const failures = {};

function call(token, due) {
  return new Promise((resolve) => {
    const end = (outcome) => {
      if (outcome === 200) times.push(performance.now() - due);
      else failures[outcome] = (failures[outcome] ?? 0) + 1;
      resolve();
    };
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      authorization: `Bearer ${token}`,
    };
    const sent = request(url, { method: 'POST', agent, headers, timeout: 20_000 }, (response) => {
      response.resume();
      response.once('end', () => end(response.statusCode));
    });
    sent.once('timeout', () => sent.destroy(new Error('timeout')));
    sent.once('error', ({ code, message }) => end(code ?? message));
    sent.end(body);
  });
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const cpuBefore = process.cpuUsage();
const started = performance.now();
const calls = [];
let due = started;
while (due < started + Number(seconds) * 1000 && calls.length < tokens.length) {
  const early = due - performance.now();
  // One call after another, each when it is due.
  // oxlint-disable-next-line no-await-in-loop
  if (early > 0) await wait(early);
  calls.push(call(tokens[calls.length], due));
  due += (-Math.log(1 - next()) * 1000) / Number(rate);
}
await Promise.all(calls);
const elapsed = performance.now() - started;
agent.destroy();
const { user, system } = process.cpuUsage(cpuBefore);
const sorted = Float64Array.from(times).toSorted();
/** The value below which the share of all lies. */
const quantile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
console.log(
  JSON.stringify({
    requests: sorted.length,
    perSecond: sorted.length / (elapsed / 1000),
    p50: quantile(0.5),
    p99: quantile(0.99),
    failed: Object.values(failures).reduce((sum, count) => sum + count, 0),
    failures,
    driverBusy: (user + system) / 1000 / elapsed,
  }),
);
