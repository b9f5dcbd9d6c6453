import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { checkLedger } from './check-ledger.js';
import type { Fault } from './fault.js';
import { Hospital } from './hospital.js';
import { startLoad } from './load.js';
import { pause } from './pause.js';
import { Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const HOUR_MS = 3_600_000;
const PER_SECOND = 50;
/** The clock is read again every 50 ms. */
const TAKES_MS = 500;
const STAYS_MS = 2_000;
const JUMPS = [
  ['an hour ahead', HOUR_MS],
  ['two hours back', -2 * HOUR_MS],
  ['right again', 0],
] as const;
/** Every item of the gate has expired by then. */
const FAR_MS = 400 * 24 * HOUR_MS;

/** The machine's clock is set while the service runs. */
export const clockJumps: Fault = {
  name: 'clock-jumps',
  inject: async (bench) => {
    const clock = join(bench.folder, 'clock');
    const settings = {
      site: await writeSite(join(bench.folder, 'site')),
      database: join(bench.folder, 'haven.sqlite'),
      port: await freePort(),
      clock,
    };
    await writeFile(clock, '0');
    const haven = await Haven.start(bench, settings);
    const tally = new Tally();
    const hospital = new Hospital(tally);
    const declined = { id: 'declined', hasReason: true };
    const card = await hospital.call(haven.base, declined);
    if (card !== undefined) await hospital.report(haven.base, card);
    const load = startLoad(bench, hospital, { perSecond: PER_SECOND, base: () => haven.base, name: 'clock' });
    for (const [, ms] of JUMPS) {
      await writeFile(clock, String(ms));
      await pause(TAKES_MS);
      // What was declined stays so, whatever the clock says of the hour.
      await hospital.call(haven.base, declined, { card: false });
      await pause(STAYS_MS);
    }
    await load.stop();
    await writeFile(clock, String(FAR_MS));
    await pause(TAKES_MS);
    const late = { id: 'late', hasReason: true };
    await hospital.call(haven.base, late, { card: false });
    await writeFile(clock, '0');
    await pause(TAKES_MS);
    await hospital.call(haven.base, late);
    const { lost, broken } = await checkLedger(bench, settings, haven, tally);
    return [
      {
        kind: 'ran',
        fault: 'clock jumps',
        injected: `${JUMPS.map(([name]) => name).join(', ')} at ${PER_SECOND} requests/s; 400 days ahead (the gate has expired: silence) and back`,
        given: tally.given,
        wrong: tally.wrong,
        lost,
        broken: [...broken, ...tally.allAnswered()],
      },
    ];
  },
};
