import { preparedQuery } from './prepared-query.js';
import type { Database, Tables } from './tables.js';

type Claim = Tables['token_claim'];

/** Tokens to be used now, each at most once in the list. */
export interface Claims {
  readonly tokens: readonly Claim[];
  readonly now: number;
}

const insertClaims = preparedQuery<Claim, number, Pick<Claim, 'token'>>((db, { each, shared }) =>
  db
    .insertInto('token_claim')
    .values(
      each((of) => ({ token: of(({ token }) => token), kept_until: of(({ kept_until }) => kept_until) })),
    )
    .onConflict((conflict) =>
      conflict
        .column('token')
        .doUpdateSet((expression) => ({ kept_until: expression.ref('excluded.kept_until') }))
        .where(
          'token_claim.kept_until',
          '<=',
          shared((now) => now),
        ),
    )
    .returning('token'),
);

/** Remembers tokens; one whose time is over may be used again, since its age refuses it. @returns those that were not used before */
export async function claimTokens(database: Database, { tokens, now }: Claims): Promise<readonly string[]> {
  const fresh = await insertClaims(database, tokens, now);
  return fresh.map(({ token }) => token);
}
