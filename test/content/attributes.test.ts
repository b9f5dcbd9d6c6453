import { EVIDENCE_KEYS, PREDICTIVE_KEYS } from '../../src/model/source-attributes.js';
import { lintWith } from '../support/lint-with.js';
import { compileTexts, demoSite, shippedContent, shippedTexts } from '../support/shipped-content.js';

const FILE = 'private-conversation/attributes.yaml';
const RACE = 'useOfRace: { says: Not used,';

function changed(from: string | RegExp, to: string): ReturnType<typeof lintWith> {
  return lintWith(FILE, (text) => text.replace(from, to));
}

describe('Source attributes (45 CFR 170.315(b)(11)(iv); issue: attributes.yaml complete)', () => {
  it('are the 13 of (A) and the 31 of (B), in the order of the regulation, each with its day of review', async () => {
    const { evidenceBased, predictive } = (await shippedContent()).about;
    expect([EVIDENCE_KEYS.length, PREDICTIVE_KEYS.length]).toStrictEqual([13, 31]);
    expect(evidenceBased.map(({ number }) => number)).toStrictEqual(
      EVIDENCE_KEYS.map((_, index) => index + 1),
    );
    expect(predictive.map(({ number }) => number)).toStrictEqual(
      PREDICTIVE_KEYS.map((_, index) => index + 1),
    );
    for (const { label, text, reviewedOn } of [...evidenceBased, ...predictive]) {
      expect([label, text.length > 2]).toStrictEqual([label, true]);
      expect(reviewedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
  it('of (A) all say something; of (B) only what is about training data and external tests does not apply', async () => {
    const { evidenceBased, predictive } = (await shippedContent()).about;
    expect(evidenceBased.every(({ kind }) => kind === 'says')).toBe(true);
    const silent = predictive.filter(({ kind }) => kind === 'not-applicable').map(({ number }) => number);
    expect(silent).toStrictEqual([11, 13, 14, 18, 19, 20]);
  });
  it('stand under the day on which the older part of the release was reviewed', async () => {
    const texts = await shippedTexts();
    const path = 'continuity-of-care/service.yaml';
    for (const [day, shown] of [
      ['2026-11-20', '2026-11-20'],
      ['2026-11-22', '2026-11-21'],
    ] as const) {
      const text = (texts.get(path) ?? '').replace('2026-11-21', day);
      const content = compileTexts(new Map([...texts, [path, text]]), demoSite(texts));
      expect(content).toMatchObject({ about: { lastReviewed: shown } });
    }
  });
  it('claim no validation that nobody made', async () => {
    const { predictive } = (await shippedContent()).about;
    for (const number of [21, 22, 23, 24, 27, 29])
      expect(predictive[number - 1]?.text).toMatch(/^Not (?:measured|validated locally)/);
  });
  it.each([...EVIDENCE_KEYS, ...PREDICTIVE_KEYS])('may not leave out %s', async (key) => {
    expect(await changed(new RegExp(`^  ${key}:`, 'm'), `  ${key}X:`)).not.toStrictEqual([]);
  });
  it.each([
    ['an empty text', 'useOfRace: { says: "",'],
    ['blanks', 'useOfRace: { says: "   ",'],
    ['a placeholder', 'useOfRace: { says: TODO,'],
    ['a placeholder in a sentence', 'useOfRace: { says: to be written (TBD),'],
    ['n/a without a reason', 'useOfRace: { says: n/a,'],
    ['no answer where (A) asks for one', 'useOfRace: { notApplicable: no idea,'],
  ])('may not be %s', async (_, to) => {
    expect(await changed(RACE, to)).not.toStrictEqual([]);
  });
  it('may be short', async () => {
    expect(await changed(RACE, 'useOfRace: { says: "No",')).toStrictEqual([]);
  });
  it('have a day that exists', async () => {
    expect(
      await changed('says: Not used, reviewedOn: "2026-11-30"', 'says: Not used, reviewedOn: "2026-02-30"'),
    ).not.toStrictEqual([]);
  });
  it('name the version that serves, so that a release cannot forget them', async () => {
    expect(await changed('Version 0.1.0', 'Version 0.0.9')).toMatchObject([
      expect.stringMatching(/attribute {2}does not name version 0\.1\.0/),
    ]);
  });
  it('say nothing that may not be read over a shoulder, but for the variable and the developer that are asked for', async () => {
    expect(await changed('Not for emergencies.', 'Not for victims.')).toMatchObject([
      expect.stringMatching(/forbidden-word {2}"victim…"/),
    ]);
    expect(await changed('Not for emergencies.', 'Use of sex by Haven CDS.')).toStrictEqual([]);
    expect(await changed('Not for emergencies.', 'Sexual matters.')).not.toStrictEqual([]);
  });
});
