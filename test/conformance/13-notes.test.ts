import { inspect } from 'node:util';
import request from 'supertest';
import { assess } from '../../src/assess/assess.js';
import { explain } from '../../src/cli/explain.js';
import { firstClient } from '../../src/model/first-client.js';
import { evaluateChart } from '../../src/pipeline/evaluate-chart.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { AT, base64, note, noteOf } from '../support/notes.js';
import { bundle, hookCall, prefetch, SUBJECT } from '../support/web-charts.js';
import { callService, demoContent, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();
afterAll(() => haven.close());

const NOTES = {
  en: "Boyfriend answers all questions for the patient and won't let her speak. Patient states her boss keeps her passport.",
  fr: 'Le conjoint répond à toutes les questions à sa place et ne la laisse pas parler. Son patron a pris son passeport.',
  es: 'El novio contesta todas las preguntas por la paciente y no la deja hablar. El jefe le quitó el pasaporte.',
} as const;

/** A call with these documents, of the day of the call. */
function callWithNotes(...documents: readonly JsonObject[]): JsonObject {
  return hookCall({ prefetch: prefetch({ documents: bundle(...documents) }) }, 'encounter-start');
}

const today = { date: '2026-03-10T14:00:00Z' };

describe('notes: what staff write is read in three languages', () => {
  it.each(Object.entries(NOTES))(
    'FHIR R4 DocumentReference, content.attachment.data: a note in %s brings one card',
    async (_, text) => {
      const answer = await callService(haven, callWithNotes(note('n1', text, today)));
      expect(answer.body.cards).toHaveLength(1);
    },
  );

  it('the language of the document decides in which language it is read', async () => {
    const french = noteOf({ contentType: 'text/plain', language: 'fr-CA', data: base64(NOTES.en) }, today);
    const english = noteOf({ contentType: 'text/plain', language: 'en', data: base64(NOTES.en) }, today);
    const cards = async (document: JsonObject): Promise<number> =>
      (await callService(haven, callWithNotes(document))).body.cards.length;
    expect([await cards(french), await cards(english)]).toEqual([0, 1]);
  });

  it('a note about another patient says nothing (invariant 3)', async () => {
    const other = note('n1', NOTES.en, { ...today, subject: { reference: 'Patient/p2' } });
    const answer = await callService(haven, callWithNotes(other));
    expect(answer.body).toEqual({ cards: [] });
  });
});

const KNOWN = {
  patient: { kind: 'known' },
  encounter: { kind: 'known' },
  encounters: { kind: 'known' },
  conditions: { kind: 'known' },
  observations: { kind: 'known' },
  procedures: { kind: 'known' },
  appointments: { kind: 'known' },
  questionnaireResponses: { kind: 'known' },
  documents: { kind: 'known' },
} as const;

describe('no word of a note goes on', () => {
  const MARKER = 'Zyxwvut';
  const text = `${MARKER} clinic: boss ${MARKER} keeps her passport. Boyfriend answers for the patient ${MARKER}.`;

  it('not into the answer, the log, the ledger or a header', async () => {
    const answer = await callService(haven, callWithNotes(note('n1', text, today)));
    expect(answer.body.cards).toHaveLength(1);
    expect(`${answer.text}${JSON.stringify(answer.headers)}${haven.logText()}`).not.toContain(MARKER);
  });

  it('not into the chart, the assessment or an explanation: findings hold document, date and language', async () => {
    const content = await demoContent();
    const input = {
      patientId: 'p1',
      encounterId: undefined,
      patient: { resourceType: 'Patient', id: 'p1', birthDate: '1990-01-01' },
      patientUrl: undefined,
      received: [{ resource: note('n1', text, { ...today, subject: SUBJECT }), fullUrl: undefined }],
      sources: KNOWN,
    } as const;
    const client = firstClient(content.site);
    const call = { client, userId: 'Practitioner/x', patientId: 'p1', encounterId: undefined };
    const evaluated = evaluateChart(call, input, content, AT, () => 'id');
    const finding = evaluated.assessment.findings.find(({ cue }) => cue === 'HTC-14');
    expect(finding?.facts[0]).toMatchObject({ resource: 'DocumentReference', id: 'n1', language: 'en' });
    expect(finding?.facts[0]?.when?.earliest).toBe(Date.parse(today.date));
    const explained = explain(input, content, { hook: 'patient-view', client }, AT);
    expect(
      inspect([evaluated, explained, assess(evaluated.chart, content, AT)], { depth: 12 }),
    ).not.toContain(MARKER);
  });
});

describe('the observation form', () => {
  const ANSWERS = 'urn:haven-cds:observation-answer';
  const response = (items: readonly (readonly [string, string])[], more: JsonObject = {}): JsonObject => ({
    resourceType: 'QuestionnaireResponse',
    id: 'form',
    questionnaire: 'urn:haven-cds:questionnaire:private-care-observation|0.1.0',
    status: 'completed',
    subject: SUBJECT,
    encounter: { reference: 'Encounter/e1' },
    authored: '2026-03-10T14:00:00Z',
    item: [
      {
        linkId: 'section',
        item: items.map(([linkId, code]) => ({
          linkId,
          answer: [{ valueCoding: { system: ANSWERS, code } }],
        })),
      },
    ],
    ...more,
  });
  const cardsOf = async (form: JsonObject, documents: JsonObject = bundle()): Promise<number> => {
    const call = hookCall(
      { prefetch: prefetch({ questionnaireResponses: bundle(form), documents }) },
      'encounter-start',
    );
    return (await callService(haven, call)).body.cards.length;
  };
  const SEEN = [
    ['companion-speaks', 'observed'],
    ['companion-stays', 'observed'],
  ] as const;

  it('is served as a FHIR R4 Questionnaire in three languages', async () => {
    const answer = await request(haven.url)
      .get('/observation-form')
      .buffer(true)
      .parse((response_, done) => {
        const chunks: Buffer[] = [];
        response_.on('data', (chunk: Buffer) => chunks.push(chunk));
        response_.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
      });
    const text = String(answer.body);
    expect(answer.headers['content-type']).toContain('application/fhir+json');
    expect(JSON.parse(text)).toMatchObject({ resourceType: 'Questionnaire', id: 'private-care-observation' });
    for (const language of ['"fr"', '"es"']) expect(text).toContain(language);
  });

  it('counts what was observed; not observed, open and drafts are nothing', async () => {
    expect(await cardsOf(response(SEEN))).toBe(1);
    expect(await cardsOf(response(SEEN.map(([item]) => [item, 'not-observed'])))).toBe(0);
    expect(await cardsOf(response([]))).toBe(0);
    expect(await cardsOf(response(SEEN, { status: 'in-progress' }))).toBe(0);
    expect(await cardsOf(response(SEEN, { encounter: { reference: 'Encounter/older' } }))).toBe(0);
  });

  it('wins over the silence of a note, and over one that denies', async () => {
    const denying = bundle(note('n1', 'Denies that anyone answers for her.', today));
    expect(await cardsOf(response(SEEN), denying)).toBe(1);
  });

  it('a questionnaire that we do not know is read where it was answered with yes', async () => {
    const unknown = (answer: JsonObject | undefined): JsonObject => ({
      resourceType: 'QuestionnaireResponse',
      id: 'other',
      questionnaire: 'https://forms.example.org/intake',
      status: 'completed',
      subject: SUBJECT,
      encounter: { reference: 'Encounter/e1' },
      authored: '2026-03-10T14:00:00Z',
      item: ['Does your employer keep your passport?', 'Does someone else answer questions for you?'].map(
        (text, number) => ({
          linkId: `q${number}`,
          text,
          ...(answer === undefined ? {} : { answer: [answer] }),
        }),
      ),
    });
    const yesCoding = { valueCoding: { system: 'http://loinc.org', code: 'LA33-6' } };
    const noCoding = { valueCoding: { system: 'http://loinc.org', code: 'LA32-8' } };
    const found: number[] = [];
    for (const answer of [{ valueBoolean: true }, yesCoding, { valueBoolean: false }, noCoding, undefined]) {
      // One call after another: they share the server's log.
      // oxlint-disable-next-line no-await-in-loop
      found.push(await cardsOf(unknown(answer)));
    }
    expect(found).toEqual([1, 1, 0, 0, 0]);
  });
});
