import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { until } from '../support/data-process.js';
import { freePort } from '../support/free-port.js';
import type { Bench, Fault } from './fault.js';
import { hookBody, SERVICE } from './hook-body.js';
import { Hospital } from './hospital.js';
import { pause } from './pause.js';
import { post } from './post.js';
import { signer } from './signed-tokens.js';
import { Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const HOUR_MS = 3_600_000;
/** The clock is read again every 50 ms. */
const TAKES_MS = 500;
const CALLS = 10;

interface KeyServer {
  readonly url: string;
  isGone: boolean;
}

/** Publishes keys, until it is gone. */
async function keyServer(bench: Bench, jwk: object): Promise<KeyServer> {
  const state = { url: '', isGone: false };
  const server = createServer((request, response) => {
    if (state.isGone) request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  bench.after(() => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  return state;
}

/** The EHR's keys can no longer be fetched: those of before serve for their time and no longer, and readiness says so. */
export const keysGone: Fault = {
  name: 'keys-gone',
  inject: async (bench) => {
    const ehr = signer();
    const keys = await keyServer(bench, ehr.jwk);
    const [port, clock] = [await freePort(), join(bench.folder, 'clock')];
    const base = `http://127.0.0.1:${port}`;
    // A public URL and keys on plain http are for a demo site on this machine.
    const site = { auth: 'jwt', demo: true, fhirServers: 'loopback', corsOrigins: 'loopback', mode: 'live' };
    const client = { trust: { ...ehr.trust, jwksUrl: keys.url, outageHours: 24 } };
    await writeFile(clock, '0');
    const haven = await Haven.start(bench, {
      site: await writeSite(join(bench.folder, 'site'), { site, client }),
      database: join(bench.folder, 'haven.sqlite'),
      port,
      clock,
      environment: { HAVEN_PUBLIC_URL: base },
    });
    const tally = new Tally();
    const broken: string[] = [];
    const hospital = new Hospital(tally);
    let offset = 0;
    const headers = (): Readonly<Record<string, string>> => ehr.headers(base, Date.now() + offset);
    const jumpTo = async (ms: number): Promise<void> => {
      offset = ms;
      await writeFile(clock, String(ms));
      await pause(TAKES_MS);
    };
    const answered = async (): Promise<void> => {
      for (let number = 0; number < CALLS; number += 1)
        await hospital.call(
          base,
          { id: `keys-${offset}-${number}`, hasReason: true },
          { headers: headers() },
        );
    };
    const status = async (): Promise<number | undefined> => {
      tally.given += 1;
      return (
        await post(`${base}/cds-services/${SERVICE}`, hookBody({ id: 'late', hasReason: true }), headers())
      ).status;
    };
    await answered();
    keys.isGone = true;
    await jumpTo(HOUR_MS);
    await answered();
    if (!(await haven.says(/its keys cannot be fetched; those of before serve/, true)))
      broken.push('readiness does not say so');
    await jumpTo(23 * HOUR_MS);
    await answered();
    await jumpTo(25 * HOUR_MS);
    const late = await status();
    if (late !== 401) tally.wrong.push(`a key older than its time: ${late}`);
    keys.isGone = false;
    await jumpTo(26 * HOUR_MS);
    const again = await until(async () => ((await status()) === 200 ? true : undefined), 30_000);
    if (again !== true) broken.push('calls are refused although the keys are there again');
    if (!(await haven.says(/keys cannot be fetched/, false))) broken.push('readiness does not recover');
    const injected = 'key server gone: 23 hours with the keys of before, 401 after 25 (configured: 24), back';
    return [
      {
        kind: 'ran',
        fault: 'JWKS gone',
        injected,
        given: tally.given,
        wrong: tally.wrong,
        lost: 0,
        broken: [...broken, ...tally.allAnswered()],
      },
    ];
  },
};
