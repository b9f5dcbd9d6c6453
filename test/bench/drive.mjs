/**
 * One measured run, in its own process: `node drive.mjs <url> <body file> <seconds> <connections> [<tokens file>]`.
 * With tokens each call has the next one, as no token may be used twice.
 * Prints one line of JSON. Times are kept per response, since the histogram of autocannon has whole milliseconds.
 */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const [url, file, seconds, connections, tokensFile] = process.argv.slice(2);
const tokens = tokensFile === undefined ? [] : readFileSync(tokensFile, 'utf8').split('\n');
let used = 0;

function withNextToken(request) {
  const authorization = `Bearer ${tokens[used] ?? ''}`;
  used += 1;
  return { ...request, headers: { ...request.headers, authorization } };
}

/** Sorted ascending; the value below which the share of all lies. */
const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const times = [];
const started = performance.now();
const cpuBefore = process.cpuUsage();
const instance = autocannon({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: readFileSync(file),
  connections: Number(connections),
  duration: Number(seconds),
  timeout: 20,
  ...(tokens.length > 0 ? { requests: [{ setupRequest: withNextToken }] } : {}),
});
instance.on('response', (_client, _status, _bytes, ms) => times.push(ms));
const result = await instance;
const elapsed = performance.now() - started;
const { user, system } = process.cpuUsage(cpuBefore);
const sorted = Float64Array.from(times).toSorted();
console.log(
  JSON.stringify({
    requests: sorted.length,
    perSecond: sorted.length / result.duration,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    failed: result.non2xx + result.errors + result.timeouts,
    /** share of the driver's core that it used; near 1, the driver is the limit and ratios come out too near to 1 */
    driverBusy: (user + system) / 1000 / elapsed,
  }),
);
