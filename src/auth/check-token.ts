import type { ClientTrust } from '../model/client-profile.js';
import { unauthorized } from './read-token.js';
import type { ClaimedToken } from './read-token.js';
import { SKEW_SECONDS } from './skew-seconds.js';

function isFor({ audiences }: ClaimedToken, endpoint: string, trust: ClientTrust): boolean {
  return audiences.some((audience) => audience === endpoint || trust.audiences.includes(audience));
}

/** Everything that can be told without the signature; cheap, so it comes first. */
function claimFaults(
  token: ClaimedToken,
  trust: ClientTrust,
  endpoint: string,
  now: number,
): readonly (readonly [isWrong: boolean, why: string])[] {
  const { alg, jku, tenant, expires, issued, notBefore } = token;
  return [
    [!trust.algorithms.some((allowed) => allowed === alg), 'alg is not allowed for the client'],
    // The pair of issuer and jku is allowed, or nothing is fetched.
    [jku !== undefined && !trust.jku.includes(jku), 'jku is not allowed for the client'],
    [!isFor(token, endpoint, trust), 'aud is not this endpoint'],
    [trust.tenants.length > 0 && !trust.tenants.includes(tenant ?? ''), 'tenant is not allowed'],
    [expires + SKEW_SECONDS <= now, 'exp is over'],
    [issued - SKEW_SECONDS > now, 'iat is in the future'],
    [notBefore !== undefined && notBefore - SKEW_SECONDS > now, 'nbf is in the future'],
    [expires - issued > trust.lifetimeMinutes * 60, 'it lives too long'],
    [expires <= issued, 'exp is not after iat'],
  ];
}

/**
 * Checks what a token claims against what was agreed with its client.
 *
 * @param endpoint the exact URL that was called, under the public URL
 * @param at milliseconds since 1970 UTC
 * @throws HavenError `unauthorized`
 */
export function checkClaims(token: ClaimedToken, trust: ClientTrust, endpoint: string, at: number): void {
  const fault = claimFaults(token, trust, endpoint, at / 1000).find(([isWrong]) => isWrong);
  if (fault !== undefined) throw unauthorized(fault[1]);
}
