import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Algorithm, ClientProfile, ClientTrust } from '../../src/model/client-profile.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { signingKey } from '../../src/auth/signing-key.js';
import type { SigningKey } from '../../src/auth/signing-key.js';
import { AT, PUBLIC_URL, pathOf } from './web-server-under-test.js';

export const ISSUER = 'https://ehr.example/fhir';
export const JWKS = 'https://ehr.example/.well-known/jwks.json';

/** A key pair with its name. */
export interface KeyPair {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export function ecKey(kid: string, namedCurve: 'P-256' | 'P-384' | 'P-521' = 'P-384'): KeyPair {
  return { kid, ...generateKeyPairSync('ec', { namedCurve }) };
}

export function rsaKey(kid: string, modulusLength = 2048): KeyPair {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength }) };
}

/** The public half as a member of a key set. */
export function jwkOf({ kid, publicKey }: KeyPair, more: JsonObject = {}): JsonObject {
  return { ...(publicKey.export({ format: 'jwk' }) as JsonObject), kid, ...more };
}

/** Keys as the service holds them. */
export function keysOf(...pairs: readonly KeyPair[]): ReadonlyMap<string, SigningKey> {
  return new Map(
    pairs.flatMap(({ kid, publicKey }) => {
      const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const key = signingKey({ kind: 'pem', pem }, undefined);
      return key === undefined ? [] : [[kid, key] as const];
    }),
  );
}

/** What a client of the tests is trusted by. */
const TRUST: ClientTrust = {
  issuer: ISSUER,
  keys: [],
  jwksUrl: JWKS,
  jku: [JWKS],
  algorithms: ['ES384', 'RS384'],
  audiences: [],
  tenants: [],
  lifetimeMinutes: 60,
  outageHours: 24,
};

export function trusted(client: ClientProfile, trust: Partial<ClientTrust> = {}): ClientProfile {
  return { ...client, trust: { ...TRUST, ...trust } };
}

const NOW = AT / 1000;
export const ENDPOINT = `${PUBLIC_URL}${pathOf('patient-view')}`;

/** Claims of a token that is right, with some of them changed; `undefined` takes one away. */
export function claims(change: JsonObject = {}): JsonObject {
  const right = { iss: ISSUER, aud: ENDPOINT, iat: NOW, exp: NOW + 300, jti: randomUUID() };
  return Object.fromEntries(
    Object.entries({ ...right, ...change }).filter(([, value]) => value !== undefined),
  );
}

/** Signs a token as an EHR does. */
export function sign(
  pair: KeyPair,
  payload: JsonObject = claims(),
  header: JsonObject = {},
  algorithm: Algorithm = 'ES384',
): string {
  return jwt.sign(payload, pair.privateKey, {
    algorithm,
    // The library would add a time, or take ours away.
    noTimestamp: payload['iat'] === undefined,
    allowInsecureKeySizes: true,
    header: { alg: algorithm, typ: 'JWT', kid: pair.kid, ...header },
  });
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with any header at all, signed by whatever signature is given. */
export function forged(header: JsonObject, payload: JsonObject, signature = 'c2lnbmF0dXJl'): string {
  return `${base64(header)}.${base64(payload)}.${signature}`;
}
