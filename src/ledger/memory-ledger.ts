import type { CallRecord, Ledger } from './ledger.js';
import { MemoryTokens } from './memory-tokens.js';
import type { FeedbackItem } from '../protocol/parse-feedback.js';

/**
 * Counts in memory, lost at the end of the process; for the demo site, and until a durable ledger is configured.
 *
 * @param now milliseconds since 1970 UTC
 */
export function memoryLedger(now: () => number): Ledger {
  const tokens = new MemoryTokens(now);
  const counts = new Map<string, number>();
  const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    recordCall: ({ hook, outcome, tier }: CallRecord) => {
      add(`calls.${hook}.${outcome}`);
      if (tier !== undefined) add(`tiers.${tier}`);
    },
    recordFeedback: (service: string, items: readonly FeedbackItem[]) => {
      for (const { outcome } of items) add(`feedback.${service}.${outcome}`);
    },
    claimToken: async (issuer, jti, expiresAt) => Promise.resolve(tokens.claim(issuer, jti, expiresAt)),
    counts: () => Object.fromEntries(counts),
  };
}
