import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { BROKEN, fhirServer } from './broken-fhir.js';
import type { Behaviour, FhirServer } from './broken-fhir.js';
import type { Bench, Fault, Row } from './fault.js';
import { Hospital } from './hospital.js';
import { Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const ROUNDS = 5;
const AT_ONCE = 4;
/** One budget for all reads of a call (docs/sites.md), and very much more for a busy machine. */
const BUDGET_MS = 800;
const PATIENT_MS = 20_000;

interface Servers {
  readonly healthy: FhirServer;
  readonly broken: readonly (readonly [Behaviour, FhirServer])[];
}

async function startServers(bench: Bench): Promise<Servers> {
  const start = async (behaviour: Behaviour): Promise<FhirServer> => {
    const server = await fhirServer(behaviour);
    bench.after(server.close);
    return server;
  };
  const broken = await Promise.all(BROKEN.map(async (name) => [name, await start(name)] as const));
  return { healthy: await start('healthy'), broken };
}

/** As part of a FHIR id. */
function nameOf(behaviour: Behaviour): string {
  return behaviour.replaceAll(/[^a-z0-9]+/g, '-');
}

/** What is known is used, what cannot be read is unknown, and a server that is well is read as before. */
async function breakOne(
  haven: Haven,
  name: Behaviour,
  server: FhirServer,
  healthy: FhirServer,
): Promise<Row> {
  const tally = new Tally();
  const hospital = new Hospital(tally);
  let slowest = 0;
  const call = async (...given: Parameters<Hospital['call']>): Promise<void> => {
    const started = performance.now();
    await hospital.call(...given);
    slowest = Math.max(slowest, performance.now() - started);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const calls = Array.from({ length: AT_ONCE }, (_, number) => {
      const patient = { id: `${nameOf(name)}-${round}-${number}`, hasReason: true };
      const fhir = { fhirServer: server.base };
      return [
        call(haven.base, patient, fhir),
        call(
          haven.base,
          { ...patient, id: `${patient.id}-unknown` },
          { ...fhir, sendsConditions: false, card: false },
        ),
      ];
    });
    await Promise.all(calls.flat());
  }
  const well = { fhirServer: healthy.base, sendsConditions: false };
  await call(haven.base, { id: `${nameOf(name)}-well`, hasReason: true }, well);
  const rules: readonly (readonly [boolean, string])[] = [
    [server.asked() > 0, 'the FHIR server was never asked'],
    [slowest < PATIENT_MS, `an answer took ${Math.round(slowest)} ms with a budget of ${BUDGET_MS} ms`],
  ];
  return {
    kind: 'ran',
    fault: `FHIR server: ${name}`,
    injected: `${server.asked()} reads in ${tally.given} calls`,
    given: tally.given,
    wrong: tally.wrong,
    lost: 0,
    broken: [...rules.filter(([holds]) => !holds).map(([, complaint]) => complaint), ...tally.allAnswered()],
  };
}

export const fhirBroken: Fault = {
  name: 'fhir-broken',
  inject: async (bench) => {
    const { healthy, broken } = await startServers(bench);
    const fhirServers = [healthy, ...broken.map(([, server]) => server)].map(({ base }) => base);
    const haven = await Haven.start(bench, {
      site: await writeSite(join(bench.folder, 'site'), { site: { fhirServers, fhirBudgetMs: BUDGET_MS } }),
      database: join(bench.folder, 'haven.sqlite'),
      port: await freePort(),
    });
    const rows: Row[] = [];
    for (const [name, server] of broken) rows.push(await breakOne(haven, name, server, healthy));
    return rows;
  },
};
