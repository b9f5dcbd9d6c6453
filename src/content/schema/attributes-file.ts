import { z } from 'zod';
import { EVIDENCE_KEYS, PREDICTIVE_KEYS } from '../../model/source-attributes.js';
import { DAY } from './day-and-version.js';

const text = z.string().trim().min(1);

/** What holds, and when somebody last looked whether it still does. */
const SAYS = z.strictObject({ says: text, reviewedOn: DAY });
/** Why there is nothing to say. */
const NOT_APPLICABLE = z.strictObject({ notApplicable: text, reviewedOn: DAY });

/** attributes.yaml: the source attributes of 45 CFR 170.315(b)(11)(iv), (A) in full, (B) as far as it applies. */
export const ATTRIBUTES_FILE = z.strictObject({
  /** SPDX identifier of what the content may be used under */
  licence: z.string().min(1),
  evidenceBased: z.record(z.enum(EVIDENCE_KEYS), SAYS),
  predictive: z.record(z.enum(PREDICTIVE_KEYS), z.union([SAYS, NOT_APPLICABLE])),
});

export type AttributesEntry = z.infer<typeof ATTRIBUTES_FILE>;
export type AttributeEntry = z.infer<typeof SAYS> | z.infer<typeof NOT_APPLICABLE>;
