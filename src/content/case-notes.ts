import { LOINC } from '../model/code-system.js';
import type { JsonObject } from '../model/json-value.js';
import { OBSERVATION_ANSWER, OBSERVATION_FORM } from '../model/observation-form.js';
import type { CaseEntry } from './schema/case-file.js';

type Given = CaseEntry['given'];

const SUBJECT = { reference: 'Patient/case' };

/** A note of a case as an EHR would send it: a plain text, inline. */
export function noteOf(entry: Given['notes'][number], number: number, at: string): JsonObject {
  const data = Buffer.from(entry.text, 'utf8').toString('base64');
  const language = entry.language === undefined ? {} : { language: entry.language };
  return {
    resourceType: 'DocumentReference',
    id: `note-${number}`,
    status: 'current',
    type: { coding: [{ system: LOINC, code: entry.loinc }] },
    subject: SUBJECT,
    date: entry.on ?? at,
    content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data, ...language } }],
    ...(entry.encounter === undefined
      ? {}
      : { context: { encounter: [{ reference: `Encounter/${entry.encounter}` }] } }),
  };
}

/** The observation form of a case, filled in at its clock in the current encounter. */
export function observationFormOf(given: Given, at: string, encounter: string): readonly JsonObject[] {
  if (given.observed.length === 0) return [];
  const valueCoding = { system: OBSERVATION_ANSWER, code: 'observed' };
  return [
    {
      resourceType: 'QuestionnaireResponse',
      id: 'observation-form',
      questionnaire: OBSERVATION_FORM,
      status: 'completed',
      subject: SUBJECT,
      encounter: { reference: `Encounter/${encounter}` },
      authored: at,
      item: given.observed.map((linkId) => ({ linkId, answer: [{ valueCoding }] })),
    },
  ];
}
