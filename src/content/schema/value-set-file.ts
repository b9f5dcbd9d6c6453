import { z } from 'zod';

const extension = z.array(z.strictObject({ url: z.string(), valueString: z.string() })).optional();

/**
 * `is-a` on an ICD-10-CM category takes in its subcategories. `character-6` and `character-7` name a position of the
 * code without its dot, for what ICD-10-CM says by position (intent, encounter).
 */
const filter = z.strictObject({
  property: z.enum(['concept', 'character-6', 'character-7']),
  op: z.enum(['is-a', 'in']),
  value: z.string().min(1),
  extension,
});
const concept = z.strictObject({ code: z.string().min(1), display: z.string().optional(), extension });
const part = z.strictObject({
  system: z.url(),
  concept: z.array(concept).min(1).optional(),
  filter: z.array(filter).min(1).optional(),
});

/** A FHIR R4 ValueSet (https://hl7.org/fhir/R4/valueset.html), as far as we read it. */
export const VALUE_SET_FILE = z.strictObject({
  resourceType: z.literal('ValueSet'),
  url: z.string(),
  version: z.string().optional(),
  name: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'active', 'retired']),
  description: z.string().optional(),
  compose: z.strictObject({ include: z.array(part), exclude: z.array(part).optional() }),
});

export type ValueSetEntry = z.infer<typeof VALUE_SET_FILE>;
export type ValueSetPart = z.infer<typeof part>;
