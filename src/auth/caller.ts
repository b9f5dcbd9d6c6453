import type { ClientProfile } from '../model/client-profile.js';

/** Who calls, and by which token; no token where the site does not authenticate. */
export interface Caller {
  readonly client: ClientProfile;
  readonly token: { readonly issuer: string; readonly jti: string; readonly expiresAt: number } | undefined;
}

/**
 * Remembers that a token was used (best practice of CDS Hooks: `jti` once per issuer).
 *
 * @param expiresAt milliseconds since 1970 UTC after which the token is refused anyway, so that it may be forgotten
 */
export type ClaimToken = (issuer: string, jti: string, expiresAt: number) => Promise<'fresh' | 'replayed'>;

/**
 * Lets one more call of a client pass, or not.
 *
 * @throws HavenError `too-many-requests`
 */
export type AdmitCall = (client: ClientProfile) => Promise<void>;
