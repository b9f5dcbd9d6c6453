import request from 'supertest';
import { KeyCache } from '../../src/auth/key-cache.js';
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
    for (let at = 1; at < 30; at += 1) expect(await isThere(keys, `x${at}`, AT + at * SECOND)).toBe(false);
    expect(keys.asked()).toBe(1);
    const later = await Promise.all(['x', 'y', 'z'].map(async (kid) => isThere(keys, kid, AT + 30 * SECOND)));
    expect(later).toEqual([false, false, false]);
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
    await isThere(keys, 'a', AT);
    keys.set(['b']);
    expect(await isThere(keys, 'b', AT + 29 * SECOND)).toBe(false);
    expect(await isThere(keys, 'b', AT + 30 * SECOND)).toBe(true);
    expect(await isThere(keys, 'a', AT + 31 * SECOND)).toBe(false);
  });

  it('looks again after ten minutes, behind the call that finds the keys old', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    keys.set(['b']);
    expect(await isThere(keys, 'a', AT + 600 * SECOND)).toBe(true);
    expect(keys.asked()).toBe(1);
    expect(await isThere(keys, 'a', AT + 601 * SECOND)).toBe(true);
    await keys.cache.refresh(AT + 601 * SECOND);
    expect(await isThere(keys, 'a', AT + 602 * SECOND)).toBe(false);
    expect(keys.asked()).toBe(2);
  });

  it('a clock that was set back stops nothing', async () => {
    const keys = address();
    await isThere(keys, 'a', AT);
    expect(await isThere(keys, 'a', AT - DAY)).toBe(true);
    keys.set(['b']);
    expect(await isThere(keys, 'b', AT - DAY)).toBe(true);
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
    expect(await isThere(keys, 'a', AT)).toBe(false);
    expect([keys.cache.isFailing, keys.cache.lastFetched]).toEqual([true, undefined]);
    keys.set(['a']);
    expect(await isThere(keys, 'a', AT + 29 * SECOND)).toBe(false);
    expect(await isThere(keys, 'a', AT + 30 * SECOND)).toBe(true);
    expect([keys.cache.isFailing, keys.cache.lastFetched]).toEqual([false, AT + 30 * SECOND]);
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
