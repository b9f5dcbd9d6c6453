import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { PublicJwk } from '../model/client-profile.js';
import { isStrongKey } from '../model/is-strong-key.js';

/** A public key, made once: verifying with it parses nothing. */
export interface SigningKey {
  readonly key: KeyObject;
  /** the one algorithm that it is for; undefined: whichever its type allows */
  readonly alg: string | undefined;
}

/** A key that may verify; undefined for one that is broken, too short or of a type that no allowed algorithm has. */
export function signingKey(
  source: Readonly<{ kind: 'jwk'; jwk: Omit<PublicJwk, 'alg'> }> | Readonly<{ kind: 'pem'; pem: string }>,
  alg: string | undefined,
): SigningKey | undefined {
  try {
    const key =
      source.kind === 'pem'
        ? createPublicKey(source.pem)
        : createPublicKey({ format: 'jwk', key: { ...source.jwk } });
    return isStrongKey(key) ? { key, alg } : undefined;
  } catch {
    return undefined;
  }
}
