/**
 * Breaks real processes, one fault after another, and prints what came of it: `npm run test:faults [-- <fault> …]`; `soak=600` soaks for ten minutes.
 * Ends with 1 where an answer was wrong, something acknowledged was lost, or what else should hold did not.
 */
import { join } from 'node:path';
import type { Outcome } from './fault.js';
import { clockJumps } from './clock-jumps.js';
import { contentBroken } from './content-broken.js';
import { diskFull } from './disk-full.js';
import { fhirBroken } from './fhir-broken.js';
import { killNine } from './kill-nine.js';
import { keysGone } from './keys-gone.js';
import { postgresStopped } from './postgres-stopped.js';
import { isGood, tableOf } from './print-table.js';
import { agent } from './post.js';
import { rollingRestart } from './rolling-restart.js';
import { run } from './run.js';
import { soak } from './soak.js';
import { twoReplicas } from './two-replicas.js';

const SOAK = /^soak=(?<seconds>\d+)$/;
const SHORT_SOAK_SECONDS = 60;

const given = process.argv.slice(2);
const soakSeconds = given.flatMap((word) => SOAK.exec(word)?.groups?.['seconds'] ?? []).map(Number)[0];
const FAULTS = [
  killNine,
  postgresStopped,
  diskFull,
  fhirBroken,
  keysGone,
  contentBroken,
  clockJumps,
  twoReplicas,
  rollingRestart,
  soak(soakSeconds ?? SHORT_SOAK_SECONDS),
];

const wanted = given.map((word) => word.replace(SOAK, 'soak'));
const unknown = wanted.filter((name) => !FAULTS.some((fault) => fault.name === name));
if (unknown.length > 0)
  throw new Error(`no fault ${unknown.join(', ')}; known: ${FAULTS.map(({ name }) => name).join(', ')}`);

const outcomes: Outcome[] = [];
for (const fault of FAULTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const started = performance.now();
  const found = await run(fault, join(process.cwd(), 'dist', 'main.js'));
  outcomes.push(...found);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`${fault.name}: ${found.every(isGood) ? 'holds' : 'DOES NOT HOLD'} (${seconds} s)\n`);
}
agent.destroy();
process.stdout.write(`\n${tableOf(outcomes)}\n`);
process.exitCode = outcomes.every(isGood) ? 0 : 1;
