import type { Expired } from '../../src/ledger/store/expire-records.js';
import type { Store } from '../../src/ledger/store/operations.js';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import { cardEntry, reportEntry } from '../../src/ledger/store/entry.js';
import { hourOf, KEPT_MS } from '../../src/ledger/keep-times.js';
import { accepted, AT, AT_HOUR, cardFor, DAY, HOUR, NONE, somebody, until } from '../support/ledger-cards.js';
import { postgresUnderTest } from '../support/ledger-databases.js';
import { sqliteInProcess } from '../support/ledger-in-process.js';

const FROM = { service: 's', client: 'standard' };
const SEALED = { key: 'one', sealed: 'c2VhbGVk' };
const NOTHING: Expired = { marks: 0, cooldowns: 0, tokens: 0, comments: 0, records: 0 };
const postgres = await postgresUnderTest();
const stores: Store[] = [];
afterAll(async () => {
  for (const store of stores) await store.close();
  await postgres?.remove();
});

const openers: readonly (readonly [string, () => Promise<Store>])[] = [
  ['SQLite', sqliteInProcess],
  ...(postgres === undefined ? [] : [['PostgreSQL', async () => postgresStore(postgres.url)] as const]),
];

describe.each(openers)('retention in %s (docs/ledger.md: both sides of every time)', (_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    stores.push(store);
  });
  // Whatever a test left goes before the next one.
  afterEach(() => store.ask('expire', { at: AT + 4000 * DAY, allMarks: true }));
  const issue = async (more: Parameters<typeof cardFor>[1] = {}): Promise<string> => {
    const card = cardFor(somebody(), more);
    await store.ask('append', [cardEntry(card)]);
    return card.uuid;
  };
  const answer = async (uuid: string, quiet = NONE, receivedAt = AT): Promise<void> => {
    const { item } = accepted(uuid, quiet, 0);
    const kept = { item: { ...item, comment: 'free text' }, quiet };
    await store.ask('append', [reportEntry(FROM, kept, receivedAt, () => SEALED)]);
  };

  it.each([
    ['stay before seven days after its hour', -1, 0],
    ['go seven days after its hour', 0, 1],
  ])('the marks of a card that nobody answered %s', async (_title, offset, marks) => {
    await issue();
    const at = AT_HOUR + 7 * DAY + offset;
    expect(await store.ask('expire', { at })).toStrictEqual({ ...NOTHING, marks });
    expect(await store.ask('expire', { at })).toStrictEqual(NOTHING);
  });

  it.each([
    ['until a long quiet ends', until(AT + 90 * DAY), AT + 90 * DAY],
    [
      'seven days, where its quiet is shorter: a later report may correct it',
      until(AT + HOUR),
      AT_HOUR + 7 * DAY,
    ],
    ['seven days, where nothing follows from it', NONE, AT_HOUR + 7 * DAY],
  ])('the marks of an answered card stay in its cooldown: %s', async (_title, quiet, end) => {
    await answer(await issue(), quiet);
    const before = await store.ask('expire', { at: end - 1 });
    expect(before).toMatchObject({ marks: 0, cooldowns: 0 });
    expect(await store.ask('expire', { at: end })).toMatchObject({ marks: 0, cooldowns: 1 });
  });

  it.each([
    ['stays', -1, 0],
    ['goes', 0, 1],
  ])('a token %s at its end', async (_title, offset, tokens) => {
    const end = AT + HOUR;
    await store.ask('claim', { tokens: [{ token: 'digest', kept_until: end }], now: AT });
    expect(await store.ask('expire', { at: end + offset })).toStrictEqual({ ...NOTHING, tokens });
  });

  it.each([
    ['stays before 30 days', -1, 1],
    ['goes after 30 days', 0, 0],
  ])('a comment %s', async (_title, offset, kept) => {
    await answer(await issue());
    await store.ask('expire', { at: AT + 30 * DAY + offset });
    expect(await store.ask('comments', { from: 0, to: AT + DAY })).toHaveLength(kept);
  });

  it.each([
    ['card', issue, AT_HOUR],
    ['report', () => answer('00000000-0000-4000-8000-000000000000'), AT],
    [
      'count of an hour',
      () =>
        store.ask('addCounts', {
          hours: [
            {
              hour: AT_HOUR,
              hook: 'patient-view',
              department: undefined,
              revision: 'r',
              tier: 0,
              outcome: 'below-threshold',
              count: 1,
            },
          ],
          days: [],
        }),
      AT_HOUR,
    ],
    [
      'count of a day',
      () =>
        store.ask('addCounts', {
          hours: [],
          days: [{ day: AT - (AT % DAY), outcome: 'shown', ageBand: undefined, count: 1 }],
        }),
      AT - (AT % DAY),
    ],
  ])('a %s stays for 400 days and no longer', async (title, write, begin) => {
    await write();
    // Feedback on a card that is not known is counted in its hour.
    const other = title === 'report' ? 1 : 0;
    const hourOnly = title === 'report' ? hourOf(AT) : begin;
    expect(await store.ask('expire', { at: hourOnly + KEPT_MS.records - 1 })).toMatchObject({ records: 0 });
    expect(await store.ask('expire', { at: begin + KEPT_MS.records })).toMatchObject({ records: 1 + other });
  });

  it.each([
    ['just before it', AT_HOUR + 1, 1],
    ['at it', AT_HOUR, 0],
  ])('an operator may name a day before which everything goes: %s', async (_title, before, records) => {
    await issue();
    expect(await store.ask('expire', { at: AT, before })).toMatchObject({ records });
  });

  it('an operator may end every cooldown: no keyed hash is left', async () => {
    await answer(await issue(), until(AT + 90 * DAY));
    const card = cardFor(somebody());
    await store.ask('append', [cardEntry(card)]);
    expect(await store.ask('expire', { at: AT, allMarks: true })).toMatchObject({ marks: 1, cooldowns: 1 });
    expect(await store.ask('subject', { marks: card.marks.patientTopic, at: AT })).toStrictEqual([]);
  });
});
