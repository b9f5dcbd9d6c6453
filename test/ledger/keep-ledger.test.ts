import { runComments } from '../../src/cli/keep-ledger.js';
import { commentSealer } from '../../src/ledger/seal-comment.js';
import type { SiteKeys } from '../../src/ledger/site-keys.js';
import { cardEntry, reportEntry } from '../../src/ledger/store/entry.js';
import { parseFeedback } from '../../src/protocol/parse-feedback.js';
import { AT, cardFor, HOUR, NONE, siteKey, somebody } from '../support/ledger-cards.js';
import { sqliteInProcess } from '../support/ledger-in-process.js';

const KEYS: SiteKeys = [siteKey('one')];
const card = cardFor(somebody());
const BODY = {
  feedback: [
    {
      card: card.uuid,
      outcome: 'overridden',
      overrideReason: { reason: { code: 'limited-time' }, userComment: 'her "brother" answered\nall of it' },
    },
  ],
};

let store: Awaited<ReturnType<typeof sqliteInProcess>>;
let printed: string[];
beforeEach(async () => {
  store = await sqliteInProcess();
  printed = [];
});
afterEach(() => store.close());

async function receive(keepsComments: boolean): Promise<void> {
  const entries = parseFeedback(BODY, keepsComments).map((item) =>
    reportEntry({ service: 's', client: 'standard' }, { item, quiet: NONE }, AT, commentSealer(KEYS)),
  );
  await store.ask('append', [cardEntry(card), ...entries]);
}

function read(by: string, since?: string, keys: SiteKeys = KEYS): Promise<unknown> {
  const tools = { store, now: () => AT + HOUR, print: (line: string) => void printed.push(line) };
  return runComments({ since, by }, keys, tools);
}

describe('a comment beside feedback (cds-hooks.md 1.11 [62]: free text, possibly of a patient)', () => {
  it('is dropped unless the site keeps it', async () => {
    await receive(false);
    await read('Jo');
    expect(printed).toStrictEqual([]);
    expect(JSON.stringify(await store.db.selectFrom('feedback').selectAll().execute())).not.toContain(
      'brother',
    );
  });

  it('is kept whole where it is written beside several reasons, as Epic may send them', () => {
    const overrideReasons = [
      { reason: { code: 'limited-time' }, userComment: 'first' },
      { reason: { code: 'other' } },
      { userComment: 'third' },
    ];
    const body = { feedback: [{ card: card.uuid, outcome: 'overridden', overrideReasons }] };
    expect(parseFeedback(body, true)).toMatchObject([{ reason: 'limited-time', comment: 'first\nthird' }]);
    expect(parseFeedback(body, false)[0]).not.toHaveProperty('comment');
  });

  it('is kept sealed, on one line for whoever says who they are, and the audit says that it was read', async () => {
    await receive(true);
    const rows = await store.db.selectFrom('feedback').selectAll().execute();
    expect(rows).toMatchObject([{ comment_key: 'one', comment: expect.stringMatching(/^[\w-]{40,}$/) }]);
    expect(JSON.stringify(rows)).not.toContain('brother');
    expect(await read('Jo')).toBe(0);
    expect(printed).toStrictEqual([
      '2026-03-10T15:20:00.000Z  overridden  limited-time  "her \\"brother\\" answered\\nall of it"',
    ]);
    const audit = await store.db.selectFrom('audit').select(['kind', 'made_by', 'detail']).execute();
    expect(audit).toStrictEqual([
      { kind: 'comments', made_by: 'Jo', detail: 'read 1 comments since 1970-01-01T00:00:00.000Z' },
    ]);
  });

  it.each([
    ['of that day', '2026-03-10', 1],
    ['of the day before the one asked for', '2026-03-11', 0],
  ])('is read as of a day: one %s', async (_, since, count) => {
    await receive(true);
    await read('Jo', since);
    expect(printed).toHaveLength(count);
  });

  it('names the key that it was sealed by, where that is not in use', async () => {
    await receive(true);
    await read('Jo', undefined, [siteKey('two')]);
    expect(printed).toStrictEqual([expect.stringMatching(/\(sealed by key one, which is not in use\)/)]);
  });

  it.each(['', '   ', 'x'.repeat(201)])(
    'is read for nobody who does not say who they are: %j',
    async (by) => {
      await receive(true);
      await expect(read(by)).rejects.toMatchObject({ code: 'invalid-request' });
      expect(printed).toStrictEqual([]);
    },
  );
});
