import type { Database, Tables } from './tables.js';

/** Tokens to be used now, each at most once in the list. */
export interface Claims {
  readonly tokens: readonly Tables['token_claim'][];
  readonly now: number;
}

/** Remembers tokens; one whose time is over may be used again, since its age refuses it. @returns those that were not used before */
export async function claimTokens({ db }: Database, { tokens, now }: Claims): Promise<readonly string[]> {
  const fresh = await db
    .insertInto('token_claim')
    .values([...tokens])
    .onConflict((conflict) =>
      conflict
        .column('token')
        .doUpdateSet((expression) => ({ kept_until: expression.ref('excluded.kept_until') }))
        .where('token_claim.kept_until', '<=', now),
    )
    .returning('token')
    .execute();
  return fresh.map(({ token }) => token);
}
