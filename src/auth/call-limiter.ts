import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ClientProfile, RateLimit } from '../model/client-profile.js';
import { HavenError } from '../model/haven-error.js';
import type { AdmitCall } from './caller.js';

/** Counts calls of each client in memory: a limit that protects one process needs no shared store. */
export function callLimiter(): AdmitCall {
  // Limits are few: they come from the site's files, and go with them.
  const limiters = new WeakMap<ClientProfile, RateLimiterMemory>();
  const limiterOf = (client: ClientProfile, { calls, seconds }: RateLimit): RateLimiterMemory => {
    const known = limiters.get(client) ?? new RateLimiterMemory({ points: calls, duration: seconds });
    limiters.set(client, known);
    return known;
  };
  return async (client) => {
    if (client.rateLimit === undefined) return;
    try {
      await limiterOf(client, client.rateLimit).consume(client.id);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new HavenError('too-many-requests', `client ${client.id} calls too often`, { retryAfter });
    }
  };
}
