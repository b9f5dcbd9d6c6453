import type { Content } from '../../src/model/content.js';
import type { Site } from '../../src/model/site.js';
import type { Card } from '../../src/protocol/cds-card.js';
import {
  cardOf,
  DECISIONS,
  LANGUAGES,
  linesOf,
  named,
  ordersOf,
  wordsOf,
} from '../support/every-decision.js';
import type { Show } from '../support/every-decision.js';
import { shippedContent, speechIn } from '../support/shipped-content.js';

/** Every decision that breaks a rule, by name. */
function breaking(content: Content, isWrong: (card: Card, decision: Show) => boolean): readonly string[] {
  return DECISIONS.filter((decision) => isWrong(cardOf(decision, content), decision)).map(named);
}

const CONTACT = 'Social work on call, extension 4410';
const SITES: readonly (readonly [string, Partial<Site>])[] = [
  ['a support line, time alone routine', { supportLine: 'us-national', timeAloneIsRoutine: true }],
  ['a local contact', { supportLine: undefined, localContact: CONTACT, timeAloneIsRoutine: false }],
  ['both', { supportLine: 'us-national', localContact: CONTACT }],
];

describe.each(LANGUAGES.flatMap((language) => SITES.map(([name, site]) => [language, name, site] as const)))(
  'every card of every kind, audience, approach and circumstance in %s, with %s',
  (language, _name, site) => {
    let content: Content;
    beforeAll(async () => {
      content = await shippedContent({ ...site, language });
    });

    it('is within its limits: summary under 140, five bullets, 80 words (decisions 21, 23)', () => {
      expect(DECISIONS).toHaveLength(4 * 4 * 3 * 3 * 2 * 2);
      expect(breaking(content, ({ summary }) => summary.length < 20 || summary.length > 139)).toEqual([]);
      expect(breaking(content, (card) => linesOf(card).length < 3 || linesOf(card).length > 5)).toEqual([]);
      expect(breaking(content, ({ detail }) => wordsOf(detail) > 80)).toEqual([]);
    });
    it('says nothing of why it is there', () => {
      const [before = ''] = speechIn(content).wording.reasonsLine.split('{reasons}');
      expect(before.length).toBeGreaterThan(4);
      expect(breaking(content, ({ summary, detail }) => (summary + detail).includes(before))).toEqual([]);
    });
    it('begins with the interpreter where one is recorded as needed, suggestion first, and never else', () => {
      const { interpreterFirst, orders } = speechIn(content).wording;
      const isFirst = (card: Card): boolean =>
        linesOf(card)[0] === `- ${interpreterFirst}` && ordersOf(card)[0] === orders.interpreter.name;
      const isThere = (card: Card): boolean =>
        card.detail.includes(interpreterFirst) || ordersOf(card).includes(orders.interpreter.name);
      expect(
        breaking(content, (card, { interpreter }) => (interpreter ? !isFirst(card) : isThere(card))),
      ).toEqual([]);
    });
    it('asks nothing of everyone, nothing in company, and nothing of someone whose history is known (decisions 14, 15)', () => {
      const asksNothing = ({ pathway, approach, circumstance }: Show): boolean =>
        pathway === 'continuity' ||
        (pathway !== 'child-protection' &&
          (approach === 'universal-education' || circumstance === 'time-alone-not-possible'));
      expect(
        breaking(
          content,
          ({ summary, detail }, decision) => asksNothing(decision) && /\?/.test(summary + detail),
        ),
      ).toEqual([]);
    });
    it('rooms nobody alone where it was not possible, or at a distance, and plans the next visit instead', () => {
      const { orders } = speechIn(content).wording;
      expect(
        breaking(
          content,
          (card, { remote, circumstance }) =>
            (remote || circumstance === 'time-alone-not-possible') &&
            ordersOf(card).includes(orders['private-rooming'].name),
        ),
      ).toEqual([]);
      expect(
        breaking(
          content,
          (card, { pathway, circumstance }) =>
            pathway !== 'child-protection' &&
            circumstance === 'time-alone-not-possible' &&
            !ordersOf(card).includes(orders['follow-up'].name),
        ),
      ).toEqual([]);
    });
    it('says something else for each approach and circumstance that has a place on it', () => {
      const usual = { approach: 'conversation', circumstance: undefined } as const;
      const isOther = (decision: Show, base: Show): boolean => {
        const [one, other] = [cardOf(decision, content), cardOf(base, content)];
        return one.summary + one.detail !== other.summary + other.detail;
      };
      const hasPlace = ({ pathway, wording, approach, circumstance, remote }: Show): boolean => {
        if (pathway === 'child-protection') return false;
        if (circumstance === 'time-alone-not-possible') return true;
        if (circumstance === 'time-alone-declined') return pathway !== 'continuity' || !remote;
        if (pathway === 'continuity' || approach === 'conversation') return false;
        const isSurvivor = wording.startsWith('survivor') && pathway === 'private-conversation';
        return approach === 'universal-education' || !isSurvivor;
      };
      const wrong = DECISIONS.filter(
        (decision) => isOther(decision, { ...decision, ...usual }) !== hasPlace(decision),
      );
      expect(wrong.map(named)).toEqual([]);
    });
  },
);
