/** Tokens that were used, in this process alone. */
export interface TokenMemory {
  claim(issuer: string, jti: string, expiresAt: number, now: number): 'fresh' | 'replayed';
}

/** At 500 calls a second with tokens of five minutes. */
const MAX_TOKENS = 150_000;
/** How often what has expired is looked for. */
const SWEEP_EVERY = 1_000;

/**
 * Remembers tokens until they expire, as many as fit; then the oldest go, and health of whoever uses it says so.
 *
 * @param margin how long after its expiry a token may still be accepted, by clocks that differ
 */
export function tokenMemory(margin: number, most: number = MAX_TOKENS): TokenMemory {
  const used = new Map<string, number>();
  let claims = 0;
  const sweep = (now: number): void => {
    for (const [token, end] of used) if (end <= now) used.delete(token);
  };
  return {
    claim: (issuer, jti, expiresAt, now) => {
      const token = JSON.stringify([issuer, jti]);
      const end = used.get(token);
      if (end !== undefined && end > now) return 'replayed';
      claims += 1;
      if (claims % SWEEP_EVERY === 0) sweep(now);
      // Set again, it is the youngest.
      used.delete(token);
      used.set(token, expiresAt + margin);
      for (const oldest of used.keys()) {
        if (used.size <= most) break;
        used.delete(oldest);
      }
      return 'fresh';
    },
  };
}
