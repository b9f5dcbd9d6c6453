import fc from 'fast-check';
import type { HeldBack } from '../../src/decide/hold-back.js';
import type { IssuedCard, Ledger } from '../../src/ledger/ledger.js';
import {
  accepted,
  AT,
  BY_OUTCOME,
  cardFor,
  COUNTED,
  DAY,
  NEVER_HELD,
  overridden,
  recallOf,
  report,
  somebody,
  until,
} from '../support/ledger-cards.js';
import type { OpenLedger } from './behaviour.js';

type Answer = HeldBack | undefined;

function issueAll(ledger: Ledger, cards: readonly IssuedCard[]): Promise<readonly Answer[]> {
  return Promise.all(cards.map((card) => ledger.issue(card)));
}

function given(answers: readonly Answer[]): number {
  return answers.filter((why) => why === undefined).length;
}

/** A card is recorded, or held back by what is remembered: one step (decision 17; ADR 11). */
export function issueBehaviour(open: OpenLedger): void {
  describe('a card that is about to be given', () => {
    it('is held back after an outcome, and then it is not recorded', async () => {
      const { ledger } = open();
      const subject = somebody();
      const first = cardFor(subject, { rule: BY_OUTCOME });
      expect(await ledger.issue(first)).toBeUndefined();
      await report(ledger, [overridden(first.uuid, 'patient-refuses', until(AT + 90 * DAY))], AT);
      const before = await recallOf(ledger, subject);
      expect(await ledger.issue(cardFor(subject, { rule: BY_OUTCOME }))).toBe('cooldown');
      expect(await recallOf(ledger, subject)).toStrictEqual(before);
      expect(before).toMatchObject({ issuedInEncounter: 1 });
    });

    it.each([
      ['a millisecond before the quiet ends it is held back', -1, 'cooldown'],
      ['at its end it is given', 0, undefined],
    ])('%s', async (_, offset, answer) => {
      const { ledger } = open();
      const subject = somebody();
      const first = cardFor(subject, { rule: BY_OUTCOME });
      await ledger.issue(first);
      await report(ledger, [accepted(first.uuid, until(AT + 30 * DAY))], AT);
      const elsewhere = { ...subject, encounterId: 'another' };
      const at = AT + 30 * DAY + offset;
      expect(await ledger.issue(cardFor(elsewhere, { rule: BY_OUTCOME, at }))).toBe(answer);
    });

    it('of a higher tier than what was answered is given', async () => {
      const { ledger } = open();
      const subject = somebody();
      const first = cardFor(subject, { rule: BY_OUTCOME });
      await ledger.issue(first);
      await report(ledger, [overridden(first.uuid, 'patient-refuses', until(AT + 90 * DAY))], AT);
      expect(await ledger.issue(cardFor(subject, { rule: BY_OUTCOME, tier: 3 }))).toBeUndefined();
    });

    it('is given as often as it is due where nobody has answered, and wherever nothing is kept quiet', async () => {
      const { ledger } = open();
      for (const rule of [BY_OUTCOME, NEVER_HELD]) {
        const subject = somebody();
        const cards = Array.from({ length: 5 }, () => cardFor(subject, { rule }));
        expect(given(await issueAll(ledger, cards))).toBe(5);
      }
    });

    it('is given three times in an encounter to a client that tells no outcomes, however many come at once', async () => {
      const { ledger } = open();
      const subject = somebody();
      const cards = Array.from({ length: 8 }, () => cardFor(subject, { rule: COUNTED }));
      const answers = await issueAll(ledger, cards);
      expect(given(answers)).toBe(3);
      expect(answers.filter((why) => why === 'often')).toHaveLength(5);
      expect(await recallOf(ledger, subject)).toMatchObject({ issuedInEncounter: 3 });
      const elsewhere = { ...subject, encounterId: 'another' };
      expect(await ledger.issue(cardFor(elsewhere, { rule: COUNTED }))).toBeUndefined();
    });

    it('never more often, whoever else is asked about on the same turn', async () => {
      const { ledger } = open();
      const calls = fc.array(fc.record({ patient: fc.nat(3), encounter: fc.nat(1), isHigh: fc.boolean() }), {
        maxLength: 30,
      });
      await fc.assert(
        fc.asyncProperty(calls, async (list) => {
          const patients = Array.from({ length: 4 }, () => somebody());
          const cards = list.map(({ patient, encounter, isHigh }) =>
            cardFor(
              { ...(patients[patient] ?? somebody()), encounterId: `e${encounter}` },
              { rule: COUNTED, tier: isHigh ? 3 : 2 },
            ),
          );
          const answers = await issueAll(ledger, cards);
          for (let place = 0; place < 8; place += 1) {
            const here = answers.filter((_, at) => {
              const { patient = 0, encounter = 0 } = list[at] ?? {};
              return patient * 2 + encounter === place;
            });
            const high = list.some(
              ({ patient, encounter, isHigh }) => patient * 2 + encounter === place && isHigh,
            );
            // A card of a higher tier may always come once more; after it, three times are over.
            expect(given(here)).toBeLessThanOrEqual(high ? 4 : 3);
            expect(given(here)).toBeGreaterThanOrEqual(Math.min(3, here.length));
          }
        }),
        { numRuns: 25 },
      );
    });
  });
}
