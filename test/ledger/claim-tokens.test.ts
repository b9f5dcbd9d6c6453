import fc from 'fast-check';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import type { Store } from '../../src/ledger/store/operations.js';
import { runs } from '../support/data-property.js';
import { postgresUnderTest } from '../support/ledger-databases.js';
import { sqliteInProcess } from '../support/ledger-in-process.js';

interface Claiming {
  readonly tokens: readonly { readonly token: string; readonly kept_until: number }[];
  readonly now: number;
}

const listsOfClaims = fc.array(
  fc.record({
    tokens: fc.uniqueArray(
      fc.record({ token: fc.integer({ min: 0, max: 9 }).map(String), kept_until: fc.nat(20) }),
      {
        minLength: 1,
        maxLength: 6,
        selector: ({ token }) => token,
      },
    ),
    now: fc.nat(20),
  }),
  { maxLength: 8 },
);

/** What the claims of lists come to, one token after another. */
function modelOf(lists: readonly Claiming[]): readonly (readonly string[])[] {
  const kept = new Map<string, number>();
  return lists.map(({ tokens, now }) =>
    tokens
      .flatMap(({ token, kept_until }) => {
        const end = kept.get(token);
        if (end !== undefined && end > now) return [];
        kept.set(token, kept_until);
        return [token];
      })
      .toSorted(),
  );
}

let count = 0;

/** What a database says of the same; its table is not emptied in between, so that each time the tokens have names of their own. */
async function claimed(store: Store, lists: readonly Claiming[]): Promise<readonly (readonly string[])[]> {
  const own = `${(count += 1)} `;
  const fresh: string[][] = [];
  for (const { tokens, now } of lists) {
    const named = tokens.map(({ token, ...rest }) => ({ token: own + token, ...rest }));
    const found = await store.ask('claim', { tokens: named, now });
    fresh.push(found.map((token) => token.slice(own.length)).toSorted());
  }
  return fresh;
}

/** The query is compiled once for each length of list: values and lengths change from one list to the next. */
describe('lists of tokens, one after another (a token is used once until its time is over)', () => {
  it('are told apart by SQLite as one by one', async () => {
    const store = await sqliteInProcess();
    const property = fc.asyncProperty(listsOfClaims, async (lists) =>
      expect(await claimed(store, lists)).toStrictEqual(modelOf(lists)),
    );
    await fc.assert(property, runs(100));
    await store.close();
  });

  it('are told apart by PostgreSQL as one by one', async () => {
    const postgres = await postgresUnderTest();
    if (postgres === undefined) return;
    const store = postgresStore(postgres.url);
    const property = fc.asyncProperty(listsOfClaims, async (lists) =>
      expect(await claimed(store, lists)).toStrictEqual(modelOf(lists)),
    );
    await fc.assert(property, runs(100));
    await store.close();
    await postgres.remove();
  }, 30_000);
});
