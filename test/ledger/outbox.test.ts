import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HavenError } from '../../src/model/haven-error.js';
import { until as eventually } from '../support/data-process.js';
import {
  accepted,
  AT,
  BY_OUTCOME,
  cardFor,
  DAY,
  HOUR,
  MINUTE,
  NONE,
  overridden,
  recallOf,
  report,
  somebody,
  until,
} from '../support/ledger-cards.js';
import { outboxUnderTest } from '../support/ledger-outbox.js';
import type { OutboxUnderTest } from '../support/ledger-outbox.js';

let under: OutboxUnderTest;
afterEach(async () => {
  under.store.weather = 'well';
  await under.ledger.close();
  await under.remove();
});

async function spooled(): Promise<readonly string[]> {
  const names = (await readdir(under.folder)).filter((name) => name.endsWith('.spool'));
  const texts = await Promise.all(names.map((name) => readFile(join(under.folder, name), 'utf8')));
  return texts.flatMap((text) => text.split('\n').slice(0, -1));
}

/** It is tried again every second. */
async function isBack(): Promise<void> {
  const back = await eventually(() => (under.ledger.health().length === 0 ? true : undefined), 5000);
  expect(back).toBe(true);
}

/** It is written behind the reading. */
async function fileHas(part: string): Promise<void> {
  const file = join(under.folder, 'overrides.json');
  const has = await eventually(async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    return text.includes(part) ? true : undefined;
  }, 5000);
  expect(has).toBe(true);
}

async function code(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'done',
    (error: unknown) => (error instanceof HavenError ? error.code : 'another error'),
  );
}

describe('a process that starts while the database is down (ADR 6)', () => {
  const clock = { at: AT };
  const override = { department: 'ed', mode: 'shadow', since: AT, by: 'Jo', reason: 'test' } as const;

  beforeEach(async () => {
    clock.at = AT;
    under = await outboxUnderTest(undefined, () => clock.at);
    await under.ledger.setOverride({ kind: 'set', ...override });
    await under.ledger.overrides();
    await fileHas('"reason":"test"');
    under.store.weather = 'down';
  });

  it.each([
    ['at once', 0, [override]],
    ['less than 15 minutes after the last reading', 15 * MINUTE - 1, [override]],
  ])('goes on with what the one before it knew: %s', async (_, later, expected) => {
    clock.at = AT + later;
    const next = await under.again(process.pid + 1);
    expect(await next.overrides()).toStrictEqual(expected);
    expect(await next.overrides()).toStrictEqual(expected);
    await next.close();
  });

  it.each([
    ['it was read 15 minutes ago', async () => void (clock.at = AT + 15 * MINUTE)],
    ['it was read in the future', async () => void (clock.at = AT - 1)],
    ['the file is gone', () => rm(join(under.folder, 'overrides.json'))],
    ['the file is damaged', () => writeFile(join(under.folder, 'overrides.json'), '{"readAt":1,')],
  ])('knows nothing, and says so, where %s', async (_, change) => {
    await change();
    const next = await under.again(process.pid + 1);
    expect(await code(next.overrides())).toBe('ledger-unavailable');
    await next.close();
  });

  it('confirms what has not changed once a minute, and changes at once', async () => {
    under.store.weather = 'well';
    await isBack();
    const file = join(under.folder, 'overrides.json');
    const first = await readFile(file, 'utf8');
    clock.at = AT + MINUTE - 1;
    await under.ledger.overrides();
    expect(await readFile(file, 'utf8')).toBe(first);
    clock.at = AT + MINUTE;
    await under.ledger.overrides();
    await fileHas(`"readAt":${AT + MINUTE}`);
    await under.ledger.setOverride({ kind: 'clear', department: 'ed', at: AT, by: 'Jo', reason: 'over' });
    await under.ledger.overrides();
    await fileHas('"overrides":[]');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('a database that is down (issue 4, section 3)', () => {
  beforeEach(async () => {
    under = await outboxUnderTest();
  });

  it.each(['down', 'hanging', 'done-but-silent'] as const)(
    '%s: cards and feedback go to the spool, and from there to the database, each once',
    async (weather) => {
      const { ledger, store } = under;
      const subject = somebody();
      const cards = Array.from({ length: 50 }, () => cardFor(subject, { revision: 'spooled' }));
      store.weather = weather;
      await Promise.all(cards.map((card) => ledger.issue(card)));
      const [first = ''] = cards.map(({ uuid }) => uuid);
      await report(ledger, [overridden(first, 'limited-time', NONE, 1)]);
      await report(ledger, [accepted(first, until(AT + DAY), 2), accepted(randomUUID(), NONE)]);
      expect(await spooled()).toHaveLength(53);
      expect(await recallOf(ledger, subject)).toBeUndefined();
      expect(ledger.health().join('\n')).toMatch(/database is down.*\nthe spool holds \d+ bytes/);
      store.weather = 'well';
      await isBack();
      expect(await spooled()).toStrictEqual([]);
      expect(await recallOf(ledger, subject)).toMatchObject({
        issuedInEncounter: 50,
        quietUntil: AT + DAY,
      });
      const rows = await ledger.counters(0, Number.MAX_SAFE_INTEGER);
      expect(rows.map(({ outcome, count }) => [outcome, count])).toStrictEqual([
        ['unknown-card', 1],
        ['accepted', 1],
      ]);
      expect(under.reported).toStrictEqual([
        expect.stringContaining('is down'),
        "the ledger's database is back",
      ]);
    },
  );

  it('that takes its backlog back still keeps quiet what was answered; whatever else goes to the spool', async () => {
    const { ledger, store } = under;
    const [answered, unanswered] = [somebody(), somebody()];
    const first = cardFor(answered, { rule: BY_OUTCOME });
    await ledger.issue(first);
    await report(ledger, [accepted(first.uuid, until(AT + DAY))]);
    store.weather = 'read-only';
    // It takes too long: the card is given and spooled, and the database is taken for one that is down.
    expect(await ledger.issue(cardFor(unanswered, { rule: BY_OUTCOME }))).toBeUndefined();
    expect(await ledger.issue(cardFor(answered, { rule: BY_OUTCOME }))).toBeUndefined();
    const isRead = await eventually(
      async () => ((await recallOf(ledger, answered)) === undefined ? undefined : true),
      5000,
    );
    expect(isRead).toBe(true);
    expect(await ledger.issue(cardFor(answered, { rule: BY_OUTCOME }))).toBe('cooldown');
    expect(await ledger.issue(cardFor(unanswered, { rule: BY_OUTCOME }))).toBeUndefined();
    expect(await spooled()).toHaveLength(3);
  });

  it('is let alone for a second: nobody else waits for it', async () => {
    const { ledger, store } = under;
    store.weather = 'hanging';
    await ledger.issue(cardFor(somebody()));
    const { asked } = store;
    const begun = performance.now();
    for (let index = 0; index < 20; index += 1) await ledger.issue(cardFor(somebody()));
    expect(performance.now() - begun).toBeLessThan(800);
    expect(store.asked).toBe(asked);
  });

  it('leaves the rest of what operators ask as it is: a report that fails takes nothing down', async () => {
    const { ledger, store } = under;
    store.weather = 'down';
    expect(await code(ledger.counters(0, AT))).toBe('ledger-unavailable');
    store.weather = 'well';
    expect(ledger.health()).toStrictEqual([]);
  });

  it('that refuses one thing is not down: two operators who crossed switch no cooldown off', async () => {
    const { ledger, store } = under;
    const change = {
      kind: 'set',
      department: 'ed',
      mode: 'off',
      since: AT,
      by: 'Jo',
      reason: 'test',
    } as const;
    store.weather = 'refusing';
    expect(await code(ledger.setOverride(change))).toBe('ledger-unavailable');
    expect(ledger.health()).toStrictEqual([]);
    store.weather = 'down';
    expect(await code(ledger.setOverride(change))).toBe('ledger-unavailable');
    expect(ledger.health()).toHaveLength(1);
  });

  it('keeps counts until they can be written', async () => {
    const { ledger, store } = under;
    const call = {
      hook: 'patient-view',
      department: undefined,
      revision: 'r',
      tier: 0,
      outcome: 'below-threshold',
      ageBand: undefined,
      at: AT,
    } as const;
    store.weather = 'down';
    ledger.count(call);
    expect(await code(ledger.counters(0, AT + 1))).toBe('ledger-unavailable');
    ledger.count(call);
    store.weather = 'well';
    await isBack();
    expect(await ledger.counters(0, AT + 1)).toMatchObject([{ count: 2 }]);
    expect(await ledger.counters(0, AT + 1)).toMatchObject([{ count: 2 }]);
  });

  it('is no reason to turn a token away: this process knows those that it has seen', async () => {
    const { ledger, store } = under;
    store.weather = 'down';
    expect(await ledger.claimToken('i', 'j', AT + HOUR)).toBe('fresh');
    expect(await ledger.claimToken('i', 'j', AT + HOUR)).toBe('replayed');
  });

  it('leaves the overrides that were read last; where none were ever read nobody knows', async () => {
    const { ledger, store } = under;
    store.weather = 'down';
    expect(await code(ledger.overrides())).toBe('ledger-unavailable');
    store.weather = 'well';
    await isBack();
    const override = {
      department: undefined,
      mode: 'suspended',
      since: AT,
      by: 'Jo',
      reason: 'test',
    } as const;
    await ledger.setOverride({ kind: 'set', ...override });
    expect(await ledger.overrides()).toStrictEqual([override]);
    store.weather = 'down';
    expect(await ledger.overrides()).toStrictEqual([override]);
    expect(await code(ledger.setOverride({ kind: 'set', ...override }))).toBe('ledger-unavailable');
    expect(
      await code(ledger.audit({ at: AT, kind: 'gate', by: 'x', department: undefined, detail: '' })),
    ).toBe('ledger-unavailable');
  });

  it('a process that ends leaves its spool to the next one', async () => {
    const { ledger, store } = under;
    const subject = somebody();
    store.weather = 'down';
    await ledger.issue(cardFor(subject));
    // The number of the next process; the first one is alive, and is this one to the second.
    const next = await under.again(process.pid);
    expect(next.health().join()).toMatch(/spool holds/);
    store.weather = 'well';
    await eventually(() => (next.health().length === 0 ? true : undefined), 5000);
    expect(await recallOf(next, subject)).toMatchObject({ issuedInEncounter: 1 });
    expect(await spooled()).toStrictEqual([]);
  });
});

describe('the spool', () => {
  it('is for its owner alone', async () => {
    under = await outboxUnderTest();
    under.store.weather = 'down';
    await under.ledger.issue(cardFor(somebody()));
    const [name = ''] = await readdir(under.folder);
    expect((await stat(join(under.folder, name))).mode & 0o777).toBe(0o600);
  });

  it('is bounded: a card is given and lost, feedback is refused, and operators are told (503 + Retry-After)', async () => {
    const sample = cardFor(somebody());
    under = await outboxUnderTest(1000);
    const { ledger, store } = under;
    store.weather = 'down';
    await ledger.issue(sample);
    const [line = ''] = await spooled();
    expect(line.length).toBeGreaterThan(334);
    await ledger.issue(cardFor(somebody()));
    await ledger.issue(cardFor(somebody()));
    expect(
      await code(
        report(
          ledger,
          Array.from({ length: 5 }, () => accepted(sample.uuid, NONE)),
        ),
      ),
    ).toBe('ledger-unavailable');
    expect(ledger.health().join('\n')).toMatch(
      /card\(s\) were given and not recorded.*\nfeedback was refused 1/,
    );
    store.weather = 'well';
    await eventually(
      () => (ledger.health().some((reason) => /down|holds/.test(reason)) ? undefined : true),
      5000,
    );
    // It has room again; what was lost stays lost, and is still told.
    await report(ledger, [accepted(sample.uuid, NONE)]);
    expect(ledger.health()).toStrictEqual([
      expect.stringMatching(/^\d card\(s\) were given and not recorded/),
    ]);
  });

  it.each([
    ['just enough room', 0, 2],
    ['a byte too little', -1, 1],
  ])('takes a record with %s', async (_, room, lines) => {
    const card = cardFor(somebody());
    under = await outboxUnderTest();
    under.store.weather = 'down';
    await under.ledger.issue(card);
    const [line = ''] = await spooled();
    await under.remove();
    under = await outboxUnderTest(2 * (line.length + 1) + room);
    under.store.weather = 'down';
    await under.ledger.issue(card);
    await under.ledger.issue(card);
    expect(await spooled()).toHaveLength(lines);
  });

  it('leaves out half a line that a kill left, and tells of a damaged one', async () => {
    under = await outboxUnderTest();
    const subject = somebody();
    under.store.weather = 'down';
    await under.ledger.issue(cardFor(subject));
    const [whole = ''] = await spooled();
    const dead = join(under.folder, `999999999-${randomUUID()}.spool`);
    await writeFile(dead, `${whole}\n{"kind":"card","card":1}\nnot json\n${whole.slice(0, 100)}`);
    const next = await under.again(process.pid);
    under.store.weather = 'well';
    // Both ledgers of this process look for what others left.
    const told = await eventually(
      () => [under.ledger, next].flatMap((one) => one.health()).find((reason) => /damaged/.test(reason)),
      5000,
    );
    expect(told).toBe('2 line(s) of the spool were damaged and left out');
    await eventually(
      () => (next.health().some((reason) => /down|holds/.test(reason)) ? undefined : true),
      5000,
    );
    expect(await recallOf(next, subject)).toMatchObject({ issuedInEncounter: 1 });
    expect(await readdir(under.folder)).toStrictEqual([]);
  });

  it('of a process that still runs is left alone', async () => {
    under = await outboxUnderTest();
    // Process 1 is always there, and never this one here.
    const theirs = join(under.folder, `1-${randomUUID()}.spool`);
    await writeFile(theirs, 'theirs\n');
    under.store.weather = 'down';
    await under.ledger.issue(cardFor(somebody()));
    under.store.weather = 'well';
    await isBack();
    expect(await readFile(theirs, 'utf8')).toBe('theirs\n');
  });
});
