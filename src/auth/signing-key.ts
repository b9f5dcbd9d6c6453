import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { PublicJwk } from '../model/client-profile.js';
import { MIN_RSA_BITS } from '../model/min-rsa-bits.js';

/** A public key, made once: verifying with it parses nothing. */
export interface SigningKey {
  readonly key: KeyObject;
  /** the one algorithm that it is for; undefined: whichever its type allows */
  readonly alg: string | undefined;
}

function isStrong({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'ec') return true;
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
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
    return isStrong(key) ? { key, alg } : undefined;
  } catch {
    return undefined;
  }
}
