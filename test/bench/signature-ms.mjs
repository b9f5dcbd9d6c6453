/**
 * What one ES384 verification takes here, by Node's crypto alone: `node signature-ms.mjs`. One after another, and with pauses as
 * between calls: where the second is more, or the two change from run to run, it is the machine. Prints one line of JSON, each the
 * tenth, the half and nine tenths of them, in milliseconds.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const WARM_UPS = 300;
const TIMES = 700;
const PAUSE_MS = 4;

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const data = Buffer.alloc(400, 'x');
const dsaEncoding = 'ieee-p1363';
const signature = sign('sha384', data, { key: privateKey, dsaEncoding });

function timeOne() {
  const start = performance.now();
  verify('sha384', data, { key: publicKey, dsaEncoding }, signature);
  return performance.now() - start;
}

const quantiles = (times) => {
  const sorted = times.toSorted((one, other) => one - other);
  return [0.1, 0.5, 0.9].map((share) => sorted[Math.floor(sorted.length * share)]);
};

for (let time = 0; time < WARM_UPS; time += 1) timeOne();
const inRow = Array.from({ length: TIMES }, timeOne);
const apart = [];
for (let time = 0; time < TIMES; time += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await wait(PAUSE_MS);
  apart.push(timeOne());
}
console.log(JSON.stringify({ inRow: quantiles(inRow), apart: quantiles(apart) }));
