import { z } from 'zod';
import { CUE_STATES, FAMILIES, RULES } from '../../model/cue.js';
import { parsePeriod } from '../../model/period.js';
import { SOURCE_OF } from '../../model/source.js';
import type { EvidenceResource } from '../../model/source.js';

const name = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower case words joined by hyphens');
const period = z
  .string()
  .refine(
    (text) => parsePeriod(text) !== undefined,
    'an ISO 8601 period in years, months or days, such as P12M',
  );
export const WITHIN = z.union([z.literal('any'), z.literal('encounter'), period]);
type Coded = Exclude<EvidenceResource, 'DocumentReference' | 'ClinicalImpression' | 'Composition'>;
/** Documents are read for their words; no code of theirs is evidence. */
const resource = z.enum(
  Object.entries(SOURCE_OF).flatMap(([type, source]) => (source === 'documents' ? [] : [type as Coded])),
);
/** Above every age that a record can say, an impossible birth date included. */
const OLDEST = 10_000;
const count = z.int().min(1).max(99);
const age = z.int().min(0).max(OLDEST);

/** How a value is tested: a coded answer, a yes or no, or a number with its UCUM units. */
const valueTest = z.strictObject({
  in: name.optional(),
  is: z.boolean().optional(),
  below: z.number().optional(),
  above: z.number().optional(),
  atMost: z.number().optional(),
  atLeast: z.number().optional(),
  units: z.array(z.string()).optional(),
});

const codeClause = z.strictObject({
  code: name,
  of: z.array(resource).min(1).optional(),
  atLeast: count.optional(),
  apart: z.union([z.literal('encounter'), z.literal('resource'), period]).optional(),
  within: WITHIN.optional(),
  notWithin: period.optional(),
  standing: z.boolean().optional(),
  active: z.boolean().optional(),
  status: z.array(z.string()).optional(),
  notStatus: z.array(z.string()).optional(),
  unlessWith: z.array(name).optional(),
  onlyWith: z.array(name).optional(),
});
const observationClause = z.strictObject({ observation: name, value: valueTest, within: WITHIN.optional() });
const answerClause = z.strictObject({
  answer: z.string().min(1),
  questionnaire: z.string().optional(),
  value: valueTest,
  within: WITHIN.optional(),
});
const providersClause = z.strictObject({ providers: count, within: WITHIN.optional() });
const ageClause = z.strictObject({ age: z.strictObject({ from: age.optional(), to: age.optional() }) });
const togetherClause = z.strictObject({
  together: z.array(name).min(2),
  atLeast: count,
  days: count,
  within: WITHIN.optional(),
});
/** a phrase group of phrases/*.yaml that free text states */
const noteClause = z.strictObject({ note: name, within: WITHIN.optional() });
/** an item of the observation form that staff have seen */
const observedClause = z.strictObject({ observed: name, within: WITHIN.optional() });
/** registered without identification, by the site's rule */
const registrationClause = z.strictObject({ registration: z.literal('unidentified') });
const instrumentClause = z.strictObject({ instrument: z.literal('site') });

const simpleClauses = [
  codeClause,
  observationClause,
  answerClause,
  providersClause,
  ageClause,
  togetherClause,
  instrumentClause,
  noteClause,
  observedClause,
  registrationClause,
] as const;
const allClause = z.strictObject({ all: z.array(z.union(simpleClauses)).min(1) });
export const CLAUSE = z.union([...simpleClauses, allClause]);

const grades = z.union([
  z.int().min(0).max(9),
  z.array(z.strictObject({ events: count, points: z.int().min(1).max(9) })).min(1),
]);

const CUE = z.strictObject({
  id: z
    .string()
    .regex(
      /^(?:HTC|CP|SITE)-\d{2,3}$/,
      'HTC-nn of the catalogue, CP-nn for child protection, SITE-nn for a site cue',
    ),
  slug: name,
  label: z.string().min(1).max(160),
  family: z.enum(FAMILIES),
  evidence: z.strictObject({
    grade: z.enum(['A', 'B', 'C']),
    sources: z.array(z.string().regex(/^S\d{2,3}$/)).min(1),
    note: z.string().optional(),
  }),
  state: z.enum(CUE_STATES).default('on'),
  /** a site that opts into that cue opts into this one too */
  optInWith: z.string().optional(),
  ages: z.strictObject({ from: age.default(0), to: age.default(OLDEST) }).optional(),
  rule: z.enum(RULES).optional(),
  points: z.strictObject({ adult: grades.optional(), minor: grades.optional() }).optional(),
  youngAdultAsMinor: z.boolean().optional(),
  onlyWithFamilies: z.array(z.enum(FAMILIES)).optional(),
  within: WITHIN,
  any: z.array(CLAUSE).min(1),
  unless: z.array(z.strictObject({ label: z.string().min(1), any: z.array(CLAUSE).min(1) })).optional(),
  caution: z.string().optional(),
});

/** One file per family: a list of cues. */
export const CUE_FILE = z.array(CUE).min(1);

export type CueEntry = z.infer<typeof CUE>;
export type ClauseEntry = z.infer<typeof CLAUSE>;
export type ValueTestEntry = z.infer<typeof valueTest>;
