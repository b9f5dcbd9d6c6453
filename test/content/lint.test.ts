import { formatFinding } from '../../src/content/lint-finding.js';
import { jsonSchemas } from '../../src/content/json-schemas.js';
import type { Site } from '../../src/model/site.js';
import { clientWith, compileTexts, demoSite, shippedTexts, siteOf } from '../support/shipped-content.js';
import { lintWith } from '../support/lint-with.js';

const PC = 'private-conversation';
const CUES = `${PC}/cues/social.yaml`;
const WORDS = `${PC}/cards/en.yaml`;

const CUE = `
- id: SITE-01
  slug: own-cue
  label: Own cue
  family: social
  evidence: { grade: C, sources: [S43] }
  points: { adult: 1, minor: 1 }
  within: P12M
  any:
    - { code: homelessness }
`;

describe('haven lint: the shipped content', () => {
  it('has no findings, and its JSON Schemas are those of the code', async () => {
    const texts = await shippedTexts();
    const compiled = compileTexts(texts, demoSite(texts), true);
    expect('revision' in compiled ? [] : compiled.map(formatFinding)).toEqual([]);
    for (const [name, schema] of jsonSchemas())
      expect({ name, schema: texts.get(`schemas/${name}`) }).toEqual({ name, schema });
  });
  it('takes a cue of the site that breaks no rule', async () => {
    expect(await lintWith(CUES, (text) => text + CUE)).toEqual([]);
  });
});

describe('haven lint: each rule finds its fault, with file, line and column (style rule 24)', () => {
  it.each([
    ['syntax', CUES, (text: string) => `${text}\n- id: [`, /social\.yaml:\d+:\d+ {2}syntax/],
    [
      'schema',
      CUES,
      (text: string) => text.replace('family: social', 'family: money'),
      /social\.yaml:5:\d+ {2}schema {2}0\.family: .*found "money"/,
    ],
    [
      'unquoted number',
      `${PC}/orders.yaml`,
      (text: string) => text.replace('"308440001"', '308440001'),
      /orders\.yaml:4:\d+ {2}schema .*expected string.*found 308440001/,
    ],
    [
      'unknown member',
      CUES,
      (text: string) => text.replace('family: social', 'family: social\n  weight: 3'),
      /unknown member "weight"/,
    ],
    [
      'unknown operator',
      CUES,
      (text: string) => text.replace('{ code: homelessness, standing: true }', '{ kode: homelessness }'),
      /schema/,
    ],
    ['duplicate', CUES, (text: string) => text + CUE + CUE, /duplicate {2}SITE-01/],
    [
      'unknown value set',
      CUES,
      (text: string) => text + CUE.replace('homelessness', 'castles'),
      /unknown-value-set {2}SITE-01 reads "castles"/,
    ],
    [
      'unknown source',
      CUES,
      (text: string) => text + CUE.replace('S43', 'S999'),
      /unknown-source {2}SITE-01 cites S999/,
    ],
    [
      'points',
      CUES,
      (text: string) => text + CUE.replace('  points: { adult: 1, minor: 1 }\n', ''),
      /points {2}SITE-01 has neither/,
    ],
    [
      'both',
      CUES,
      (text: string) => text + CUE.replace('  within', '  rule: tier3\n  within'),
      /points {2}SITE-01 has both/,
    ],
    [
      'ages',
      CUES,
      (text: string) => text + CUE.replace('  within', '  ages: { from: 18, to: 10 }\n  within'),
      /ages {2}SITE-01/,
    ],
    [
      'value test',
      CUES,
      (text: string) =>
        text + CUE.replace('{ code: homelessness }', '{ observation: housing-status, value: {} }'),
      /value-test {2}SITE-01/,
    ],
    [
      'forbidden word',
      WORDS,
      (text: string) => text.replace('Book a professional interpreter', 'Book a hotline'),
      /forbidden-word {2}"hotline…"/,
    ],
    [
      'a stem inside a sentence',
      WORDS,
      (text: string) => text.replace('No time now', 'Possible abuse'),
      /forbidden-word {2}"abus…"/,
    ],
    ['html', WORDS, (text: string) => text.replace('No time now', 'No <b>time</b>'), /html/],
    [
      'placeholder',
      WORDS,
      (text: string) => text.replace('{contact}', '{patientName}'),
      /placeholder {2}\{patientName\}/,
    ],
    [
      'summary length',
      WORDS,
      (text: string) =>
        text.replace(
          'Before the history, offer this patient a few',
          `Before the history, offer this patient ${'some '.repeat(12)}`,
        ),
      /summary-length {2}1\d\d UTF-16/,
    ],
    [
      'routine',
      WORDS,
      (text: string) => text.replace('summary: Before the history,', 'summary: As is routine,'),
      /routine {2}only routineSummary/,
    ],
    [
      'bullets',
      WORDS,
      (text: string) =>
        text.replace('        ask: "**Share; ask', '        share: "Share"\n        ask: "**Share; ask'),
      /bullets {2}6 steps/,
    ],
    [
      'detail length',
      WORDS,
      (text: string) => text.replace('**Limits first:** say', `**Limits first:** ${'word '.repeat(30)}say`),
      /detail-length/,
    ],
    ['missing file', `${PC}/scoring.yaml`, () => '', /scoring\.yaml:1:1 {2}schema/],
    [
      'settings',
      `${PC}/settings.yaml`,
      (text: string) => text.replace('emergency-setting', 'nowhere'),
      /unknown-value-set/,
    ],
    [
      'a circumstance with an unknown value set',
      `${PC}/settings.yaml`,
      (text: string) => text.replace('in: answer-declined', 'in: answer-never'),
      /settings\.yaml:\d+:\d+ {2}unknown-value-set {2}time-alone-declined reads "answer-never"/,
    ],
    [
      'a circumstance that tests nothing',
      `${PC}/settings.yaml`,
      (text: string) => text.replace('{ in: answer-declined }', '{}'),
      /value-test {2}time-alone-declined/,
    ],
    [
      'an unknown circumstance',
      `${PC}/settings.yaml`,
      (text: string) => text.replace('time-alone-declined:', 'time-alone-refused:'),
      /schema/,
    ],
    [
      'unused set',
      `${PC}/value-sets/extra.json`,
      () =>
        '{"resourceType":"ValueSet","url":"x","name":"Extra","title":"x","status":"draft","compose":{"include":[]}}',
      /unused-value-set/,
    ],
    [
      'a filter where there is no terminology server',
      `${PC}/value-sets/homelessness.json`,
      (text: string) =>
        text.replace(
          '"include": [',
          '"include": [{"system":"http://snomed.info/sct","filter":[{"property":"concept","op":"is-a","value":"32911000"}]},',
        ),
      /value-set-filter/,
    ],
    [
      'scoring',
      `${PC}/scoring.yaml`,
      (text: string) => text.replace('HTC-38, HTC-49]', 'HTC-38, SITE-99]'),
      /unknown-cue {2}no cue "SITE-99"/,
    ],
    [
      'service text',
      `${PC}/service.yaml`,
      (text: string) => text.replace('title: Supportive care prompts', 'title: Trafficking prompts'),
      /forbidden-word/,
    ],
    [
      'service twice',
      `${PC}/service.yaml`,
      (text: string) =>
        text.replace(
          'id: private-time-encounter-start\n    hook: encounter-start',
          'id: private-time-patient-view\n    hook: patient-view',
        ),
      /duplicate/,
    ],
  ])('%s', async (_rule, path, change, expected) => {
    const findings = await lintWith(path, change);
    expect(findings.join('\n')).toMatch(expected);
    for (const finding of findings) expect(finding).toMatch(/^[^:]+:\d+:\d+ {2}\S/);
  });
});

describe('haven lint: what no cue may read (section 3, mustNotUse)', () => {
  const set = (system: string, code: string): string =>
    JSON.stringify({
      resourceType: 'ValueSet',
      url: 'x',
      name: 'Own',
      title: 'x',
      status: 'draft',
      compose: { include: [{ system, concept: [{ code }] }] },
    });

  it.each([
    ['race', 'urn:oid:2.16.840.1.113883.6.238', '2106-3'],
    ['race by question', 'http://loinc.org', '32624-9'],
    ['language', 'urn:ietf:bcp:47', 'es'],
    ['interpreter', 'http://loinc.org', '54588-9'],
    ['birthplace', 'http://loinc.org', '66477-3'],
    ['acculturation', 'http://hl7.org/fhir/sid/icd-10-cm', 'Z60.3'],
    ['insurance', 'http://hl7.org/fhir/sid/icd-10-cm', 'Z59.7'],
    ['a category that takes insurance in', 'http://hl7.org/fhir/sid/icd-10-cm', 'Z5'],
    ['a subcategory', 'urn:oid:2.16.840.1.113883.6.90', 'z59.71'],
    ['sex', 'http://hl7.org/fhir/administrative-gender', 'female'],
    ['orientation', 'http://loinc.org', '76690-7'],
    ['HIV', 'http://hl7.org/fhir/sid/icd-10-cm', 'B20'],
    ['occupation', 'http://loinc.org', '11341-5'],
    ['adult sexual behaviour', 'http://hl7.org/fhir/sid/icd-10-cm', 'Z72.51'],
    ['adult criminal record', 'http://hl7.org/fhir/sid/icd-10-cm', 'Z65.1'],
    ['an earlier alert of this service', 'urn:haven-cds:topic', 'privatetime1'],
  ])('%s is refused', async (_what, system, code) => {
    const texts = new Map(await shippedTexts());
    texts.set(`${PC}/value-sets/own.json`, set(system, code));
    texts.set(CUES, (texts.get(CUES) ?? '') + CUE.replace('homelessness', 'own'));
    const compiled = compileTexts(texts, demoSite(texts));
    expect('revision' in compiled ? 'taken' : compiled.map(({ rule }) => rule)).toEqual(['must-not-use']);
  });

  it('is refused from a site overlay too', async () => {
    const findings = await lintWith(CUES, (text) => text, {
      valueSets: { homelessness: [{ system: 'urn:ietf:bcp:47', code: 'es' }] },
    });
    expect(findings.join('\n')).toMatch(/must-not-use {2}HTC-70/);
  });

  it('is refused in a circumstance too (settings.yaml)', async () => {
    const texts = new Map(await shippedTexts());
    texts.set(`${PC}/value-sets/own.json`, set('urn:ietf:bcp:47', 'es'));
    const settings = texts.get(`${PC}/settings.yaml`) ?? '';
    texts.set(`${PC}/settings.yaml`, settings.replace('    any:\n', '    any:\n      - code: own\n'));
    const compiled = compileTexts(texts, demoSite(texts));
    expect('revision' in compiled ? 'taken' : compiled.map(({ rule }) => rule)).toEqual(['must-not-use']);
  });

  it('takes what is next to it', async () => {
    const texts = new Map(await shippedTexts());
    texts.set(`${PC}/value-sets/own.json`, set('http://hl7.org/fhir/sid/icd-10-cm', 'Z59.2'));
    texts.set(CUES, (texts.get(CUES) ?? '') + CUE.replace('homelessness', 'own'));
    expect('revision' in compileTexts(texts, demoSite(texts))).toBe(true);
  });
});

describe('haven lint: sites', () => {
  it.each([
    [{ cues: { optIn: ['HTC-01'], off: [] } }, /HTC-01 is not a site opt-in cue/],
    [{ cues: { optIn: [], off: ['HTC-999'] } }, /no cue HTC-999/],
    [{ valueSets: { castles: [] } }, /no value set "castles"/],
    [{ supportLine: 'nobody' }, /no line "nobody"/],
    [{ language: 'de' }, /no wording in "de"/],
  ])('%p is refused', async (change, expected) => {
    expect((await lintWith(CUES, (text) => text, change)).join('\n')).toMatch(expected);
  });

  it.each([
    ['id: x\ntitle: X\n', /auth/],
    [
      'id: x\ntitle: X\ndemo: true\nauth: none-demo\nfhirServers: loopback\ncorsOrigins: [https://x.example]\n',
      /loopback/,
    ],
    ['id: x\ntitle: X\nauth: none-i-accept-the-risk\nfhirServers: loopback\n', /loopback/],
    ['id: x\ntitle: X\nauth: none-i-accept-the-risk\ncolour: red\n', /unknown member "colour"/],
    [
      'id: x\ntitle: X\nauth: none-i-accept-the-risk\noverlay:\n  tier3Indicator: critical\n',
      /tier3Indicator/,
    ],
    ['id: x\ntitle: X\nauth: none-i-accept-the-risk\npathway: interrogation\n', /pathway/],
    [
      'id: x\ntitle: X\nauth: none-i-accept-the-risk\ndepartments: [{ id: a, match: {}, pathway: conversation }]\n',
      /departments\.0\.match: give locations, serviceProviders or serviceTypes/,
    ],
    [
      'id: x\ntitle: X\nauth: none-i-accept-the-risk\ndepartments:\n  - { id: a, match: { locations: [l] }, pathway: conversation }\n  - { id: a, match: { locations: [m] }, pathway: conversation }\n',
      /departments: each id once/,
    ],
  ])('an unsafe site is refused: %p', (text, expected) => {
    const site = siteOf(text);
    expect('id' in site ? 'taken' : site.map(formatFinding).join('\n')).toMatch(expected);
  });

  it('a plain site that accepts the risk is taken', () => {
    expect(siteOf('id: x\ntitle: X\nauth: none-i-accept-the-risk\n')).toMatchObject({ id: 'x' });
  });

  it('a site has conversations unless it, or a department, says otherwise', () => {
    const plain = 'id: x\ntitle: X\nauth: none-i-accept-the-risk\n';
    const own = `${plain}pathway: structured-screen\ndepartments: [{ id: a, match: { locations: [l] }, pathway: universal-education }]\n`;
    expect(siteOf(plain)).toMatchObject({ approach: 'conversation', departments: [] });
    expect(siteOf(own)).toMatchObject({
      approach: 'structured-screen',
      departments: [{ id: 'a', match: { locations: ['l'] }, approach: 'universal-education' }],
    });
  });
});

describe('haven lint: what a site or an owner puts where others read it', () => {
  const refused = async (change: Partial<Site>): Promise<string> =>
    (await lintWith(CUES, (text) => text, change)).join('\n');
  it.each([
    [{ localContact: 'Human trafficking response team, ext 4410' }, /forbidden-word {2}"traffic…"/],
    [{ localContact: 'As is routine, ext 4410' }, /routine/],
    [{ localContact: 'Équipe de la traite des personnes, poste 4410' }, /forbidden-word {2}"traite de…"/],
    [{ localContact: 'Línea para víctimas, ext. 4410' }, /forbidden-word {2}"victim…"/],
  ])('%p is refused', async (change, expected) => expect(await refused(change)).toMatch(expected));

  it('refuses an order name that the hospital maps', async () => {
    const orders = {
      'social-work': { system: 'urn:site', code: '1', display: 'Trafficking victim consult' },
    };
    expect(await refused(await clientWith({ orders }))).toMatch(/forbidden-word/);
  });
  it('refuses a file that nothing reads', async () => {
    expect((await lintWith(`${PC}/cuez.yaml`, () => CUE)).join('\n')).toMatch(
      /cuez\.yaml:1:1 {2}unknown-file/,
    );
  });
  it.each(['label: *nope', 'label: **bold**', 'label: &name x\nother: *name'])(
    'refuses an alias as a finding, not as a crash: %p',
    async (text) => {
      expect((await lintWith(`${PC}/settings.yaml`, () => text)).join('\n')).toMatch(
        /settings\.yaml:\d+:\d+ {2}(?:syntax|schema)/,
      );
    },
  );
  it.each([
    ['company', '{ code: homelessness, onlyWith: [own] }'],
    ['an exclusion on the same occasion', '{ code: homelessness, unlessWith: [own] }'],
    ['an answer', '{ observation: housing-status, value: { in: own } }'],
  ])('refuses race as %s too', async (_what, clause) => {
    const texts = new Map(await shippedTexts());
    const own = { resourceType: 'ValueSet', url: 'x', name: 'Own', title: 'x', status: 'draft' };
    const compose = {
      include: [{ system: 'urn:oid:2.16.840.1.113883.5.104', concept: [{ code: '2106-3' }] }],
    };
    texts.set(`${PC}/value-sets/own.json`, JSON.stringify({ ...own, compose }));
    texts.set(CUES, (texts.get(CUES) ?? '') + CUE.replace('{ code: homelessness }', clause));
    const compiled = compileTexts(texts, demoSite(texts));
    expect('revision' in compiled ? [] : compiled.map(({ rule }) => rule)).toContain('must-not-use');
  });
});
