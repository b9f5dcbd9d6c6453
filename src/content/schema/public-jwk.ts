import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { ALGORITHMS } from '../../model/client-profile.js';
import { isStrongKey, MIN_RSA_BITS } from '../../model/is-strong-key.js';

const text = z.string().min(1);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'base64url without padding');

/** A point that is not on its curve, or half a number, would refuse every call without a word. */
function canVerify(jwk: JsonWebKey): boolean {
  try {
    return isStrongKey(createPublicKey({ format: 'jwk', key: jwk }));
  } catch {
    return false;
  }
}

/** A public key (RFC 7517) that can verify; a private one (`d`) is an unknown member and refused. */
export const PUBLIC_JWK = z
  .union([
    z.strictObject({
      kty: z.literal('EC'),
      kid: text,
      crv: z.enum(['P-256', 'P-384', 'P-521']),
      x: base64url,
      y: base64url,
      alg: z.enum(ALGORITHMS).optional(),
      use: z.literal('sig').optional(),
    }),
    z.strictObject({
      kty: z.literal('RSA'),
      kid: text,
      n: base64url,
      e: base64url,
      alg: z.enum(ALGORITHMS).optional(),
      use: z.literal('sig').optional(),
    }),
  ])
  .refine(({ alg: _alg, use: _use, ...jwk }) => canVerify(jwk), {
    error: `no key that can verify: a point on its curve, or RSA of ${MIN_RSA_BITS} bits or more`,
  });

export type JwkEntry = z.infer<typeof PUBLIC_JWK>;
