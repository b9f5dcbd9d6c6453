import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Algorithm } from '../model/client-profile.js';
import { SKEW_SECONDS } from './skew-seconds.js';

/** A token, and what its signature must hold by; it can be sent to a thread as it is. */
export interface SignedToken {
  readonly raw: string;
  readonly key: KeyObject;
  readonly algorithms: readonly Algorithm[];
  readonly issuer: string;
  /** seconds since 1970 UTC */
  readonly now: number;
}

/** Tells whether the signature of a token holds. */
export type VerifySignature = (token: SignedToken) => Promise<boolean>;

/**
 * Checks the signature, and issuer and times once more, by jsonwebtoken, which refuses a key whose type or curve does not fit the
 * algorithm. Half a millisecond with ES384 on a fast core.
 *
 * @returns false whatever is wrong: the library's message may quote the token
 */
export function verifySignature({ raw, key, algorithms, issuer, now }: SignedToken): boolean {
  try {
    jwt.verify(raw, key, {
      algorithms: [...algorithms],
      issuer,
      clockTimestamp: now,
      clockTolerance: SKEW_SECONDS,
    });
    return true;
  } catch {
    return false;
  }
}
