import { z } from 'zod';
import { LANGUAGES } from '../../model/language.js';

const name = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower case words joined by hyphens');
/** Words and expressions with commas between them: one text, since a file holds thousands and is read at every change. */
const expressions = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);
const unit = expressions.refine((words) => words.length > 0, 'at least one word');

/** Sentences, one on each line. */
function sentences(atLeast: number): z.ZodType<readonly string[], string> {
  return z
    .string()
    .transform((text) => text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])))
    .refine((lines) => lines.length >= atLeast, `at least ${atLeast} sentences, one on each line`);
}

/** Words that turn a phrase around, by what they do (ConText). Comments in the file say how far each reaches. */
const context = z.strictObject({
  denial: expressions,
  none: expressions,
  not: expressions,
  after: expressions,
  terminators: expressions,
  hypothetical: expressions,
  instruction: expressions,
  past: expressions,
  ongoing: expressions,
  ago: z.strictObject({
    before: expressions,
    after: expressions,
    units: z.strictObject({ day: unit, week: unit, month: unit, year: unit }),
    numbers: z.record(z.string().regex(/^\d{1,3}$/), expressions),
    /** an ISO 8601 period and what it is called */
    spans: z.record(z.string(), expressions),
  }),
  relations: expressions,
  employers: expressions,
  company: expressions,
  speech: expressions,
  patient: expressions,
  pronouns: expressions,
  templates: expressions,
  others: expressions,
  yes: expressions,
  no: expressions,
  abbreviations: expressions,
  pseudo: expressions.default([]),
  whose: expressions.default([]),
  continues: expressions.default([]),
  lives: expressions.default([]),
});

const pattern = z.strictObject({
  phrase: z.string().min(3).max(1000),
  /** sentences that this pattern must match */
  matches: sentences(3),
  /** sentences that look alike and must match no pattern of the group */
  misses: sentences(3),
});

/** The same content turned around; each kind at least twice, except for groups that only exclude. */
const variants = z.strictObject({
  negated: sentences(2),
  experiencer: sentences(2).optional(),
  hypothetical: sentences(2).optional(),
  historical: sentences(2).optional(),
});

const group = z.strictObject({
  id: name,
  patterns: z.array(pattern).min(1),
  /** look-alikes: a sentence in which one of these occurs does not count */
  unless: z.array(z.string().min(3).max(1000)).default([]),
  speaker: z.literal('patient').optional(),
  conditional: z.literal('keeps').optional(),
  /** what lies some days back is still so */
  past: z.literal('keeps').optional(),
  variants,
});

/** phrases/<language>.yaml: what the cues look for in free text, in one language. */
export const PHRASE_FILE = z.strictObject({
  language: z.enum(LANGUAGES),
  context,
  lists: z.record(name, expressions),
  groups: z.array(group).min(1),
});

export type PhraseEntry = z.infer<typeof PHRASE_FILE>;
export type PhraseGroupEntry = z.infer<typeof group>;
