import { createHmac, randomUUID } from 'node:crypto';
import request from 'supertest';
import { signatureThread } from '../../src/auth/signature-thread.js';
import type { Algorithm, ClientTrust } from '../../src/model/client-profile.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { Site } from '../../src/model/site.js';
import { buildThread } from '../support/data-build.js';
import { hookCall, telling } from '../support/web-charts.js';
import { demoClient } from '../support/shipped-content.js';
import { AT, PUBLIC_URL, pathOf, startHaven } from '../support/web-server-under-test.js';
import type { Haven, HavenOptions } from '../support/web-server-under-test.js';
import {
  claims,
  ecKey,
  ENDPOINT,
  forged,
  ISSUER,
  JWKS,
  jwkOf,
  keysOf,
  rsaKey,
  sign,
  trusted,
} from '../support/web-tokens.js';
import type { KeyPair } from '../support/web-tokens.js';

const NOW = AT / 1000;
const EC = ecKey('ec');
const RSA = rsaKey('rsa');
const STRANGER = ecKey('ec');
const BODY = hookCall({ prefetch: telling() });

async function jwtSite(trust: Partial<ClientTrust> = {}): Promise<Partial<Site>> {
  return { auth: 'jwt', clients: [trusted(await demoClient(), trust)] };
}

/** The thread of the service that is shipped. */
const thread = await buildThread('auth', 'signature-worker.js');
const signatures = signatureThread({
  most: 256,
  entry: thread.entry,
  report: (change) => {
    throw new Error(change);
  },
});

interface Door {
  readonly haven: Haven;
  /** addresses that keys were asked from */
  readonly asked: string[];
}

async function door(
  trust: Partial<ClientTrust> = {},
  pairs: readonly KeyPair[] = [EC, RSA],
  options: Partial<HavenOptions> = {},
): Promise<Door> {
  const asked: string[] = [];
  const haven = await startHaven({
    site: await jwtSite(trust),
    fetchKeys: async (url) => {
      asked.push(url);
      return Promise.resolve(keysOf(...pairs));
    },
    verify: signatures.verify,
    ...options,
  });
  return { haven, asked };
}

function call(haven: Haven, token: string | undefined, path = pathOf('patient-view')): request.Test {
  const posted = request(haven.url).post(path).send(BODY);
  return token === undefined ? posted : posted.set('authorization', `Bearer ${token}`);
}

const main = await door();
afterAll(async () => {
  await main.haven.close();
  await signatures.close();
  await thread.remove();
});

describe('CDS Hooks 2.0.1, Trusting CDS Clients: a token that is right is answered (checklist 63 to 71)', () => {
  it('with a card for the patient, and the client in the log', async () => {
    const answer = await call(main.haven, sign(EC));
    expect([answer.status, answer.body.cards.length]).toEqual([200, 1]);
    expect(main.haven.lastLine()).toMatchObject({ status: 200, client: 'any-loopback-client' });
  });

  const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;
  const ALGORITHMS: readonly Algorithm[] = [
    'ES256',
    'ES384',
    'ES512',
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
  ];
  it.each(ALGORITHMS)('signed with %s, where the client is allowed to, and only there', async (algorithm) => {
    const pair = algorithm.startsWith('ES') ? ecKey('k', CURVES[algorithm as 'ES256']) : { ...RSA, kid: 'k' };
    const { haven } = await door({ algorithms: [algorithm] }, [pair]);
    expect((await call(haven, sign(pair, claims(), {}, algorithm))).status).toBe(200);
    await haven.close();
    const others = ALGORITHMS.filter((other) => other !== algorithm);
    const closed = await door({ algorithms: others }, [pair]);
    expect((await call(closed.haven, sign(pair, claims(), {}, algorithm))).status).toBe(401);
    await closed.haven.close();
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['aud as a list that holds the endpoint', { aud: ['https://other.example', ENDPOINT] }, {}],
    ['claims that nobody asked for, as Epic sends', { sub: 'client-id', nbf: NOW - 300 }, {}],
    ['the fifteen minutes of Epic', { exp: NOW + 900 }, {}],
    ['an hour', { exp: NOW + 3600 }, {}],
    ['an end one second less than the skew ago', { iat: NOW - 300, exp: NOW - 59 }, {}],
    ['a beginning within the skew', { iat: NOW + 60, nbf: NOW + 60 }, {}],
    ['a tenant that nobody asked for', { tenant: 'north' }, {}],
    ['a jku that is the agreed one', {}, { jku: JWKS }],
    ['typ in small letters', {}, { typ: 'jwt' }],
  ])('%s', async (_what, payload, header) => {
    expect((await call(main.haven, sign(EC, claims(payload), header))).status).toBe(200);
  });

  it('at discovery and feedback by their own addresses', async () => {
    const at = (path: string): string => sign(EC, claims({ aud: `${PUBLIC_URL}${path}` }));
    const discovery = await request(main.haven.url)
      .get('/cds-services')
      .set('authorization', `Bearer ${at('/cds-services')}`);
    expect(discovery.body.services).toHaveLength(2);
    const path = `${pathOf('patient-view')}/feedback`;
    const feedback = await request(main.haven.url)
      .post(path)
      .set('authorization', `Bearer ${at(path)}`)
      .send({
        feedback: [{ card: randomUUID(), outcome: 'overridden', outcomeTimestamp: '2026-03-10T15:00:00Z' }],
      });
    expect(feedback.status).toBe(200);
  });

  it('another audience, another tenant, keys of the file and a list of jku, where the client has them', async () => {
    const { haven } = await door({ audiences: ['typed-by-hand'], tenants: ['north', 'south'] });
    const token = sign(EC, claims({ aud: 'typed-by-hand', tenant: 'south' }));
    expect((await call(haven, token)).status).toBe(200);
    await haven.close();
    const { kty, crv, x, y } = jwkOf(EC) as { kty: 'EC'; crv: string; x: string; y: string };
    const filed = await door(
      { jwksUrl: undefined, jku: [], keys: [{ kty, crv, x, y, kid: 'ec', alg: undefined }] },
      [],
    );
    expect((await call(filed.haven, sign(EC))).status).toBe(200);
    expect(filed.asked).toEqual([]);
    await filed.haven.close();
    const two = await door({ jwksUrl: undefined, jku: ['https://a.example/k', 'https://b.example/k'] });
    expect((await call(two.haven, sign(EC, claims(), { jku: 'https://b.example/k' }))).status).toBe(200);
    expect(two.asked).toEqual(['https://b.example/k']);
    await two.haven.close();
  });

  it('by a key of the file for that algorithm alone which the key names, where it names one (RFC 7517, 4.4)', async () => {
    const { kty, n, e } = jwkOf(RSA) as { kty: 'RSA'; n: string; e: string };
    const keys = [{ kty, n, e, kid: 'rsa', alg: 'RS384' }] as const;
    const algorithms = ['RS384', 'PS384'] as const;
    const { haven } = await door({ jwksUrl: undefined, jku: [], keys, algorithms }, []);
    expect((await call(haven, sign(RSA, claims(), {}, 'RS384'))).status).toBe(200);
    expect((await call(haven, sign(RSA, claims(), {}, 'PS384'))).status).toBe(401);
    await haven.close();
  });

  it('of times with decimals (RFC 7519, NumericDate), which are kept as whole milliseconds', async () => {
    const whole = claims();
    const decimals = { ...whole, exp: Number(whole['exp']) - 0.876_543_1 };
    expect((await call(main.haven, sign(EC, decimals))).status).toBe(200);
    expect((await call(main.haven, sign(EC, decimals))).status).toBe(401);
  });

  it('two hospitals of one issuer by their tenants, each as its own client', async () => {
    const client = await demoClient();
    const clients = ['north', 'south'].map((tenant) => ({
      ...trusted(client, { tenants: [tenant] }),
      id: tenant,
    }));
    const { haven } = await door({}, [EC], { site: { auth: 'jwt', clients } });
    await call(haven, sign(EC, claims({ tenant: 'south' })));
    expect(haven.lastLine()).toMatchObject({ status: 200, client: 'south' });
    await haven.close();
  });
});

describe('CDS Hooks 2.0.1, Trusting CDS Clients: everything else is one and the same 401 (checklist 66 to 72)', () => {
  const PEM = EC.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  function confused(): string {
    const unsigned = forged({ alg: 'HS256', typ: 'JWT', kid: 'ec' }, claims())
      .split('.')
      .slice(0, 2)
      .join('.');
    return `${unsigned}.${createHmac('sha256', PEM).update(unsigned).digest('base64url')}`;
  }
  function tampered(): string {
    const [header, , signature] = sign(EC).split('.');
    return `${header}.${Buffer.from(JSON.stringify(claims({ sub: 'x' }))).toString('base64url')}.${signature}`;
  }
  const FAULTS: readonly (readonly [string, () => string | undefined, RegExp])[] = [
    ['no token', () => undefined, /no token/],
    ['no JWT at all', () => 'abc', /no bearer token/],
    ['three parts of nothing', () => 'a.b.c', /no token that can be read/],
    [
      'a payload that is no JSON',
      () => `${Buffer.from('{"alg":"ES384","typ":"JWT","kid":"ec"}').toString('base64url')}.bm9wZQ.AA`,
      /no token that can be read/,
    ],
    [
      'alg none, without signature',
      () => forged({ alg: 'none', typ: 'JWT', kid: 'ec' }, claims(), ''),
      /no bearer/,
    ],
    [
      'alg none, with one',
      () => forged({ alg: 'none', typ: 'JWT', kid: 'ec' }, claims()),
      /alg is not allowed/,
    ],
    ['alg NONE', () => forged({ alg: 'NONE', typ: 'JWT', kid: 'ec' }, claims()), /alg is not allowed/],
    ['HS256 with the public key as its secret', confused, /alg is not allowed/],
    [
      'an algorithm that the client may not use',
      () => sign(ecKey('ec', 'P-256'), claims(), {}, 'ES256'),
      /alg is not/,
    ],
    [
      'an RSA algorithm with an EC key',
      () => sign({ ...RSA, kid: 'ec' }, claims(), {}, 'RS384'),
      /signature/,
    ],
    ['an EC algorithm with an RSA key', () => sign({ ...EC, kid: 'rsa' }), /signature/],
    ['another payload under the signature', tampered, /signature does not hold/],
    ['the signature of a stranger with the same kid', () => sign(STRANGER), /signature does not hold/],
    ['a signature cut short', () => sign(EC).slice(0, -4), /signature does not hold/],
    ['a kid that nobody knows', () => sign(ecKey('unknown')), /kid is no key/],
    ['no kid', () => sign(EC, claims(), { kid: undefined }), /no kid/],
    ['no typ', () => sign(EC, claims(), { typ: undefined }), /typ is not JWT/],
    ['a typ of something else', () => sign(EC, claims(), { typ: 'at+jwt' }), /typ is not JWT/],
    [
      'a critical extension',
      () => forged({ alg: 'ES384', typ: 'JWT', kid: 'ec', crit: ['b64'] }, claims()),
      /crit/,
    ],
    [
      'a jku of somebody else',
      () => sign(EC, claims(), { jku: 'https://attacker.example/k' }),
      /jku is not allowed/,
    ],
    ['the agreed jku with a slash more', () => sign(EC, claims(), { jku: `${JWKS}/` }), /jku is not allowed/],
    ['no iss', () => sign(EC, claims({ iss: undefined })), /no iss/],
    [
      'an iss that nobody knows',
      () => sign(EC, claims({ iss: 'https://other.example' })),
      /iss, or its tenant/,
    ],
    ['an iss with a slash more', () => sign(EC, claims({ iss: `${ISSUER}/` })), /iss, or its tenant/],
    ['no aud', () => sign(EC, claims({ aud: undefined })), /aud/],
    [
      'an aud of another service',
      () => sign(EC, claims({ aud: `${PUBLIC_URL}${pathOf('encounter-start')}` })),
      /aud/,
    ],
    ['an aud of the discovery', () => sign(EC, claims({ aud: `${PUBLIC_URL}/cds-services` })), /aud/],
    ['an aud that only begins alike', () => sign(EC, claims({ aud: `${ENDPOINT}/` })), /aud/],
    ['an aud without the public path', () => sign(EC, claims({ aud: ENDPOINT.replace('/base', '') })), /aud/],
    ['no exp', () => sign(EC, claims({ exp: undefined })), /no exp/],
    [
      'an exp that is no number',
      () => forged({ alg: 'ES384', typ: 'JWT', kid: 'ec' }, claims({ exp: 'soon' })),
      /no exp/,
    ],
    [
      'an exp as long ago as the skew',
      () => sign(EC, claims({ iat: NOW - 300, exp: NOW - 60 })),
      /exp is over/,
    ],
    ['no iat', () => sign(EC, claims({ iat: undefined })), /no iat/],
    [
      'an iat beyond the skew',
      () => sign(EC, claims({ iat: NOW + 61, exp: NOW + 300 })),
      /iat is in the future/,
    ],
    ['an nbf beyond the skew', () => sign(EC, claims({ nbf: NOW + 61 })), /nbf is in the future/],
    ['a life of an hour and a second', () => sign(EC, claims({ exp: NOW + 3601 })), /lives too long/],
    [
      'an end before its beginning',
      () => sign(EC, claims({ iat: NOW + 30, exp: NOW + 20 })),
      /exp is not after/,
    ],
    ['no jti', () => sign(EC, claims({ jti: undefined })), /no jti/],
    ['an empty jti', () => sign(EC, claims({ jti: '' })), /no jti/],
    [
      'more than eight thousand characters',
      () => sign(EC, claims({ sub: 'x'.repeat(9000) })),
      /no bearer token/,
    ],
  ];

  it.each(FAULTS)('%s', async (_what, token, why) => {
    const first = await request(main.haven.url).post(pathOf('patient-view')).send(BODY);
    const answer = await call(main.haven, token());
    expect(answer.status).toBe(401);
    expect(answer.text).toBe(first.text);
    const { date: _one, ...headers } = answer.headers;
    const { date: _other, ...expected } = first.headers;
    expect(headers).toEqual(expected);
    expect(main.haven.lastLine()).toEqual({
      service: 'private-time-patient-view',
      status: 401,
      ms: 0,
      problem: expect.stringMatching(why),
    });
  });

  it('says nothing but that: a fixed sentence, a challenge without a reason, nothing to keep', async () => {
    const answer = await call(main.haven, 'x.y.z');
    expect(answer.body).toEqual({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'login', diagnostics: 'The call is not authenticated.' }],
    });
    expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'cache-control': 'no-store' });
  });

  it('for every form of the header that is not one bearer token', async () => {
    const token = sign(EC);
    for (const header of [
      token,
      `Basic ${token}`,
      `Bearer  ${token} x`,
      `Bearer ${token}, Bearer ${token}`,
      'Bearer ',
      `bearer\t${token}`,
    ]) {
      const answer = await request(main.haven.url)
        .post(pathOf('patient-view'))
        .set('authorization', header)
        .send(BODY);
      expect([header.slice(0, 8), answer.status]).toEqual([header.slice(0, 8), 401]);
    }
  });

  it('also for a service that is not there, so that nobody learns which are', async () => {
    const answer = await request(main.haven.url).post('/cds-services/zq7secret').send(BODY);
    expect(main.haven.lastLine()).toMatchObject({ service: 'unknown', status: 401 });
    expect([answer.status, answer.text]).toEqual([401, (await call(main.haven, undefined)).text]);
    expect(main.haven.logText()).not.toContain('zq7secret');
    const known = await call(
      main.haven,
      sign(EC, claims({ aud: `${PUBLIC_URL}/cds-services/zq7secret` })),
      '/cds-services/zq7secret',
    );
    expect(known.status).toBe(404);
  });

  it('before the body is looked at: what is in it makes no difference', async () => {
    const answer = await request(main.haven.url)
      .post(pathOf('patient-view'))
      .set('content-type', 'text/plain')
      .send('not JSON');
    expect([answer.status, answer.text]).toEqual([401, (await call(main.haven, undefined)).text]);
  });

  it('at discovery and feedback too; discovery is open where the site says so', async () => {
    const expected = (await call(main.haven, undefined)).text;
    const discovery = await request(main.haven.url).get('/cds-services');
    const feedback = await request(main.haven.url)
      .post(`${pathOf('patient-view')}/feedback`)
      .send({ feedback: [] });
    expect([discovery.status, discovery.text, feedback.status, feedback.text]).toEqual([
      401,
      expected,
      401,
      expected,
    ]);
    const { haven } = await door({}, [EC], { site: { ...(await jwtSite()), protectDiscovery: false } });
    expect((await request(haven.url).get('/cds-services')).status).toBe(200);
    expect((await call(haven, undefined)).status).toBe(401);
    await haven.close();
  });

  it('a token for the service is none for its feedback, and the other way round', async () => {
    const path = `${pathOf('patient-view')}/feedback`;
    const answer = await request(main.haven.url)
      .post(path)
      .set('authorization', `Bearer ${sign(EC)}`)
      .send({ feedback: [] });
    expect(answer.status).toBe(401);
    expect((await call(main.haven, sign(EC, claims({ aud: `${PUBLIC_URL}${path}` })))).status).toBe(401);
  });

  it('no token, key or claim of it is in any log', async () => {
    const token = sign(STRANGER, claims({ jti: 'zq7jti', sub: 'zq7sub' }));
    await call(main.haven, token);
    expect(main.haven.logText()).not.toMatch(/zq7|eyJ/);
  });
});

describe('a jti is good once for its issuer (checklist 69)', () => {
  it('the same token again is refused, another of the same moment is not', async () => {
    const token = sign(EC);
    expect((await call(main.haven, token)).status).toBe(200);
    expect((await call(main.haven, token)).status).toBe(401);
    expect(main.haven.lastLine()).toMatchObject({ problem: 'unauthorized: jti was used before' });
    expect((await call(main.haven, sign(EC))).status).toBe(200);
  });

  it('a forged token uses up no jti: it is remembered after the signature', async () => {
    const payload = claims();
    expect((await call(main.haven, sign(STRANGER, payload))).status).toBe(401);
    expect((await call(main.haven, sign(EC, payload))).status).toBe(200);
  });

  it('a token for the wrong address uses up no jti either', async () => {
    const payload = claims();
    expect((await call(main.haven, sign(EC, payload), pathOf('encounter-start'))).status).toBe(401);
    expect((await call(main.haven, sign(EC, payload))).status).toBe(200);
  });
});

describe('keys that are too weak are no keys (RFC 7518, section 3.3)', () => {
  it('an RSA key of 1024 bits is left out', async () => {
    const weak = rsaKey('weak', 1024);
    const { haven } = await door({}, [weak]);
    expect((await call(haven, sign(weak, claims(), {}, 'RS384'))).status).toBe(401);
    expect(haven.lastLine()).toMatchObject({ problem: expect.stringMatching(/kid is no key/) });
    await haven.close();
  });
});
