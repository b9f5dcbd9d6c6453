/**
 * What metering costs a call: `npm run bench:meter`. Each stage is told and the call is counted, as the route does it, with nothing in
 * between. Exit code 1 above ten microseconds.
 */
import { performance } from 'node:perf_hooks';
import { STAGES, SILENT_METER } from '../../dist/meter/meter.js';
import { prometheusMeter } from '../../dist/meter/prometheus-meter.js';
import { median, printMachine } from './report.mjs';

const LIMIT_US = 10;
const CALLS = 100_000;
const ROUNDS = 9;
const CALL = {
  service: 'private-time-patient-view',
  hook: 'patient-view',
  revision: '0123456789abcdef',
  outcome: 'below-threshold',
  tier: 0,
  department: undefined,
  missing: ['appointments', 'documents'],
  unread: [
    ['appointments', 'absent'],
    ['documents', 'absent'],
  ],
};

function microseconds(meter) {
  const started = performance.now();
  for (let call = 0; call < CALLS; call += 1) {
    const watch = meter.begin(undefined);
    for (const stage of STAGES) watch.lap(stage);
    watch.answered(CALL);
  }
  return ((performance.now() - started) * 1000) / CALLS;
}

printMachine();
const prometheus = prometheusMeter(() => performance.now());
const rounds = Array.from({ length: ROUNDS }, () => ({
  without: microseconds(SILENT_METER),
  metered: microseconds(prometheus),
}));
const cost = median(rounds.map(({ metered, without }) => metered - without));
console.log(`metering costs ${cost.toFixed(2)} microseconds a call (limit ${LIMIT_US})`);
process.exitCode = cost < LIMIT_US ? 0 : 1;
