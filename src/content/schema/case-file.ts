import { z } from 'zod';
import { PATHWAYS } from '../../model/assessment.js';
import { CIRCUMSTANCES } from '../../model/circumstance.js';
import { HOOKS } from '../../model/hook.js';
import { SOURCES } from '../../model/source.js';
import { OVERLAY } from './site-file.js';

const code = z.strictObject({ system: z.string().optional(), code: z.string() });

/** A short form of a resource, for cases; `given.resources` takes whole FHIR resources. */
const condition = z.strictObject({
  icd: z.string().optional(),
  snomed: z.string().optional(),
  text: z.string().optional(),
  on: z.string().optional(),
  encounter: z.string().optional(),
  clinical: z.string().optional(),
  verification: z.string().optional(),
  category: z.string().optional(),
  abated: z.string().optional(),
});
const encounter = z.strictObject({
  id: z.string().optional(),
  class: z.string().default('AMB'),
  type: code.optional(),
  serviceType: code.optional(),
  on: z.string().optional(),
  status: z.string().default('finished'),
  icd: z.array(z.string()).optional(),
  snomed: z.array(z.string()).optional(),
  provider: z.string().optional(),
  disposition: code.optional(),
});
const observation = z.strictObject({
  loinc: z.string(),
  on: z.string().optional(),
  answer: code.optional(),
  yes: z.boolean().optional(),
  number: z.number().optional(),
  unit: z.string().optional(),
  status: z.string().default('final'),
});
const appointment = z.strictObject({ status: z.string(), on: z.string() });
const response = z.strictObject({
  questionnaire: z.string().optional(),
  on: z.string().optional(),
  status: z.string().default('completed'),
  encounter: z.string().optional(),
  items: z.array(
    z.strictObject({
      linkId: z.string(),
      /** the question, as the response repeats it */
      text: z.string().optional(),
      answer: code.optional(),
      yes: z.boolean().optional(),
      number: z.number().optional(),
    }),
  ),
});

const note = z.strictObject({
  text: z.string(),
  /** default: the case's clock */
  on: z.string().optional(),
  loinc: z.string().default('54094-8'),
  encounter: z.string().optional(),
  language: z.string().optional(),
});

/** One worked patient. */
const CASE = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]+$/),
  says: z.string().min(1),
  hook: z.enum(HOOKS).default('encounter-start'),
  /** `Practitioner/x` unless the case is about who reads */
  user: z.string().default('Practitioner/case'),
  overlay: OVERLAY.optional(),
  given: z.strictObject({
    /** completed years at the case's clock; or a birth date; or neither, where it is unknown */
    age: z.int().min(0).max(120).optional(),
    birthDate: z.string().optional(),
    deceased: z.boolean().optional(),
    interpreter: z.boolean().optional(),
    setting: z.enum(['ED', 'AMB', 'VR']).default('ED'),
    conditions: z.array(condition).default([]),
    encounters: z.array(encounter).default([]),
    observations: z.array(observation).default([]),
    appointments: z.array(appointment).default([]),
    responses: z.array(response).default([]),
    notes: z.array(note).default([]),
    /** items of the observation form that staff have seen in this encounter */
    observed: z.array(z.string()).default([]),
    /** reason of the current encounter, as text */
    reason: z.string().optional(),
    /** whole FHIR resources */
    resources: z.array(z.record(z.string(), z.unknown())).default([]),
    /** sources that failed */
    unavailable: z.array(z.enum(SOURCES)).default([]),
  }),
  expect: z.strictObject({
    /** exactly these cues are met */
    met: z.array(z.string()).optional(),
    /** these cues are not met, among others */
    notMet: z.array(z.string()).optional(),
    /** these cues are unknown, among others */
    unknown: z.array(z.string()).optional(),
    score: z.int().optional(),
    tier: z.union([z.literal(0), z.literal(2), z.literal(3)]),
    /** the card, or `none` */
    card: z.enum([...PATHWAYS, 'none']),
    wording: z.enum(['any', 'minor', 'survivor', 'survivor-minor']).optional(),
    /** what is on record about time alone, and so changes how the card speaks */
    circumstance: z.enum([...CIRCUMSTANCES, 'none']).optional(),
    /** whether orders for later say that the patient wishes no contact */
    noContact: z.boolean().optional(),
  }),
});

/** cases/*.yaml: worked patients at one fixed clock. */
export const CASE_FILE = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  cases: z.array(CASE).min(1),
});

export type CaseEntry = z.infer<typeof CASE>;
export type CaseFileEntry = z.infer<typeof CASE_FILE>;
