import { evaluateChart } from '../../src/pipeline/evaluate-chart.js';
import type { Evaluated } from '../../src/pipeline/evaluate-chart.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { CardText } from '../../src/model/wording.js';
import type { Site } from '../../src/model/site.js';
import { condition, encounter, patient, CODE, SUBJECT } from '../support/web-charts.js';
import { clientWith, shippedContent, speechIn } from '../support/shipped-content.js';
import { EMPTY_CHART } from '../support/facts.js';

const AT = Date.parse('2026-03-10T15:00:00Z');
const LANGUAGES = ['en', 'fr', 'es'] as const;

/** What the whole line makes of a visit, from resources as an EHR sends them. */
function evaluate(content: Content, resources: readonly JsonObject[], visit = encounter()): Evaluated {
  const input = {
    patientId: 'p1',
    encounterId: 'e1',
    patient: patient(),
    patientUrl: undefined,
    received: [visit, ...resources].map((resource) => ({ resource, fullUrl: undefined })),
    sources: EMPTY_CHART.sources,
  };
  return evaluateChart(
    { client: firstClient(content.site), userId: 'Practitioner/1', patientId: 'p1', encounterId: 'e1' },
    input,
    content,
    AT,
    () => 'u',
  );
}

/** An answer on time alone, as the observation form records it. */
function answer(code: string, authored: string): JsonObject {
  return {
    resourceType: 'QuestionnaireResponse',
    id: `r-${code}`,
    status: 'completed',
    questionnaire: 'urn:haven-cds:questionnaire:private-care-observation|1.0.0',
    subject: SUBJECT,
    encounter: { reference: 'Encounter/e1' },
    authored,
    item: [
      {
        linkId: 'time-alone',
        answer: [{ valueCoding: { system: 'urn:haven-cds:observation-answer', code } }],
      },
    ],
  };
}

/** The words of the card for time alone. */
function textOf(content: Content): CardText {
  const text = speechIn(content).wording.cards['time-alone'].any;
  if (text === undefined) throw new Error('no text');
  return text;
}

const LIVE = { mode: 'live', alertsPer1000: undefined } as const;
const DEPARTMENTS: Site['departments'] = [
  {
    id: 'school-clinic',
    match: { locations: ['school'], serviceProviders: undefined, serviceTypes: undefined },
    approach: 'universal-education',
    ...LIVE,
  },
  {
    id: 'ward',
    match: { locations: ['ward'], serviceProviders: undefined, serviceTypes: undefined },
    approach: 'structured-screen',
    ...LIVE,
  },
];
const at = (location: string): JsonObject =>
  encounter({ location: [{ location: { reference: `Location/${location}` } }] });

describe.each(LANGUAGES)('from the record to the words of a card, in %s', (language) => {
  const cue = condition(CODE.timeAlone);

  it('time alone declined earlier is offered again, in softer words and with the same orders', async () => {
    const content = await shippedContent({ language });
    const usual = evaluate(content, [cue]);
    const { assessment, cards } = evaluate(content, [cue, answer('declined', '2026-02-01T09:00:00Z')]);
    const change = textOf(content).circumstances['time-alone-declined'];
    expect(assessment.circumstances).toEqual(['time-alone-declined']);
    expect(cards[0]?.summary).toBe(change?.summary);
    expect(cards[0]?.detail).toContain(change?.steps.privacy);
    expect(cards[0]?.suggestions).toEqual(usual.cards[0]?.suggestions);
    expect(cards[0]?.source).toEqual(usual.cards[0]?.source);
  });
  it('time alone not possible today: usual care, nothing asked, nobody roomed, a follow-up planned', async () => {
    const content = await shippedContent({ language });
    const { cards } = evaluate(content, [
      cue,
      answer('declined', '2026-02-01T09:00:00Z'),
      answer('not-possible', '2026-03-10T14:50:00Z'),
    ]);
    const change = textOf(content).circumstances['time-alone-not-possible'];
    expect(cards[0]?.summary).toBe(change?.summary);
    expect(cards[0]?.detail.match(/^- /gm)).toHaveLength(3);
    expect(cards[0]?.suggestions?.map(({ label }) => label)).toEqual([
      speechIn(content).wording.orders['follow-up'].label,
    ]);
  });
  it('neither tier nor card comes of what is recorded about time alone', async () => {
    const content = await shippedContent({ language });
    const answers = [
      answer('declined', '2026-02-01T09:00:00Z'),
      answer('not-possible', '2026-03-10T14:50:00Z'),
    ];
    expect(evaluate(content, answers).cards).toEqual([]);
    expect(evaluate(content, [cue, ...answers]).assessment).toMatchObject({
      ...evaluate(content, [cue]).assessment,
      circumstances: ['time-alone-not-possible', 'time-alone-declined'],
    });
  });
  it('each department speaks in its own way, and the others in the site’s', async () => {
    const ways = { universal: 'universal-education', form: 'structured-screen' } as const;
    const plain = await shippedContent({ language, departments: DEPARTMENTS });
    const screening = await shippedContent({ language, departments: DEPARTMENTS, approach: ways.form });
    const said = (content: Content, location: string): string =>
      evaluate(content, [cue], at(location)).cards[0]?.summary ?? 'no card';
    const text = textOf(plain);
    expect(said(plain, 'school')).toBe(text.approaches[ways.universal]?.summary);
    expect(said(plain, 'ward')).toBe(text.approaches[ways.form]?.summary);
    expect(said(plain, 'elsewhere')).toBe(text.routineSummary);
    expect(said(screening, 'elsewhere')).toBe(text.approaches[ways.form]?.summary);
    expect(said(screening, 'school')).toBe(text.approaches[ways.universal]?.summary);
  });
  it('a known history is never given a form, nor asked again (decision 14)', async () => {
    const content = await shippedContent({ language, approach: 'structured-screen' });
    const usual = await shippedContent({ language });
    for (const code of [CODE.survivor, CODE.history])
      expect(evaluate(content, [condition(code)]).cards).toEqual(evaluate(usual, [condition(code)]).cards);
  });
  it('reasons are named only to a client that folds the detail away, and only in the words for them', async () => {
    // Local services stand after them: what a facility has near it is in test/cards/offers.test.ts.
    const site = { language, facility: undefined };
    const folded = await shippedContent({ ...site, ...(await clientWith({ disclosure: 'reasons' })) });
    const discreet = await shippedContent(site);
    const { cards } = evaluate(folded, [cue]);
    const { reasons, reasonsLine } = speechIn(folded).wording;
    const said = reasonsLine.replace('{reasons}', reasons.documented);
    expect(cards[0]?.detail).toBe(`${evaluate(discreet, [cue]).cards[0]?.detail}\n\n${said}`);
  });
});
