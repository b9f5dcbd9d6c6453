/** Tokens that are remembered at most; with more, the oldest are forgotten. An hour of a hundred calls a second. */
const MAX_TOKENS = 400_000;

/** Remembers in memory which tokens were used, each until it is over. */
export class MemoryTokens {
  /** in the order in which they came */
  private readonly expiry = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  claim(issuer: string, jti: string, expiresAt: number): 'fresh' | 'replayed' {
    const name = JSON.stringify([issuer, jti]);
    const known = this.expiry.get(name);
    if (known !== undefined && known > this.now()) return 'replayed';
    this.expiry.delete(name);
    this.forget();
    this.expiry.set(name, expiresAt);
    return 'fresh';
  }

  /** Drops what is over, from the oldest on: as many as come in, so that no call pays for all. */
  private forget(): void {
    let looked = 0;
    for (const [name, expiresAt] of this.expiry) {
      const isFull = this.expiry.size >= MAX_TOKENS;
      if (!isFull && (looked >= 2 || expiresAt > this.now())) return;
      this.expiry.delete(name);
      looked += 1;
    }
  }
}
