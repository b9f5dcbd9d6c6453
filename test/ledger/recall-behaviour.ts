import { randomUUID } from 'node:crypto';
import { MOST_REMEMBERED } from '../../src/ledger/keep-times.js';
import { subjectSealer } from '../../src/ledger/seal-subject.js';
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
  siteKey,
  somebody,
  until,
} from '../support/ledger-cards.js';
import type { OpenLedger } from './behaviour.js';

const NOTHING = {
  quietUntil: undefined,
  quietInEncounter: false,
  issuedInEncounter: 0,
  tier: 0,
  answeredTier: 0,
};

/** What is recalled of a patient and topic (issue 4, sections 2 and 3). */
export function recallBehaviour(open: OpenLedger): void {
  describe('a card that nobody has answered', () => {
    it('leaves a patient of whom nothing is known as they are', async () => {
      expect(await recallOf(open().ledger, somebody())).toStrictEqual(NOTHING);
    });

    it('is counted in its encounter and keeps nothing quiet: the nurse still sees what the registrar scrolled past', async () => {
      const { ledger } = open();
      const subject = somebody();
      await ledger.issue(cardFor(subject));
      await ledger.issue(cardFor(subject, { tier: 3 }));
      expect(await recallOf(ledger, subject)).toStrictEqual({ ...NOTHING, issuedInEncounter: 2, tier: 3 });
    });

    it('counts once, however often it is given to the ledger', async () => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await Promise.all([ledger.issue(card), ledger.issue(card), ledger.issue({ ...card, tier: 3 })]);
      expect(await recallOf(ledger, subject)).toMatchObject({ issuedInEncounter: 1, tier: 2 });
    });

    it.each([
      ['patient', { patientId: randomUUID() }, 0],
      ['realm with equal ids', { realm: 'other' }, 0],
      ['encounter', { encounterId: 'e2' }, 0],
      ['encounter that is not named', { encounterId: undefined }, 0],
      ['name, as it stands', {}, 1],
    ])('is nothing to another %s', async (_, more, count) => {
      const { ledger } = open();
      const subject = somebody();
      await ledger.issue(cardFor(subject));
      expect(await recallOf(ledger, { ...subject, ...more })).toMatchObject({ issuedInEncounter: count });
    });

    it('is remembered with the newest of its patient, so that no client can make the others wait by one patient', async () => {
      const { ledger } = open();
      const subject = somebody();
      await ledger.issue(cardFor(subject, { tier: 3, at: AT - HOUR }));
      for (let count = 0; count < MOST_REMEMBERED; count += 1) await ledger.issue(cardFor(subject));
      expect(await recallOf(ledger, subject)).toMatchObject({ issuedInEncounter: MOST_REMEMBERED, tier: 2 });
    });

    it('is nothing to another topic', async () => {
      const { ledger } = open();
      const subject = somebody();
      await ledger.issue(cardFor(subject, { topic: 'continuity1' }));
      expect(await recallOf(ledger, subject)).toStrictEqual(NOTHING);
    });

    it.each([
      ['just before', -1, 1],
      ['seven days after the hour of the card', 0, 0],
    ])('is known %s: %i ms, and then no more', async (_, offset, count) => {
      const { ledger } = open();
      const subject = somebody();
      await ledger.issue(cardFor(subject));
      const at = AT_HOUR + 7 * DAY + offset;
      expect(await recallOf(ledger, subject, at)).toMatchObject({ issuedInEncounter: count });
    });
  });

  describe('a call without encounter means the 24 hours before it (decision 6)', () => {
    it.each([
      ['within', -1, 1],
      ['at the end of', 0, 0],
    ])('a card %s 24 hours of its hour', async (_, offset, count) => {
      const { ledger } = open();
      const subject = somebody({ encounterId: undefined });
      await ledger.issue(cardFor(subject));
      expect(await recallOf(ledger, subject, AT_HOUR + DAY + offset)).toMatchObject({
        issuedInEncounter: count,
      });
    });

    it('an outcome that is for the encounter keeps the patient quiet for 24 hours', async () => {
      const { ledger } = open();
      const subject = somebody({ encounterId: undefined });
      const card = cardFor(subject);
      await ledger.issue(card);
      await report(ledger, [overridden(card.uuid, 'cds-not-applicable', ENCOUNTER)]);
      const end = AT + 5 * MINUTE + DAY;
      expect(await recallOf(ledger, subject, end - 1)).toMatchObject({ quietUntil: end });
      expect(await recallOf(ledger, subject, end)).toMatchObject({ quietUntil: undefined });
    });
  });

  describe('a card with an outcome (decision 17)', () => {
    it.each([
      ['quiet until a moment', until(AT + 30 * DAY), -1, AT + 30 * DAY],
      ['not from that moment on', until(AT + 30 * DAY), 0, undefined],
      ['not quiet for an outcome from which nothing follows', NONE, -1, undefined],
    ])('is %s', async (_, quiet, offset, quietUntil) => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await ledger.issue(card);
      await report(ledger, [accepted(card.uuid, quiet)]);
      const elsewhere = { ...subject, encounterId: 'another' };
      expect(await recallOf(ledger, elsewhere, AT + 30 * DAY + offset)).toMatchObject({ quietUntil });
    });

    it.each([
      ['its encounter', ENCOUNTER, 'e1', true, undefined],
      ['no other encounter', ENCOUNTER, 'e2', false, undefined],
      ['its encounter too', until(AT + DAY, true), 'e1', true, AT + DAY],
      ['other encounters too', until(AT + DAY, true), 'e2', false, AT + DAY],
      ['its encounter for no longer', until(AT + DAY), 'e1', false, AT + DAY],
    ])('keeps %s quiet', async (_, quiet, encounterId, quietInEncounter, quietUntil) => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await ledger.issue(card);
      await report(ledger, [overridden(card.uuid, 'patient-refuses', quiet)]);
      const recall = await recallOf(ledger, { ...subject, encounterId }, AT + HOUR);
      expect(recall).toMatchObject({ quietInEncounter, quietUntil });
    });

    it.each([
      ['stays quiet', -1, true],
      ['is heard of again', 0, false],
    ])('an encounter that does not end %s after 90 days', async (_, offset, quietInEncounter) => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await ledger.issue(card);
      await report(ledger, [accepted(card.uuid, ENCOUNTER)]);
      const at = AT + 5 * MINUTE + 90 * DAY + offset;
      expect(await recallOf(ledger, subject, at)).toMatchObject({ quietInEncounter });
    });

    it('still counts as issued in its encounter', async () => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await ledger.issue(card);
      await report(ledger, [overridden(card.uuid, 'limited-time', NONE)]);
      expect(await recallOf(ledger, subject)).toMatchObject({ issuedInEncounter: 1, tier: 2 });
    });

    it('tells the tier that was answered from one that nobody has answered: new evidence may speak again', async () => {
      const { ledger } = open();
      const subject = somebody();
      const card = cardFor(subject);
      await ledger.issue(card);
      await report(ledger, [overridden(card.uuid, 'patient-refuses', until(AT + 90 * DAY))]);
      await ledger.issue(cardFor(subject, { tier: 3 }));
      const elsewhere = { ...subject, encounterId: 'another' };
      expect(await recallOf(ledger, subject)).toMatchObject({ tier: 3, answeredTier: 2 });
      expect(await recallOf(ledger, elsewhere)).toMatchObject({ tier: 2, answeredTier: 2 });
    });

    it('of two that keep it quiet the longer holds', async () => {
      const { ledger } = open();
      const subject = somebody();
      const cards = [cardFor(subject), cardFor(subject)];
      for (const card of cards) await ledger.issue(card);
      const ends = [AT + 9 * DAY, AT + 4 * DAY];
      for (const [index, end] of ends.entries())
        await report(ledger, [accepted(cards[index]?.uuid ?? '', until(end))]);
      expect(await recallOf(ledger, subject)).toMatchObject({ quietUntil: AT + 9 * DAY });
    });
  });

  describe('keys that are changed (issue 4, section 3: without losing running cooldowns)', () => {
    it('a cooldown by the former key holds while that key is in use, and a new card is by the new key', async () => {
      const { ledger } = open();
      const subject = somebody();
      const [former, current] = [siteKey('former'), siteKey('current')];
      const before = subjectSealer([former]);
      const during = subjectSealer([current, former]);
      const after = subjectSealer([current]);
      const card = cardFor(subject, { sealSubject: before });
      await ledger.issue(card);
      await report(ledger, [accepted(card.uuid, until(AT + 30 * DAY, true))]);
      const known = { quietUntil: AT + 30 * DAY, quietInEncounter: true };
      expect(await recallOf(ledger, subject, AT, during)).toMatchObject(known);
      expect(await recallOf(ledger, subject, AT, after)).toStrictEqual(NOTHING);
      await ledger.issue(cardFor(subject, { sealSubject: during }));
      expect(await recallOf(ledger, subject, AT, during)).toMatchObject({ ...known, issuedInEncounter: 2 });
      expect(await recallOf(ledger, subject, AT, after)).toMatchObject({ issuedInEncounter: 1 });
    });
  });
}
