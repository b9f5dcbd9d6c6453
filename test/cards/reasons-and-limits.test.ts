import { FAMILIES } from '../../src/model/cue.js';
import type { Content } from '../../src/model/content.js';
import type { ReportingRule } from '../../src/model/reporting-rule.js';
import { cardOf, DECISIONS, LANGUAGES, linesOf, named, wordsOf } from '../support/every-decision.js';
import { clientWith, shippedContent, speechIn } from '../support/shipped-content.js';

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

describe.each(LANGUAGES)('reasons, for a client whose detail is folded away, in %s', (language) => {
  let content: Content;
  beforeAll(async () => {
    content = await shippedContent({ language, ...(await clientWith({ disclosure: 'reasons' })) });
  });

  it('fit with the longest three on every card, and change nothing else', () => {
    const { reasons, reasonsLine } = speechIn(content).wording;
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
    const phrases = FAMILIES.map((family) => speechIn(content).wording.reasons[family]);
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
    const site = { language, jurisdiction, ...(await clientWith({ disclosure: 'reasons' })) };
    const usual = await shippedContent({ language });
    for (const reportingTable of [[], [RULE]]) {
      const content = await shippedContent({ ...site, reportingTable });
      const wrong = DECISIONS.filter((decision) => {
        const card = cardOf({ ...decision, families: ['control', 'sexual', 'physical'] }, content);
        const isMinor = decision.wording === 'minor' || decision.wording === 'survivor-minor';
        const said = `- ${speechIn(content).limits?.[isMinor ? 'minor' : 'adult'] ?? 'nothing'}`;
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
