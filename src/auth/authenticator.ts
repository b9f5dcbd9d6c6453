import type { ClientProfile, ClientTrust } from '../model/client-profile.js';
import { firstClient } from '../model/first-client.js';
import type { Site } from '../model/site.js';
import type { AdmitCall, Caller, ClaimToken } from './caller.js';
import { checkClaims } from './check-token.js';
import type { FetchKeys } from './key-cache.js';
import { KeyRing } from './key-ring.js';
import { readToken, unauthorized } from './read-token.js';
import type { ClaimedToken } from './read-token.js';
import type { SigningKey } from './signing-key.js';
import { SKEW_SECONDS } from './skew-seconds.js';
import type { SignedToken, VerifySignature } from './verify-signature.js';

/** What callers are told apart with. */
export interface AuthTools {
  /** read anew for each call, since content can change */
  readonly site: () => Pick<Site, 'auth' | 'clients'>;
  readonly fetchKeys: FetchKeys;
  readonly verify: VerifySignature;
  readonly claimToken: ClaimToken;
  readonly admit: AdmitCall;
}

/** Turns a bearer token into a known client (CDS Hooks 2.0.1, "Trusting CDS Clients"; checklist 63 to 74). */
export interface Authenticator {
  /**
   * @param authorization the header of the call
   * @param endpoint the exact URL that was called, under the public URL
   * @param at milliseconds since 1970 UTC
   * @throws HavenError `unauthorized`: equal for the caller whatever was wrong
   * @throws HavenError `too-many-requests`, for a client that is known
   */
  authenticate(authorization: string | undefined, endpoint: string, at: number): Promise<Caller>;
  /** fetches the keys of all clients before they call; never rejects */
  warm(at: number): Promise<void>;
  /** what operators should know; empty where all is well */
  health(): readonly string[];
}

interface Trusted {
  readonly client: ClientProfile;
  readonly trust: ClientTrust;
}

/** The client that a token says it comes from: by issuer, and by tenant where several share one. */
function claimedClient({ issuer, tenant }: ClaimedToken, clients: readonly ClientProfile[]): Trusted {
  for (const client of clients) {
    const { trust } = client;
    if (trust === undefined || trust.issuer !== issuer) continue;
    if (trust.tenants.length === 0 || trust.tenants.includes(tenant ?? '')) return { client, trust };
  }
  throw unauthorized('iss, or its tenant, is nobody that we know');
}

/** @throws HavenError `unauthorized` where the key is for another algorithm */
function signedBy(
  { key, alg: only }: SigningKey,
  { raw, alg }: ClaimedToken,
  trust: ClientTrust,
  at: number,
): SignedToken {
  if (only !== undefined && only !== alg) throw unauthorized('the key is for another alg');
  return { raw, key, algorithms: trust.algorithms, issuer: trust.issuer, now: Math.floor(at / 1000) };
}

async function authenticateToken(
  authorization: string | undefined,
  endpoint: string,
  at: number,
  { site, verify, claimToken, admit }: AuthTools,
  keys: KeyRing,
): Promise<Caller> {
  const token = readToken(authorization);
  const { client, trust } = claimedClient(token, site().clients);
  checkClaims(token, trust, endpoint, at);
  const key = await keys.find(trust, token, at);
  if (key === undefined) throw unauthorized('kid is no key of the client');
  const signed = signedBy(key, token, trust, at);
  if (!(await verify(signed))) throw unauthorized('the signature does not hold');
  // A call that is turned away may come again with the same token.
  await admit(client);
  const { issuer, jti } = token;
  // Seconds of a token may have decimals (RFC 7519, NumericDate).
  const expiresAt = Math.ceil((token.expires + SKEW_SECONDS) * 1000);
  if ((await claimToken(issuer, jti, expiresAt)) === 'replayed') throw unauthorized('jti was used before');
  return { client, token: { issuer, jti, expiresAt } };
}

/** Makes the one who knows callers. A site without authentication has one client, which stands for all of them. */
export function authenticator(tools: AuthTools): Authenticator {
  const keys = new KeyRing(tools.fetchKeys);
  return {
    authenticate: async (authorization, endpoint, at) => {
      const site = tools.site();
      if (site.auth === 'jwt') return authenticateToken(authorization, endpoint, at, tools, keys);
      const client = firstClient(site);
      await tools.admit(client);
      return { client, token: undefined };
    },
    warm: (at) => keys.warm(tools.site().auth === 'jwt' ? tools.site().clients : [], at),
    health: () => (tools.site().auth === 'jwt' ? keys.health(tools.site().clients) : []),
  };
}
