import { z } from 'zod';

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** A text in the other languages: https://hl7.org/fhir/R4/extension-translation.html */
const translated = z.strictObject({
  extension: z
    .array(
      z.strictObject({
        url: z.literal(TRANSLATION),
        extension: z.tuple([
          z.strictObject({ url: z.literal('lang'), valueCode: z.string() }),
          z.strictObject({ url: z.literal('content'), valueString: z.string().min(1) }),
        ]),
      }),
    )
    .min(1),
});
const linkId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const item = z.strictObject({
  linkId,
  text: z.string().min(1),
  _text: translated,
  type: z.literal('choice'),
  required: z.literal(false),
  answerValueSet: z.enum(['#seen', '#time-alone', '#contact']),
});
const section = z.strictObject({
  linkId,
  text: z.string().min(1),
  _text: translated,
  type: z.literal('group'),
  item: z.array(item).min(1),
});
const answers = z.strictObject({
  resourceType: z.literal('ValueSet'),
  id: z.string(),
  status: z.enum(['draft', 'active']),
  compose: z.strictObject({
    include: z.array(
      z.strictObject({
        system: z.string(),
        concept: z.array(
          z.strictObject({
            code: z.string(),
            display: z.string(),
            designation: z.array(z.strictObject({ language: z.string(), value: z.string() })),
          }),
        ),
      }),
    ),
  }),
});

/**
 * observation-form.json: the FHIR R4 Questionnaire (https://hl7.org/fhir/R4/questionnaire.html) on which a nurse notes what
 * staff can see or know without asking the patient anything.
 */
export const OBSERVATION_FORM_FILE = z.strictObject({
  resourceType: z.literal('Questionnaire'),
  id: z.string(),
  language: z.literal('en'),
  url: z.string(),
  version: z.string(),
  name: z.string(),
  title: z.string(),
  _title: translated,
  status: z.enum(['draft', 'active', 'retired']),
  experimental: z.boolean(),
  subjectType: z.tuple([z.literal('Patient')]),
  date: z.string(),
  description: z.string(),
  _description: translated,
  copyright: z.string(),
  contained: z.array(answers).min(1),
  item: z.array(section).min(1),
});

export type ObservationFormEntry = z.infer<typeof OBSERVATION_FORM_FILE>;
