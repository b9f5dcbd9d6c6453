import type { LineState } from '../../src/meter/line-state.js';

/** A line that is well, in a site of one place. */
export const STATE: LineState = {
  site: 'demo',
  revision: 'abc',
  findings: 0,
  ledgerProblems: 0,
  reasons: 0,
  modes: [{ department: undefined, mode: 'live', blocking: 0 }],
  watch: { heartbeatOk: true, lastGoodBeat: 1_796_005_668_727, alarms: [], learning: [], missing: [] },
};
