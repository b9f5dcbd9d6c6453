import { generateKeyPairSync, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { SERVICE } from './hook-body.js';

const ISSUER = 'https://ehr.example/fhir';
const KID = 'one';
const LIFE_SECONDS = 300;

/** An EHR that signs tokens (CDS Hooks 2.0.1, Trusting CDS Clients). */
export interface Signer {
  /** its public key, as a member of a key set */
  readonly jwk: object;
  /** its issuer and algorithms, for the client's file */
  readonly trust: object;
  /** headers of one call of the service, or of its feedback, under this public URL */
  readonly headers: (publicUrl: string, at: number, path?: '/feedback') => Readonly<Record<string, string>>;
}

/** Makes an EHR with a key of its own. */
export function signer(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const token = (audience: string, at: number): string => {
    const iat = Math.floor(at / 1000);
    const claims = { iss: ISSUER, aud: audience, iat, exp: iat + LIFE_SECONDS, jti: randomUUID() };
    return jwt.sign(claims, privateKey, { algorithm: 'ES384', keyid: KID });
  };
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid: KID },
    trust: { issuer: ISSUER, algorithms: ['ES384'] },
    headers: (publicUrl, at, path) => ({
      authorization: `Bearer ${token(`${publicUrl}/cds-services/${SERVICE}${path ?? ''}`, at)}`,
    }),
  };
}
