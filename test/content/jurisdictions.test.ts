import { parseContent } from '../../src/content/parse-content.js';
import type { ReportingRule } from '../../src/model/reporting-rule.js';
import type { Site } from '../../src/model/site.js';
import { lintWith } from '../support/lint-with.js';
import { shippedContent, shippedTexts, speechIn } from '../support/shipped-content.js';

const RULE: ReportingRule = {
  region: 'Example State',
  ageBand: 'under-18',
  kind: 'any',
  trigger: 'suspicion',
  recipient: 'county office',
  timeLimit: '24 hours',
  citation: 'Example Code 1.2',
  verifiedOn: '2026-11-01',
};
const limitsOf = async (site: Partial<Site>): Promise<unknown> => speechIn(await shippedContent(site)).limits;
const CHECK_POLICY = {
  adult: expect.stringMatching(/local policy/),
  minor: expect.stringMatching(/local policy/),
};

describe('the table of reporting rules is the site’s (response brief 1.7)', () => {
  it('ships empty for the United States and for Canada outside Quebec', async () => {
    const parsed = parseContent(await shippedTexts(), false);
    const files = parsed.kind === 'parsed' ? [...parsed.content.jurisdictions] : [];
    expect(Object.fromEntries(files.map(([id, { value }]) => [id, value.table.length]))).toEqual({
      canada: 0,
      quebec: 1,
      uk: 2,
      us: 0,
    });
  });
  it('has one row for Quebec: under 18, to the director of youth protection, without delay; adults have none', async () => {
    const parsed = parseContent(await shippedTexts(), false);
    const quebec = parsed.kind === 'parsed' ? parsed.content.jurisdictions.get('quebec') : undefined;
    expect(quebec?.value.table).toEqual([
      expect.objectContaining({
        ageBand: 'under-18',
        recipient: expect.stringMatching(/director of youth protection/),
        timeLimit: 'without delay',
        citation: expect.stringMatching(/P-34\.1, s\. 39 \[LPJ39\]/),
      }),
    ]);
  });
  it('leads NHS staff to the internal safeguarding lead, adults with consent', async () => {
    const parsed = parseContent(await shippedTexts(), false);
    const rows = parsed.kind === 'parsed' ? (parsed.content.jurisdictions.get('uk')?.value.table ?? []) : [];
    expect(rows.map(({ ageBand }) => ageBand)).toEqual(['adult', 'under-18']);
    for (const { recipient } of rows) expect(recipient).toMatch(/^internal safeguarding lead/);
    expect(rows[0]?.trigger).toMatch(/informed consent/);
  });
});

describe('the limits step names the table to consult, or local policy where the table has no row', () => {
  it('is the card’s own without a jurisdiction', async () => expect(await limitsOf({})).toBeUndefined());
  it('is local policy in the United States as it ships', async () => {
    expect(await limitsOf({ jurisdiction: 'us' })).toEqual(CHECK_POLICY);
  });
  it('is the table for the ages that the site’s own rules are about', async () => {
    expect(await limitsOf({ jurisdiction: 'us', reportingTable: [RULE] })).toEqual({
      adult: expect.stringMatching(/local policy/),
      minor: expect.stringMatching(/state table/),
    });
    expect(await limitsOf({ jurisdiction: 'us', reportingTable: [{ ...RULE, ageBand: 'adult' }] })).toEqual({
      adult: expect.stringMatching(/state table/),
      minor: expect.stringMatching(/local policy/),
    });
    expect(await limitsOf({ jurisdiction: 'us', reportingTable: [{ ...RULE, ageBand: 'any' }] })).toEqual({
      adult: expect.stringMatching(/state table/),
      minor: expect.stringMatching(/state table/),
    });
  });
  it('has no duty for adults in Quebec, and the table under 18', async () => {
    expect(await limitsOf({ jurisdiction: 'quebec', language: 'fr' })).toEqual({
      adult: "**Limites d'abord :** dites ce qui ne peut rester confidentiel.",
      minor: '**Confidentialité :** tableau du Québec, mineurs; sans délai.',
    });
  });
});

describe('haven lint: jurisdictions', () => {
  const US = 'jurisdictions/us.yaml';
  const QUEBEC = 'jurisdictions/quebec.yaml';
  const same = (text: string): string => text;

  it.each([
    [
      'a sentence that hints',
      US,
      (text: string) => text.replace('first check local policy', 'ask the police, first'),
      /us\.yaml:\d+:\d+ {2}forbidden-word/,
    ],
    [
      'a sentence that hints in French',
      QUEBEC,
      (text: string) => text.replace('politique locale, mineurs', 'signalement à la DPJ'),
      /quebec\.yaml:\d+:\d+ {2}forbidden-word/,
    ],
    [
      'a sentence that is too long',
      US,
      (text: string) => text.replace('first check local policy for', `${'word '.repeat(20)}for`),
      /private-conversation\/cards\/en\.yaml:\d+:\d+ {2}detail-length/,
    ],
    [
      'a language that is missing',
      US,
      (text: string) => text.replace(/ {2}es:\n[^]*?table: \[\]/, 'table: []'),
      /us\.yaml:\d+:\d+ {2}missing-language {2}no limits in "es"/,
    ],
    [
      'a fact without its source',
      US,
      (text: string) => text.replace('sources: [JonesDay]', 'sources: [Nobody]'),
      /us\.yaml:\d+:\d+ {2}unknown-source {2}Nobody/,
    ],
    [
      'a citation without its source',
      QUEBEC,
      (text: string) => text.replace('[LPJ39]\n    verifiedOn', '[LPJ40]\n    verifiedOn'),
      /quebec\.yaml:\d+:\d+ {2}unknown-source {2}LPJ40/,
    ],
    [
      'a row without a date',
      QUEBEC,
      (text: string) => text.replace(/ {4}verifiedOn: "2026-11"\n/, ''),
      /quebec\.yaml:\d+:\d+ {2}schema {2}table\.0\.verifiedOn/,
    ],
  ])('finds %s', async (_what, path, change, expected) =>
    expect((await lintWith(path, change)).join('\n')).toMatch(expected),
  );

  it.each<[string, Partial<Site>, RegExp]>([
    [
      'a jurisdiction that has no file',
      { jurisdiction: 'mars' },
      /overlay {2}jurisdiction: no file jurisdictions\/mars\.yaml/,
    ],
    ['rules of no jurisdiction', { reportingTable: [RULE] }, /overlay {2}reportingTable/],
  ])('refuses %s', async (_what, site, expected) =>
    expect((await lintWith(US, same, site)).join('\n')).toMatch(expected),
  );
});
