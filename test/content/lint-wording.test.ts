import { formatFinding } from '../../src/content/lint-finding.js';
import { lintWith } from '../support/lint-with.js';
import { clientWith, compileTexts, demoSite, shippedTexts } from '../support/shipped-content.js';

const PC = 'private-conversation';
const CUES = `${PC}/cues/social.yaml`;
const WORDS = `${PC}/cards/en.yaml`;

describe('haven lint: every card that can be composed, in every language', () => {
  it.each([
    [
      'bullets of one approach only',
      WORDS,
      (text: string) => text.replace('        without: [share]\n', ''),
      /bullets {2}6 steps \(at most 5\) \(structured-screen, usual\)/,
    ],
    [
      'a question to everyone',
      WORDS,
      (text: string) => text.replace('**Share:** what everyone gets, and why.', 'What would help?'),
      /no-question {2}asks something \(universal-education, usual\)/,
    ],
    [
      'a question in company',
      WORDS,
      (text: string) =>
        text.replace('without: [remote, limits, ask, share]', 'without: [remote, limits, share]'),
      /no-question {2}asks something \(conversation, time-alone-not-possible\)/,
    ],
    [
      'a new interview',
      'continuity-of-care/cards/en.yaml',
      (text: string) => text.replace('        respond:', '        ask:'),
      /continuity-of-care\/cards\/en\.yaml:\d+:\d+ {2}no-question/,
    ],
    [
      'a card without words for a circumstance',
      'continuity-of-care/cards/en.yaml',
      (text: string) =>
        text.replace(
          '      time-alone-declined:\n        steps:\n          privacy: "**Privacy:** say once that time alone stays on offer."\n',
          '',
        ),
      /variants {2}"time-alone-declined" is missing/,
    ],
    [
      'a form for someone whose history is known',
      WORDS,
      (text: string) =>
        text.replace(
          'about what would help now. Open details in private.\n',
          'about what would help now. Open details in private.\n      structured-screen: { summary: The form }\n',
        ),
      /variants {2}"structured-screen" has no place here/,
    ],
    [
      'a placeholder that is gone',
      WORDS,
      (text: string) => text.replace('{number}, {hours}', '{number}'),
      /placeholder {2}\{hours\} is missing/,
    ],
    [
      'a key that one language lacks',
      `${PC}/cards/fr.yaml`,
      (text: string) => text.replace(/ {6}routineSummary: .*\n/, ''),
      /cards\/fr\.yaml:\d+:\d+ {2}language-keys {2}cards\.time-alone\.any\.routineSummary is missing \(it stands in en, es\)/,
    ],
    [
      'a key that only one language has',
      'continuity-of-care/cards/es.yaml',
      (text: string) => text.replace('        privacy:', '        share: "Algo más"\n        privacy:'),
      /continuity-of-care\/cards\/fr\.yaml:\d+:\d+ {2}language-keys {2}cards\.continuity\.any\.steps\.share is missing \(it stands in es\)/,
    ],
    [
      'a step that only one language leaves out',
      `${PC}/cards/es.yaml`,
      (text: string) => text.replace('without: [share]', 'without: [share, respond]'),
      /language-keys {2}cards\.time-alone\.any\.structured-screen\.without\.respond is missing/,
    ],
    [
      'a reason to override that one language lacks',
      `${PC}/cards/es.yaml`,
      (text: string) => text.replace(/ {2}- \{ code: limited-time.*\n/, ''),
      /cards\/es\.yaml:\d+:\d+ {2}language-keys {2}overrideReasons\.limited-time\.code is missing/,
    ],
    [
      'a placeholder that one language lacks',
      `${PC}/cards/fr.yaml`,
      (text: string) => text.replace('Contact local : {contact}', 'Contact local'),
      /cards\/fr\.yaml:\d+:\d+ {2}placeholder {2}\{contact\} is missing/,
    ],
    [
      'a forbidden word in French, accents folded',
      `${PC}/cards/fr.yaml`,
      (text: string) => text.replace('Sans objet pour', 'Sévices possibles pour'),
      /forbidden-word {2}"sevice…"/,
    ],
    [
      'a forbidden word in Spanish, accents folded',
      `${PC}/cards/es.yaml`,
      (text: string) => text.replace('Ahora no hay tiempo', 'Posible víctima'),
      /forbidden-word {2}"victim…"/,
    ],
    [
      'a support line without hours',
      'directory/us.yaml',
      (text: string) => text.replace('kind: always', 'kind: other, description: by day'),
      /supportLine: "us-national" has no hours/,
    ],
    [
      'a language of another name',
      WORDS,
      (text: string) => text.replace('language: en', 'language: fr'),
      /unknown-language {2}"fr" in en\.yaml/,
    ],
    [
      'a summary that is too long in one approach only',
      WORDS,
      (text: string) =>
        text.replace('Share in private the health and', `Share in private ${'some '.repeat(10)}health and`),
      /summary-length {2}1\d\d UTF-16/,
    ],
  ])('finds %s', async (_what, path, change, expected) => {
    expect((await lintWith(path, change)).join('\n')).toMatch(expected);
  });

  it('a client in a language without words is refused, whatever the language of the site', async () => {
    const findings = await lintWith(CUES, (text) => text, await clientWith({ language: 'de' }));
    expect(findings.join('\n')).toMatch(/no wording in "de"/);
  });

  it('reasons count in the 80 words, and say nothing that no card may say', async () => {
    const folded = await clientWith({ disclosure: 'reasons' });
    const wordy = (text: string): string => text.replace('earlier tests', 'word '.repeat(9).trim());
    expect(await lintWith(WORDS, wordy)).toEqual([]);
    expect((await lintWith(WORDS, wordy, folded)).join('\n')).toMatch(/detail-length/);
    const naming = (text: string): string => text.replace('earlier tests', 'sexual health');
    expect((await lintWith(WORDS, naming)).join('\n')).toMatch(/forbidden-word {2}"sex…"/);
  });

  it('a language needs its file in both folders', async () => {
    const texts = new Map(await shippedTexts());
    texts.delete('continuity-of-care/cards/fr.yaml');
    const compiled = compileTexts(texts, demoSite(texts));
    expect('revision' in compiled ? 'taken' : compiled.map(formatFinding)).toEqual([
      expect.stringMatching(
        /fr\.yaml:1:1 {2}missing-language {2}continuity-of-care\/cards\/fr\.yaml is missing/,
      ),
    ]);
  });
});
