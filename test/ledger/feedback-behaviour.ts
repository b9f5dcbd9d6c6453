import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Outcome } from '../../src/ledger/ledger.js';
import {
  accepted,
  AT,
  AT_HOUR,
  cardFor,
  DAY,
  ENCOUNTER,
  HOUR,
  MINUTE,
  NONE,
  overridden,
  recallOf,
  report,
  somebody,
  until,
} from '../support/ledger-cards.js';
import type { OpenLedger } from './behaviour.js';

interface Choice {
  readonly outcome: 'accepted' | 'overridden';
  readonly reason: string | undefined;
  readonly minutes: number;
}

const CLIENT_TIME = Date.parse('2031-01-01T00:00:00Z');
let revisions = 0;

/** A revision of its own, to tell the counts of one test from another's. */
function freshRevision(): string {
  revisions += 1;
  return `rev-${revisions}`;
}

/** What is done with feedback (CDS Hooks 2.0.1, Feedback; cds-hooks.md 1.11). */
export function feedbackBehaviour(open: OpenLedger): void {
  const countsOf = async (revision: string): Promise<readonly object[]> =>
    (await open().ledger.counters(0, Number.MAX_SAFE_INTEGER))
      .filter((row) => row.revision === revision)
      .map(({ hour, outcome, count }) => ({ hour, outcome, count }));
  const unknown = async (): Promise<number> =>
    (await open().ledger.counters(0, Number.MAX_SAFE_INTEGER))
      .filter(({ outcome }) => outcome === 'unknown-card')
      .reduce((sum, { count }) => sum + count, 0);

  describe('feedback', () => {
    it('counts a card once under its outcome, with what is known of the card, in the hour of the outcome [58]', async () => {
      const { ledger } = open();
      const revision = freshRevision();
      const card = cardFor(somebody(), { revision, tier: 3, department: undefined });
      await ledger.issue(card);
      await report(ledger, [accepted(card.uuid, NONE, 50)]);
      await report(ledger, [accepted(card.uuid, NONE, 50)]);
      const rows = await ledger.counters(AT_HOUR + HOUR, AT_HOUR + 2 * HOUR);
      expect(rows.filter((row) => row.revision === revision)).toStrictEqual([
        {
          hour: AT_HOUR + HOUR,
          hook: 'patient-view',
          department: undefined,
          revision,
          tier: 3,
          outcome: 'accepted',
          count: 1,
        },
      ]);
      expect(await countsOf(revision)).toHaveLength(1);
    });

    it('takes an accept after an override: the later report holds, whichever comes in first [58]', async () => {
      const { ledger } = open();
      for (const isTurned of [false, true]) {
        const revision = freshRevision();
        const subject = somebody();
        const card = cardFor(subject, { revision });
        await ledger.issue(card);
        const reports = [
          overridden(card.uuid, 'limited-time', NONE, 1),
          accepted(card.uuid, until(AT + DAY), 2),
        ];
        for (const one of isTurned ? reports.toReversed() : reports) await report(ledger, [one]);
        expect(await countsOf(revision)).toStrictEqual([{ hour: AT_HOUR, outcome: 'accepted', count: 1 }]);
        expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + DAY });
      }
    });

    it('a later report from which nothing follows ends the quiet of an earlier one', async () => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await ledger.issue(card);
      await report(ledger, [accepted(card.uuid, until(AT + DAY, true), 1)]);
      await report(ledger, [overridden(card.uuid, 'limited-time', NONE, 2)]);
      expect(await recallOf(ledger, subject)).toMatchObject({
        quietUntil: undefined,
        quietInEncounter: false,
      });
    });

    it('comes to the same in every order, split and repeated in every way', async () => {
      const { ledger } = open();
      const choice: fc.Arbitrary<Choice> = fc.record({
        outcome: fc.constantFrom('accepted' as const, 'overridden' as const),
        reason: fc.constantFrom(undefined, 'patient-refuses', 'limited-time', 'a reason of their own'),
        minutes: fc.integer({ min: 0, max: 3 }),
      });
      const make = (card: string, { outcome, reason, minutes }: Choice): Outcome =>
        outcome === 'accepted'
          ? accepted(card, until(AT + DAY + minutes * MINUTE, true), minutes)
          : overridden(card, reason, reason === 'patient-refuses' ? ENCOUNTER : NONE, minutes);
      const property = fc.asyncProperty(
        fc.array(choice, { minLength: 1, maxLength: 6 }).chain((choices) =>
          fc.record({
            choices: fc.constant(choices),
            turned: fc.shuffledSubarray([...choices.keys(), ...choices.keys()], {
              minLength: 2 * choices.length,
            }),
          }),
        ),
        async ({ choices, turned }) => {
          const subjects = [somebody(), somebody()];
          const cards = subjects.map((subject) => cardFor(subject, { revision: freshRevision() }));
          for (const card of cards) await ledger.issue(card);
          const [one = cardFor(somebody()), other = cardFor(somebody())] = cards;
          await report(
            ledger,
            choices.map((each) => make(one.uuid, each)),
          );
          for (const index of turned) {
            const each = choices[index];
            if (each !== undefined) await report(ledger, [make(other.uuid, each)]);
          }
          const [first = somebody(), second = somebody()] = subjects;
          expect(await recallOf(ledger, second)).toStrictEqual(await recallOf(ledger, first));
          expect(await countsOf(other.revision)).toStrictEqual(await countsOf(one.revision));
        },
      );
      await fc.assert(property, { numRuns: 40 });
    });

    it.each([
      ['names no time', undefined],
      ['names a local time', '2026-03-10T15:25:00'],
      ['names no moment', 'yesterday'],
      ['names a time to come', new Date(CLIENT_TIME).toISOString()],
    ])('a report that %s happened when it came in', async (_, time) => {
      const { ledger } = open();
      const revision = freshRevision();
      const subject = somebody({ encounterId: undefined });
      const card = cardFor(subject, { revision });
      await ledger.issue(card);
      const { item } = accepted(card.uuid, ENCOUNTER);
      await report(ledger, [{ item: { ...item, at: time }, quiet: ENCOUNTER }], AT + 2 * HOUR);
      expect(await countsOf(revision)).toStrictEqual([
        { hour: AT_HOUR + 2 * HOUR, outcome: 'accepted', count: 1 },
      ]);
      expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + 2 * HOUR + DAY });
    });

    it.each([
      ['five minutes, as clocks differ', 5 * MINUTE, 5 * MINUTE],
      ['more', 5 * MINUTE + 1000, 0],
    ])(
      'a report whose time is ahead by %s, is of that time or of when it came in',
      async (_, ahead, late) => {
        const { ledger } = open();
        const subject = somebody({ encounterId: undefined });
        const card = cardFor(subject);
        await ledger.issue(card);
        await report(ledger, [accepted(card.uuid, ENCOUNTER, ahead / MINUTE)], AT);
        expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + late + DAY });
      },
    );

    it('is the later one of two whose clock is ahead, in either order [58]', async () => {
      const { ledger } = open();
      for (const turn of [0, 1]) {
        const subject = somebody();
        const card = cardFor(subject);
        await ledger.issue(card);
        const both = [
          accepted(card.uuid, until(AT + DAY), 20 / 60),
          overridden(card.uuid, 'patient-refuses', until(AT + 90 * DAY), 30 / 60),
        ];
        for (const one of turn === 0 ? both : both.toReversed()) await report(ledger, [one], AT);
        expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + 90 * DAY });
      }
    });

    it('answered again and again keeps the marks for 97 days after the card, and no longer', async () => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await ledger.issue(card);
      for (const day of [6, 90, 96])
        await report(
          ledger,
          [
            overridden(
              card.uuid,
              'patient-refuses',
              until(AT + (day + 90) * DAY, true),
              (day * DAY) / MINUTE,
            ),
          ],
          AT + day * DAY,
        );
      const last = AT_HOUR + 97 * DAY;
      expect(await recallOf(ledger, subject, last - 1)).toMatchObject({ quietUntil: last });
      expect(await recallOf(ledger, subject, last)).toMatchObject({ quietUntil: undefined });
    });

    it('without a time, sent again, is the same report [58]', async () => {
      const { ledger } = open();
      const revision = freshRevision();
      const card = cardFor(somebody(), { revision });
      await ledger.issue(card);
      await report(ledger, [accepted(card.uuid, NONE, 'never')], AT + HOUR);
      await report(ledger, [accepted(card.uuid, NONE, 'never')], AT + 3 * HOUR);
      expect(await countsOf(revision)).toStrictEqual([
        { hour: AT_HOUR + HOUR, outcome: 'accepted', count: 1 },
      ]);
    });

    it('takes two cards, and the same card twice, in one call [58]', async () => {
      const { ledger } = open();
      const revision = freshRevision();
      const cards = [cardFor(somebody(), { revision }), cardFor(somebody(), { revision })];
      for (const card of cards) await ledger.issue(card);
      const [one = '', other = ''] = cards.map(({ uuid }) => uuid);
      await report(ledger, [
        accepted(one, NONE),
        overridden(other, 'limited-time', NONE),
        accepted(one, NONE),
        accepted(one.toUpperCase(), NONE),
      ]);
      const counts = await countsOf(revision);
      expect(counts).toHaveLength(2);
      expect(counts).toContainEqual({ hour: AT_HOUR, outcome: 'accepted', count: 1 });
      expect(counts).toContainEqual({ hour: AT_HOUR, outcome: 'overridden', count: 1 });
    });

    it('with a time before its card keeps quiet from the card on, not from a time that is over', async () => {
      const { ledger } = open();
      const [early, exact] = [somebody(), somebody()];
      const [one, two] = [cardFor(early), cardFor(exact)];
      await ledger.issue(one);
      await ledger.issue(two);
      const year = 365 * DAY;
      const quiet = until(AT_HOUR - year + 4 * HOUR);
      await report(ledger, [overridden(one.uuid, undefined, quiet, (AT_HOUR - AT - year) / MINUTE)]);
      await report(ledger, [
        overridden(two.uuid, undefined, until(AT_HOUR + 4 * HOUR), (AT_HOUR - AT) / MINUTE),
      ]);
      expect(await recallOf(ledger, early)).toMatchObject({ quietUntil: AT_HOUR + 4 * HOUR });
      expect(await recallOf(ledger, exact)).toMatchObject({ quietUntil: AT_HOUR + 4 * HOUR });
      expect(await recallOf(ledger, early, AT_HOUR + 4 * HOUR)).toMatchObject({ quietUntil: undefined });
    });

    it('on a card whose marks are gone is counted, and keeps nothing quiet', async () => {
      const { ledger } = open();
      const revision = freshRevision();
      const subject = somebody();
      const card = cardFor(subject, { revision, at: AT - 20 * DAY });
      await ledger.issue(card);
      await report(ledger, [accepted(card.uuid, until(AT + 30 * DAY))]);
      expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: undefined });
      expect(await countsOf(revision)).toHaveLength(1);
    });
  });

  describe('feedback on a card that is not known [59]', () => {
    it.each([
      ['with an id that is none of ours', '1234|5678', 2],
      ['with an id like ours, once however often it is sent', randomUUID(), 1],
    ])('is taken and counted: %s', async (_, card, more) => {
      const before = await unknown();
      await report(open().ledger, [accepted(card, NONE)]);
      await report(open().ledger, [accepted(card, NONE)]);
      expect((await unknown()) - before).toBe(more);
    });

    it('holds when the card comes in after it, from a spool', async () => {
      const { ledger } = open();
      const revision = freshRevision();
      const subject = somebody();
      const card = cardFor(subject, { revision });
      await report(ledger, [overridden(card.uuid, 'limited-time', NONE, 1)]);
      await report(ledger, [accepted(card.uuid, until(AT + DAY), 2)]);
      await ledger.issue(card);
      expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + DAY });
      expect(await countsOf(revision)).toStrictEqual([{ hour: AT_HOUR, outcome: 'accepted', count: 1 }]);
    });

    it('a card of another client is not known to this one, before and after it is issued', async () => {
      const { ledger } = open();
      const revision = freshRevision();
      const subject = somebody();
      const [early, late] = [cardFor(subject, { revision }), cardFor(subject, { revision })];
      await ledger.issue(early);
      const before = await unknown();
      for (const { uuid } of [early, late])
        await ledger.recordFeedback('s', 'another', [accepted(uuid, until(AT + DAY))], AT + DAY);
      await ledger.issue(late);
      expect((await unknown()) - before).toBe(2);
      expect(await countsOf(revision)).toStrictEqual([]);
      expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: undefined });
    });
  });
}
