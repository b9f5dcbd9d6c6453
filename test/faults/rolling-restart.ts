import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { checkLedger } from './check-ledger.js';
import { fhirServer } from './broken-fhir.js';
import type { Bench, Fault } from './fault.js';
import { Hospital } from './hospital.js';
import { startLoad } from './load.js';
import { pause } from './pause.js';
import { Haven } from './start-haven.js';
import type { HavenSettings } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const FAULT = 'rolling restart';
const PER_SECOND = 100;
const BETWEEN_MS = 1_500;

/** The replicas that a load balancer sends calls to, in turn. */
class Rotation {
  private readonly members: Haven[] = [];
  private turn = 0;

  readonly next = (): string => {
    this.turn += 1;
    const member = this.members[this.turn % this.members.length];
    if (member === undefined) throw new Error('no replica is in rotation');
    return member.base;
  };

  add(haven: Haven): void {
    this.members.push(haven);
  }

  /** Takes the oldest out: it gets no new call, and finishes those that it has. */
  takeOldest(): Haven {
    const oldest = this.members.shift();
    if (oldest === undefined) throw new Error('no replica is in rotation');
    return oldest;
  }
}

async function replaceAll(
  rotation: Rotation,
  start: () => Promise<Haven>,
  replicas: number,
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (let number = 0; number < replicas; number += 1) {
    rotation.add(await start());
    await pause(BETWEEN_MS);
    const { code, stderr } = await rotation.takeOldest().end('SIGTERM');
    if (code !== 0 || stderr !== '') broken.push(`a replica ended with ${code}: ${stderr}`);
    await pause(BETWEEN_MS);
  }
  return broken;
}

/** Every replica is replaced under load, as an update does it: no call fails, those in flight at SIGTERM included. */
export const rollingRestart: Fault = {
  name: 'rolling-restart',
  inject: async (bench: Bench) => {
    const postgres = await bench.postgres();
    if (postgres === undefined) return [{ kind: 'skipped', fault: FAULT, why: 'no PostgreSQL' }];
    // Its answer never comes: calls are in flight for their whole budget.
    const slow = await fhirServer('slow');
    bench.after(slow.close);
    const shared: HavenSettings = {
      site: await writeSite(join(bench.folder, 'site'), {
        site: { fhirServers: [slow.base], fhirBudgetMs: 400 },
      }),
      database: postgres.url,
      port: 0,
    };
    const start = async (): Promise<Haven> => Haven.start(bench, { ...shared, port: await freePort() });
    const rotation = new Rotation();
    rotation.add(await start());
    rotation.add(await start());
    const tally = new Tally();
    const hospital = new Hospital(tally);
    const loads = [
      startLoad(bench, hospital, { perSecond: PER_SECOND - 20, base: rotation.next, name: 'rolling' }),
      startLoad(bench, hospital, {
        perSecond: 20,
        base: rotation.next,
        name: 'rolling-slow',
        expected: { fhirServer: slow.base },
      }),
    ];
    const broken = await replaceAll(rotation, start, 2);
    await Promise.all(loads.map(({ stop }) => stop()));
    const checked = await checkLedger(bench, shared, rotation.takeOldest(), tally);
    return [
      {
        kind: 'ran',
        fault: FAULT,
        injected: `both replicas replaced at up to ${PER_SECOND} requests/s, SIGTERM with calls in flight`,
        given: tally.given,
        wrong: tally.wrong,
        lost: checked.lost,
        broken: [...broken, ...tally.allAnswered(), ...checked.broken],
      },
    ];
  },
};
