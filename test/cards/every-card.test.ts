import { composeCards } from '../../src/cards/compose-cards.js';
import { APPROACHES } from '../../src/model/approach.js';
import { PATHWAYS } from '../../src/model/assessment.js';
import { CIRCUMSTANCES } from '../../src/model/circumstance.js';
import { FAMILIES } from '../../src/model/cue.js';
import type { Content } from '../../src/model/content.js';
import { AUDIENCES } from '../../src/model/decision.js';
import type { Decision } from '../../src/model/decision.js';
import type { ReportingRule } from '../../src/model/reporting-rule.js';
import type { Site } from '../../src/model/site.js';
import type { Card } from '../../src/protocol/cds-card.js';
import { shippedContent } from '../support/shipped-content.js';

type Show = Decision & { readonly kind: 'show' };

/** Every decision that shows a card. */
const DECISIONS: readonly Show[] = PATHWAYS.flatMap((pathway) =>
  AUDIENCES.flatMap((wording) =>
    APPROACHES.flatMap((approach) =>
      [undefined, ...CIRCUMSTANCES].flatMap((circumstance) =>
        [false, true].flatMap((remote) =>
          [false, true].map((interpreter): Show => ({
            kind: 'show',
            pathway,
            wording,
            indicator: 'info',
            interpreter,
            remote,
            approach,
            circumstance,
            families: [],
          })),
        ),
      ),
    ),
  ),
);

function cardOf(decision: Show, content: Content): Card {
  const subject = { patientId: 'p', encounterId: 'e' };
  const [card, ...others] = composeCards(decision, subject, content, content.site.client, () => 'uuid');
  if (card === undefined || others.length > 0) throw new Error(`no card: ${JSON.stringify(decision)}`);
  return card;
}

const linesOf = ({ detail }: Card): readonly string[] =>
  detail.split('\n').filter((line) => line.startsWith('- '));
/** Counted here on its own: runs between spaces that hold a letter or a digit. */
const wordsOf = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const ordersOf = ({ suggestions }: Card): readonly string[] =>
  (suggestions ?? []).map(({ actions }) => actions[0]?.resource.code.text ?? '');
const named = (decision: Show): string =>
  [
    decision.pathway,
    decision.wording,
    decision.approach,
    decision.circumstance,
    decision.remote,
    decision.interpreter,
  ].join(' ');

/** Every decision that breaks a rule, by name. */
function breaking(content: Content, isWrong: (card: Card, decision: Show) => boolean): readonly string[] {
  return DECISIONS.filter((decision) => isWrong(cardOf(decision, content), decision)).map(named);
}

const LANGUAGES = ['en', 'fr', 'es'] as const;
const JURISDICTIONS = ['us', 'canada', 'quebec', 'uk'] as const;
/** A rule for every age, as a site writes it. */
const RULE: ReportingRule = {
  region: 'R',
  ageBand: 'any',
  kind: 'any',
  trigger: 'T',
  recipient: 'R',
  timeLimit: 'now',
  citation: 'C',
  verifiedOn: '2026-11-01',
};
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
      const [before = ''] = content.wording.reasonsLine.split('{reasons}');
      expect(before.length).toBeGreaterThan(4);
      expect(breaking(content, ({ summary, detail }) => (summary + detail).includes(before))).toEqual([]);
    });
    it('begins with the interpreter where one is recorded as needed, suggestion first, and never else', () => {
      const { interpreterFirst, orders } = content.wording;
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
      const { orders } = content.wording;
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

describe.each(LANGUAGES)('reasons, for a client whose detail is folded away, in %s', (language) => {
  let content: Content;
  beforeAll(async () => {
    const { client } = (await shippedContent()).site;
    content = await shippedContent({ language, client: { ...client, disclosure: 'reasons' } });
  });

  it('fit with the longest three on every card, and change nothing else', () => {
    const { reasons, reasonsLine } = content.wording;
    const longest = FAMILIES.toSorted((one, other) => wordsOf(reasons[other]) - wordsOf(reasons[one])).slice(
      0,
      3,
    );
    const said = reasonsLine.replace('{reasons}', longest.map((family) => reasons[family]).join('; '));
    const wrong = DECISIONS.filter((decision) => {
      const { detail, ...card } = cardOf({ ...decision, families: longest }, content);
      const { detail: plain, ...same } = cardOf(decision, content);
      return (
        wordsOf(detail) > 80 ||
        detail !== `${plain}\n\n${said}` ||
        JSON.stringify(card) !== JSON.stringify(same)
      );
    });
    expect(wrong.map(named)).toEqual([]);
  });
  it('are one phrase for each family, unlike the name that the family has among us', () => {
    const phrases = FAMILIES.map((family) => content.wording.reasons[family]);
    expect(new Set(phrases).size).toBe(FAMILIES.length);
    const naming = /control|lab|sex|violen|mental|social|document|utili[sz]|physi|f[ií]sic/i;
    expect(phrases.filter((phrase) => naming.test(phrase))).toEqual([]);
    expect(phrases.filter((phrase) => /["“”«»{}?]/.test(phrase))).toEqual([]);
  });
});

describe.each(
  LANGUAGES.flatMap((language) => JURISDICTIONS.map((jurisdiction) => [language, jurisdiction] as const)),
)('every card in %s, in the jurisdiction %s', (language, jurisdiction) => {
  it('keeps its limits, with and without rules of the site, and says its sentence where the limits stood', async () => {
    const { client } = (await shippedContent()).site;
    const site = { language, jurisdiction, client: { ...client, disclosure: 'reasons' as const } };
    const usual = await shippedContent({ language });
    for (const reportingTable of [[], [RULE]]) {
      const content = await shippedContent({ ...site, reportingTable });
      const wrong = DECISIONS.filter((decision) => {
        const card = cardOf({ ...decision, families: ['control', 'sexual', 'physical'] }, content);
        const isMinor = decision.wording === 'minor' || decision.wording === 'survivor-minor';
        const said = `- ${content.limits?.[isMinor ? 'minor' : 'adult'] ?? 'nothing'}`;
        const [lines, before] = [linesOf(card), linesOf(cardOf(decision, usual))];
        const hasLimits =
          decision.pathway === 'child-protection' || decision.circumstance !== 'time-alone-not-possible';
        const places = lines.flatMap((line, at) => (line === before[at] && line !== said ? [] : [line]));
        return (
          wordsOf(card.detail) > 80 ||
          lines.length !== before.length ||
          places.join('\n') !== (hasLimits ? said : '')
        );
      });
      expect(wrong.map(named)).toEqual([]);
    }
  });
});
