import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { checkLedger } from './check-ledger.js';
import type { Bench, Fault, Outcome } from './fault.js';
import { Hospital } from './hospital.js';
import { startLoad } from './load.js';
import { startChanging } from './operate.js';
import { pause } from './pause.js';
import { Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const PER_SECOND = 200;
const KILLS = 2;
const LOAD_MS = 4_000;

/** Load on a process that is killed in the midst of it, and started again under the same load. */
async function kill(bench: Bench, fault: string, database: string): Promise<Outcome> {
  const settings = { site: await writeSite(join(bench.folder, 'site')), database, port: await freePort() };
  const tally = new Tally();
  let haven = await Haven.start(bench, settings);
  const load = startLoad(bench, new Hospital(tally), {
    perSecond: PER_SECOND,
    base: () => haven.base,
    name: 'kill',
  });
  const stopChanging = startChanging(bench, haven.base, tally);
  for (let kills = 0; kills < KILLS; kills += 1) {
    await pause(LOAD_MS);
    await haven.end('SIGKILL');
    haven = await Haven.start(bench, settings);
  }
  await pause(LOAD_MS);
  await load.stop();
  await stopChanging();
  const { lost, broken } = await checkLedger(bench, settings, haven, tally);
  const none = tally.reported.size === 0 || tally.changes.size === 0 ? ['nothing was acknowledged'] : [];
  return {
    kind: 'ran',
    fault,
    injected: `${KILLS} x kill -9 at up to ${PER_SECOND} requests/s; ${tally.reported.size} feedback and ${tally.changes.size} changes of operators acknowledged`,
    given: tally.given,
    wrong: tally.wrong,
    lost,
    broken: [...broken, ...none],
  };
}

export const killNine: Fault = {
  name: 'kill-nine',
  inject: async (bench) => {
    const onSqlite = await kill(
      { ...bench, folder: join(bench.folder, 'sqlite') },
      'kill -9, SQLite',
      join(bench.folder, 'sqlite', 'haven.sqlite'),
    );
    const fault = 'kill -9, PostgreSQL';
    const postgres = await bench.postgres();
    if (postgres === undefined) return [onSqlite, { kind: 'skipped', fault, why: 'no PostgreSQL' }];
    return [onSqlite, await kill({ ...bench, folder: join(bench.folder, 'postgres') }, fault, postgres.url)];
  },
};
