import { JwksClient } from 'jwks-rsa';
import type { SigningKey as RsaSigningKey } from 'jwks-rsa';
import { isJsonObject, member, textOf } from '../model/json-value.js';
import type { FetchJson } from '../outbound/fetch-json.js';
import type { FetchKeys } from './key-cache.js';
import { signingKey } from './signing-key.js';
import type { SigningKey } from './signing-key.js';

/** The library's types promise both names; its keys have those that the set gave. */
function namesOf(fetched: unknown): { readonly alg: string | undefined; readonly kid: string | undefined } {
  return { alg: textOf(member(fetched, 'alg')), kid: textOf(member(fetched, 'kid')) };
}

/** An EHR has a handful; to make thousands would hold up every other caller. */
const MOST_KEYS = 100;

function fewOf(keys: readonly unknown[]): unknown[] {
  if (keys.length > MOST_KEYS) throw new RangeError('a key set of this size is not read');
  // One that is no object is none, and the others are keys all the same.
  return keys.filter(isJsonObject);
}

/** The keys for signatures among those of a set. jwks-rsa takes a set without any for one that it could not read. */
async function signingKeysOf(url: string, keys: unknown[]): Promise<readonly RsaSigningKey[]> {
  const client = new JwksClient({
    jwksUri: url,
    cache: false,
    rateLimit: false,
    fetcher: async () => ({ keys }),
  });
  try {
    return await client.getSigningKeys();
  } catch {
    return [];
  }
}

/**
 * Makes a reader of key sets (RFC 7517) by jwks-rsa, through the guarded connection. What is kept and for how long is
 * the cache's concern, so jwks-rsa keeps nothing. A set without keys is an answer: its issuer has withdrawn them all.
 */
export function keyFetcher(fetchJson: FetchJson): FetchKeys {
  return async (url) => {
    const set = member(await fetchJson(url), 'keys');
    if (!Array.isArray(set)) throw new TypeError('no key set');
    const keys = new Map<string, SigningKey>();
    for (const fetched of await signingKeysOf(url, fewOf(set))) {
      const { alg, kid } = namesOf(fetched);
      const key = signingKey({ kind: 'pem', pem: fetched.getPublicKey() }, alg);
      if (kid !== undefined && key !== undefined && !keys.has(kid)) keys.set(kid, key);
    }
    return keys;
  };
}
