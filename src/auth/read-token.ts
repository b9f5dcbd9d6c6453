import jwt from 'jsonwebtoken';
import { HavenError } from '../model/haven-error.js';
import { isJsonObject, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';

/** What a token claims, before anything of it is proven. CDS Hooks 2.0.1, "JWT": header and payload fields. */
export interface ClaimedToken {
  readonly raw: string;
  readonly alg: string;
  readonly kid: string;
  readonly jku: string | undefined;
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** seconds since 1970 UTC */
  readonly expires: number;
  readonly issued: number;
  readonly notBefore: number | undefined;
  readonly jti: string;
  readonly tenant: string | undefined;
}

/** Real ones have less than two thousand characters. */
const MAX_LENGTH = 8192;
const BEARER = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i;

/**
 * The one refusal: callers are told nothing but that.
 *
 * @param why for operators; words of ours, never the token's
 */
export function unauthorized(why: string): HavenError {
  return new HavenError('unauthorized', why);
}

function required(value: unknown, name: string): string {
  const text = textOf(value);
  if (text === undefined || text.length > 1024) throw unauthorized(`no ${name}`);
  return text;
}

function seconds(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unauthorized(`no ${name}`);
  return value;
}

function audiencesOf(aud: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return values.filter((value) => typeof value === 'string');
}

/** The library throws where the payload of a JWT is no JSON. */
function decoded(raw: string): unknown {
  try {
    return jwt.decode(raw, { complete: true });
  } catch {
    return undefined;
  }
}

function decode(raw: string): { readonly header: JsonObject; readonly payload: JsonObject } {
  const token = decoded(raw);
  const { header, payload } = isJsonObject(token) ? token : {};
  if (!isJsonObject(header) || !isJsonObject(payload)) throw unauthorized('no token that can be read');
  return { header, payload };
}

/**
 * Reads the Authorization header of a call.
 *
 * @throws HavenError `unauthorized`
 */
export function readToken(authorization: string | undefined): ClaimedToken {
  if (authorization === undefined) throw unauthorized('no token');
  const raw = authorization.length > MAX_LENGTH ? undefined : BEARER.exec(authorization)?.[1];
  if (raw === undefined) throw unauthorized('no bearer token');
  const { header, payload } = decode(raw);
  if (textOf(header['typ'])?.toUpperCase() !== 'JWT') throw unauthorized('typ is not JWT');
  // Critical extensions that nobody here understands (RFC 7515, section 4.1.11).
  if (header['crit'] !== undefined) throw unauthorized('crit is not understood');
  return {
    raw,
    alg: required(header['alg'], 'alg'),
    kid: required(header['kid'], 'kid'),
    jku: header['jku'] === undefined ? undefined : required(header['jku'], 'jku'),
    issuer: required(payload['iss'], 'iss'),
    audiences: audiencesOf(payload['aud']),
    expires: seconds(payload['exp'], 'exp'),
    issued: seconds(payload['iat'], 'iat'),
    notBefore: payload['nbf'] === undefined ? undefined : seconds(payload['nbf'], 'nbf'),
    jti: required(payload['jti'], 'jti'),
    tenant: textOf(payload['tenant']),
  };
}
