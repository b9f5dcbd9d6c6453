import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { checkLedger } from './check-ledger.js';
import type { Fault } from './fault.js';
import { Hospital } from './hospital.js';
import { startLoad } from './load.js';
import { startChanging } from './operate.js';
import { ownPostgres } from './own-postgres.js';
import { pause } from './pause.js';
import { Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const FAULT = 'PostgreSQL stopped and started';
const PER_SECOND = 100;
const STOPS = 2;
const UP_MS = 4_000;
const DOWN_MS = 5_000;

/** The database goes and comes back under load: cards are given all the same, and nothing that was acknowledged is lost. */
export const postgresStopped: Fault = {
  name: 'postgres-stopped',
  inject: async (bench) => {
    const postgres = await ownPostgres(bench);
    if (postgres === undefined) return [{ kind: 'skipped', fault: FAULT, why: 'initdb is not installed' }];
    const settings = {
      site: await writeSite(join(bench.folder, 'site')),
      database: postgres.url,
      port: await freePort(),
    };
    const tally = new Tally();
    const broken: string[] = [];
    const haven = await Haven.start(bench, settings);
    const load = startLoad(bench, new Hospital(tally), {
      perSecond: PER_SECOND,
      base: () => haven.base,
      name: 'stop',
    });
    const stopChanging = startChanging(bench, haven.base, tally);
    for (let stops = 0; stops < STOPS; stops += 1) {
      await pause(UP_MS);
      await postgres.stop();
      if (!(await haven.says(/database is down/, true)))
        broken.push('readiness does not say that it is down');
      await pause(DOWN_MS);
      await postgres.start();
      if (!(await haven.says(/database is down/, false)))
        broken.push('readiness does not say that it is back');
    }
    await load.stop();
    await stopChanging();
    const checked = await checkLedger(bench, settings, haven, tally);
    return [
      {
        kind: 'ran',
        fault: FAULT,
        injected: `${STOPS} x stopped at once for ${DOWN_MS / 1000} s and more at ${PER_SECOND} requests/s; ${tally.reported.size} feedback acknowledged, ${tally.refused} refused with 503`,
        given: tally.given,
        wrong: tally.wrong,
        lost: checked.lost,
        broken: [...broken, ...tally.allAnswered(), ...checked.broken],
      },
    ];
  },
};
