import { join } from 'node:path';
import { until } from '../support/data-process.js';
import { freePort } from '../support/free-port.js';
import type { Fault, Row } from './fault.js';
import { hookBody, SERVICE } from './hook-body.js';
import { Hospital } from './hospital.js';
import { operate } from './operate.js';
import { post } from './post.js';
import { signer } from './signed-tokens.js';
import type { Signer } from './signed-tokens.js';
import { Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const PUBLIC_URL = 'https://haven.example';
const PATIENTS = 20;
/** The promise for all replicas (issue: kill switch). */
const SWITCH_MS = 5_000;
const WHO = ['--by', 'a test of faults', '--reason', 'a drill'] as const;

type Pair = readonly [Haven, Haven];

/** A pair of replicas with those who call them. */
class Replicas {
  readonly tally = new Tally();
  readonly broken: string[] = [];
  private readonly hospital = new Hospital(this.tally);
  private readonly ehr: Signer;
  private readonly pair: Pair;

  constructor(pair: Pair, ehr: Signer) {
    this.pair = pair;
    this.ehr = ehr;
  }

  private row(fault: string, injected: string): Row {
    const { given, wrong } = this.tally;
    return {
      kind: 'ran',
      fault,
      injected,
      given,
      wrong,
      lost: 0,
      broken: [...this.broken, ...this.tally.allAnswered()],
    };
  }

  private call(haven: Haven, id: string, card: boolean): Promise<string | undefined> {
    const headers = this.ehr.headers(PUBLIC_URL, Date.now());
    return this.hospital.call(haven.base, { id, hasReason: true }, { card, headers });
  }

  /** A token that one replica took is refused by the other, also where both get it at once. */
  async replay(): Promise<Row> {
    for (let number = 0; number < PATIENTS; number += 1) {
      const headers = this.ehr.headers(PUBLIC_URL, Date.now());
      const body = hookBody({ id: `replay-${number}`, hasReason: true });
      const send = async ({ base }: Haven): Promise<number | undefined> =>
        (await post(`${base}/cds-services/${SERVICE}`, body, headers)).status;
      const [one, other] = number % 2 === 0 ? this.pair : this.pair.toReversed();
      if (one === undefined || other === undefined) break;
      const atOnce = number % 4 < 2;
      const found = atOnce
        ? await Promise.all([send(one), send(other)])
        : [await send(one), await send(other)];
      this.tally.given += found.length;
      const count = (status: number): number => found.filter((answer) => answer === status).length;
      if (count(200) !== 1 || count(401) !== 1)
        this.tally.wrong.push(`one token on two replicas: ${found.join(', ')}`);
    }
    return this.row('two replicas: token replay', `${PATIENTS} tokens, each sent to both`);
  }

  /** What was declined on one replica is quiet on the other. */
  async cooldown(): Promise<Row> {
    for (let number = 0; number < PATIENTS; number += 1) {
      const [one, other] = number % 2 === 0 ? this.pair : ([this.pair[1], this.pair[0]] as const);
      const card = await this.call(one, `cooldown-${number}`, true);
      // Nobody has answered it: it comes again, wherever the next call goes.
      await this.call(other, `cooldown-${number}`, true);
      if (card === undefined) continue;
      await this.hospital.report(other.base, card, this.ehr.headers(PUBLIC_URL, Date.now(), '/feedback'));
      for (const haven of this.pair) await this.call(haven, `cooldown-${number}`, false);
    }
    return this.row(
      'two replicas: cooldown',
      `${PATIENTS} cards declined on the other replica than gave them`,
    );
  }

  private async becomes(isSilent: boolean): Promise<number> {
    const started = performance.now();
    const silent = async (haven: Haven): Promise<boolean> => {
      const headers = this.ehr.headers(PUBLIC_URL, Date.now());
      const { base } = haven;
      const answer = await post(
        `${base}/cds-services/${SERVICE}`,
        hookBody({ id: 'switch', hasReason: true }),
        headers,
      );
      this.tally.given += 1;
      return answer.status === 200 && answer.body === '{"cards":[]}';
    };
    await until(async () => {
      const found = await Promise.all(this.pair.map(silent));
      return found.every((one) => one === isSilent) ? true : undefined;
    }, 10 * SWITCH_MS);
    return performance.now() - started;
  }

  /** One command silences both, and another lets both speak again. */
  async killSwitch(run: (command: string) => Promise<number | null>): Promise<Row> {
    const times: string[] = [];
    for (const [command, isSilent] of [
      ['suspend', true],
      ['resume', false],
    ] as const) {
      if ((await run(command)) !== 0) this.broken.push(`haven ${command} failed`);
      const ms = await this.becomes(isSilent);
      if (ms > SWITCH_MS) this.broken.push(`haven ${command} took ${Math.round(ms)} ms to reach both`);
      times.push(`${command} ${Math.round(ms)} ms`);
    }
    return this.row('two replicas: kill switch', `after the command: ${times.join(', ')}`);
  }
}

export const twoReplicas: Fault = {
  name: 'two-replicas',
  inject: async (bench) => {
    const postgres = await bench.postgres();
    if (postgres === undefined)
      return [{ kind: 'skipped', fault: 'two replicas on one PostgreSQL', why: 'no PostgreSQL' }];
    const ehr = signer();
    const settings = {
      site: await writeSite(join(bench.folder, 'site'), {
        site: { auth: 'jwt' },
        client: { trust: { ...ehr.trust, keys: [ehr.jwk] } },
      }),
      database: postgres.url,
      environment: { HAVEN_PUBLIC_URL: PUBLIC_URL },
    };
    const start = async (): Promise<Haven> => Haven.start(bench, { ...settings, port: await freePort() });
    const pair = [await start(), await start()] as const;
    const run = async (command: string): Promise<number | null> =>
      (await operate(bench, { ...settings, port: 0 }, command, ...WHO)).code;
    return [
      await new Replicas(pair, ehr).replay(),
      await new Replicas(pair, ehr).cooldown(),
      await new Replicas(pair, ehr).killSwitch(run),
    ];
  },
};
