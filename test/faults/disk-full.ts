import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { checkLedger } from './check-ledger.js';
import type { Bench, Fault, Outcome } from './fault.js';
import { Hospital } from './hospital.js';
import { startLoad } from './load.js';
import { ownPostgres } from './own-postgres.js';
import { lostOf, readRemembered } from './remembered.js';
import { Haven } from './start-haven.js';
import type { HavenSettings } from './start-haven.js';
import { Tally } from './tally.js';
import { until } from '../support/data-process.js';
import { writeSite } from './write-site.js';

const PER_SECOND = 150;
/** A new database has about 130 KB, a card in the spool half a KB. */
const SQLITE_LIMIT_KB = 512;
const SPOOL_LIMIT_KB = 64;
const WITHIN_MS = 90_000;
const REFUSALS = 20;

/** How many cards readiness says were given and not recorded. */
async function unrecorded(haven: Haven): Promise<number> {
  return Number(/(\d+) card\(s\) were given and not recorded/.exec(await haven.readiness())?.[1] ?? 0);
}

interface Filled {
  readonly tally: Tally;
  /** cards that the full process itself says it could not record */
  readonly admitted: number;
  readonly broken: readonly string[];
}

/**
 * Load until feedback is refused, since neither database nor spool takes it; the process is then killed as it stands.
 *
 * @param begin the fault, once the process serves
 */
async function fill(
  bench: Bench,
  settings: HavenSettings,
  begin = async (): Promise<void> => undefined,
): Promise<Filled> {
  const tally = new Tally();
  const haven = await Haven.start(bench, settings);
  await begin();
  const load = startLoad(bench, new Hospital(tally), {
    perSecond: PER_SECOND,
    base: () => haven.base,
    name: 'full',
  });
  const became = await until(() => (tally.refused >= REFUSALS ? true : undefined), WITHIN_MS);
  await load.stop();
  const admitted = await unrecorded(haven);
  await haven.end('SIGKILL');
  const rules: readonly (readonly [boolean, string])[] = [
    [became === true, 'it was never full'],
    [tally.reported.size > 0, 'nothing was acknowledged'],
  ];
  const broken = rules.filter(([holds]) => !holds).map(([, complaint]) => complaint);
  return { tally, admitted, broken: [...broken, ...tally.allAnswered()] };
}

/** A process with room reads what the full one left: what was acknowledged is there, and of cards all but those that it named. */
async function rowOf(bench: Bench, after: HavenSettings, fault: string, filled: Filled): Promise<Outcome> {
  const { tally, admitted } = filled;
  const haven = await Haven.start(bench, after);
  // Cards that were said to be unrecorded are no promise that was broken.
  const promised = new Tally();
  for (const card of tally.reported) promised.reported.add(card);
  const { lost, broken } = await checkLedger(bench, after, haven, promised);
  const cards = lostOf(tally, await readRemembered(after.database)).cards;
  const unsaid = Math.max(0, cards - admitted);
  return {
    kind: 'ran',
    fault,
    injected: `no file beyond a limit, until feedback was refused ${tally.refused} times with 503; ${tally.reported.size} acknowledged, ${cards} cards given unrecorded, as readiness said`,
    given: tally.given,
    wrong: tally.wrong,
    lost: lost + unsaid,
    broken: [
      ...filled.broken,
      ...broken,
      ...(unsaid > 0 ? [`readiness spoke of ${admitted} unrecorded card(s), not of ${cards}`] : []),
    ],
  };
}

/** SQLite's file cannot grow, and after it the spool cannot. */
async function sqliteFull(bench: Bench): Promise<Outcome> {
  const settings = {
    site: await writeSite(join(bench.folder, 'site')),
    database: join(bench.folder, 'haven.sqlite'),
    port: await freePort(),
  };
  const filled = await fill(bench, { ...settings, fileLimitKb: SQLITE_LIMIT_KB });
  return rowOf(bench, settings, 'disk full: SQLite, then the spool', filled);
}

/** The database is away and the spool cannot grow. */
async function spoolFull(bench: Bench): Promise<Outcome> {
  const fault = 'disk full: the spool, database away';
  const postgres = await ownPostgres(bench);
  if (postgres === undefined) return { kind: 'skipped', fault, why: 'initdb is not installed' };
  const settings = {
    site: await writeSite(join(bench.folder, 'site')),
    database: postgres.url,
    port: await freePort(),
  };
  const filled = await fill(bench, { ...settings, fileLimitKb: SPOOL_LIMIT_KB }, postgres.stop);
  await postgres.start();
  return rowOf(bench, settings, fault, filled);
}

export const diskFull: Fault = {
  name: 'disk-full',
  inject: async (bench) => [
    await sqliteFull({ ...bench, folder: join(bench.folder, 'sqlite') }),
    await spoolFull({ ...bench, folder: join(bench.folder, 'spool') }),
  ],
};
