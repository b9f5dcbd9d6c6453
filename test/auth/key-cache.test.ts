import request from 'supertest';
import { KeyCache } from '../../src/auth/key-cache.js';
import { KeyRing } from '../../src/auth/key-ring.js';
import type { SigningKey } from '../../src/auth/signing-key.js';
import { demoClient } from '../support/shipped-content.js';
import { hookCall, telling } from '../support/web-charts.js';
import { AT, pathOf, startHaven } from '../support/web-server-under-test.js';
import { claims, ecKey, JWKS, keysOf, sign, trusted } from '../support/web-tokens.js';

const URL_OF_KEYS = 'https://ehr.example/jwks';
const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAIR = ecKey('a');

/** An address of keys that can go away, and how often it was asked. */
function address(kids: readonly string[] = ['a']): {
  readonly cache: KeyCache;
  readonly asked: () => number;
  readonly set: (kids: readonly string[] | 'gone') => void;
} {
  let asked = 0;
  let now: readonly string[] | 'gone' = kids;
  const cache = new KeyCache(URL_OF_KEYS, async () => {
    asked += 1;
    await Promise.resolve();
    if (now === 'gone') throw new Error('gone');
    const key = keysOf(PAIR).get('a') as SigningKey;
    return new Map(now.map((kid) => [kid, key]));
  });
  return {
    cache,
    asked: () => asked,
    set: (next) => {
      now = next;
    },
  };
}

async function isThere({ cache }: ReturnType<typeof address>, kid: string, at: number): Promise<boolean> {
  return (await cache.find(kid, at, DAY)) !== undefined;
}

describe('keys that are fetched are kept (checklist 67)', () => {
  it('asks once for any number of calls, also where they come at the same time', async () => {
    const keys = address();
    const all = await Promise.all(Array.from({ length: 50 }, async () => isThere(keys, 'a', AT)));
    expect(all).not.toContain(false);
    expect(await isThere(keys, 'a', AT + 60 * SECOND)).toBe(true);
    expect(keys.asked()).toBe(1);
  });

  it('an unknown kid costs one request in thirty seconds, however many come', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    for (let at = 1; at < 31; at += 1) expect(await isThere(keys, `x${at}`, AT + at * SECOND)).toBe(false);
    expect(keys.asked()).toBe(2);
    const later = await Promise.all(['x', 'y', 'z'].map(async (kid) => isThere(keys, kid, AT + 31 * SECOND)));
    expect(later).toEqual([false, false, false]);
    expect(keys.asked()).toBe(3);
  });

  it('one that is unknown right after the keys were fetched for another reason costs that request too', async () => {
    const keys = address();
    await keys.cache.refresh(AT);
    keys.set(['a', 'b']);
    expect(await isThere(keys, 'b', AT)).toBe(true);
    expect(keys.asked()).toBe(2);
  });

  it('unknown ones wait for it thirty-two at a time: each holds the place of a call that has a key', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    const later = AT + 30 * SECOND;
    const strangers = Array.from({ length: 33 }, async (_, at) =>
      isThere(keys, `x${at}`, later).catch((error: unknown) => String(error)),
    );
    expect(await isThere(keys, 'a', later)).toBe(true);
    const answers = await Promise.all(strangers);
    expect(answers.filter((answer) => answer === false)).toHaveLength(32);
    expect(answers.at(-1)).toMatch(/too many calls wait for keys/);
    expect(await isThere(keys, 'x', later + SECOND)).toBe(false);
  });

  it('a rotated key is found by that one request, and a key that was withdrawn is none any more', async () => {
    const keys = address();
    await keys.cache.refresh(AT);
    keys.set(['b']);
    expect(await isThere(keys, 'b', AT + 2 * SECOND)).toBe(true);
    expect(await isThere(keys, 'a', AT + 3 * SECOND)).toBe(false);
    keys.set(['c']);
    expect(await isThere(keys, 'c', AT + 31 * SECOND)).toBe(false);
    expect(await isThere(keys, 'c', AT + 32 * SECOND)).toBe(true);
  });

  it('looks again after five minutes, behind the call that finds the keys so', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    keys.set(['b']);
    expect(await isThere(keys, 'a', AT + 300 * SECOND - 1)).toBe(true);
    expect(keys.asked()).toBe(1);
    expect(await isThere(keys, 'a', AT + 300 * SECOND)).toBe(true);
    await keys.cache.refresh(AT + 301 * SECOND);
    expect(keys.asked()).toBe(2);
    expect(await isThere(keys, 'a', AT + 302 * SECOND)).toBe(false);
  });

  it.each([
    ['nearly ten minutes: it is looked at behind the call', 600 * SECOND - 1, true],
    ['ten minutes', 600 * SECOND, false],
    ['hours', 5 * HOUR, false],
    ['a while by a clock that was set back since', -DAY, false],
  ])('a key that was withdrawn from a client that had not called for %s', async (_, idle, isTaken) => {
    const keys = address();
    await isThere(keys, 'a', AT);
    keys.set(['b']);
    const calls = await Promise.all([isThere(keys, 'a', AT + idle), isThere(keys, 'a', AT + idle)]);
    expect(calls).toEqual([isTaken, isTaken]);
    expect(keys.asked()).toBe(2);
  });

  it('keys that cannot be had are waited for once, and then tried behind the calls', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    keys.set('gone');
    expect(await isThere(keys, 'a', AT + HOUR)).toBe(true);
    expect(keys.cache.isFailing).toBe(true);
    keys.set(['b']);
    expect(await isThere(keys, 'a', AT + HOUR + 60 * SECOND)).toBe(true);
    await keys.cache.refresh(AT + HOUR + 60 * SECOND);
    expect(await isThere(keys, 'a', AT + HOUR + 61 * SECOND)).toBe(false);
  });

  it('a key set that hangs holds up a call whose key is known for a second, once', async () => {
    let answers = 0;
    const key = keysOf(PAIR).get('a') as SigningKey;
    const cache = new KeyCache(URL_OF_KEYS, async () => {
      answers += 1;
      return answers === 1 ? new Map([['a', key]]) : new Promise(() => undefined);
    });
    await cache.refresh(AT);
    const started = performance.now();
    expect(await cache.find('a', AT + HOUR, DAY)).toBe(key);
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a clock that was set back stops nothing', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    expect(await isThere(keys, 'a', AT - DAY)).toBe(true);
    keys.set(['b']);
    expect(await isThere(keys, 'b', AT - DAY)).toBe(true);
  });
});

describe('a key set without keys (RFC 7517): its issuer has withdrawn them all', () => {
  it('takes those of before away at the next look, and operators are told', async () => {
    let keys = keysOf(PAIR);
    const ring = new KeyRing(async () => keys);
    const client = trusted(await demoClient());
    const { trust } = client;
    if (trust === undefined) throw new Error('nobody is trusted');
    const find = async (at: number): Promise<boolean> =>
      (await ring.find(trust, { kid: 'a', jku: JWKS }, at)) !== undefined;
    expect(await find(AT)).toBe(true);
    expect(ring.health([client])).toEqual([]);
    keys = new Map();
    expect(await find(AT + 601 * SECOND)).toBe(false);
    expect(ring.health([client])).toEqual([`client ${client.id}: its key set has no key`]);
  });
});

describe('keys that cannot be fetched again serve for their time (issue: JWKS outage)', () => {
  it('to the last moment of it, and not one longer', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    keys.set('gone');
    expect(await isThere(keys, 'a', AT + HOUR)).toBe(true);
    await keys.cache.refresh(AT + HOUR);
    expect(keys.cache.isFailing).toBe(true);
    expect(await isThere(keys, 'a', AT + DAY)).toBe(true);
    expect(await isThere(keys, 'a', AT + DAY + 1)).toBe(false);
  });

  it('serve again as soon as they are there', async () => {
    const keys = address();
    keys.set('gone');
    await keys.cache.refresh(AT);
    expect([keys.cache.isFailing, keys.cache.lastFetched]).toEqual([true, undefined]);
    expect(await isThere(keys, 'a', AT + 2 * SECOND)).toBe(false);
    keys.set(['a']);
    expect(await isThere(keys, 'a', AT + 31 * SECOND)).toBe(false);
    expect(await isThere(keys, 'a', AT + 32 * SECOND)).toBe(true);
    expect([keys.cache.isFailing, keys.cache.lastFetched]).toEqual([false, AT + 32 * SECOND]);
  });

  it('readiness says so, and until when; calls are answered meanwhile', async () => {
    let isGone = false;
    let now = AT;
    const haven = await startHaven({
      site: { auth: 'jwt', clients: [trusted(await demoClient())] },
      now: () => now,
      fetchKeys: async (url) =>
        isGone || url !== JWKS ? Promise.reject(new Error('gone')) : Promise.resolve(keysOf(PAIR)),
    });
    const callAt = async (at: number): Promise<number> => {
      now = at;
      const token = sign(PAIR, claims({ iat: at / 1000, exp: at / 1000 + 300 }));
      const call = request(haven.url).post(pathOf('patient-view')).set('authorization', `Bearer ${token}`);
      return (await call.send(hookCall({ prefetch: telling() }))).status;
    };
    expect(await callAt(AT)).toBe(200);
    expect((await request(haven.url).get('/readiness')).body).toMatchObject({ status: 'ready', reasons: [] });
    isGone = true;
    expect(await callAt(AT + HOUR)).toBe(200);
    expect(await callAt(AT + HOUR)).toBe(200);
    const readiness = await request(haven.url).get('/readiness');
    expect([readiness.status, readiness.body.reasons]).toEqual([
      503,
      [
        'client any-loopback-client: its keys cannot be fetched; those of before serve until 2026-03-11T15:00:00.000Z',
      ],
    ]);
    expect(await callAt(AT + DAY + HOUR)).toBe(401);
    isGone = false;
    expect(await callAt(AT + DAY + 2 * HOUR)).toBe(200);
    expect((await request(haven.url).get('/readiness')).status).toBe(200);
    await haven.close();
  });
});
