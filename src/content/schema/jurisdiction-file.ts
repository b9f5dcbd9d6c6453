import { z } from 'zod';

const line = z.string().min(1).max(300);
const verifiedOn = z.string().regex(/^\d{4}-\d{2}(?:-\d{2})?$/);

/** A row of a table of reporting rules, in a jurisdiction's file or a site's own. */
export const REPORTING_RULE = z.strictObject({
  region: line,
  ageBand: z.enum(['under-18', 'adult', 'any']),
  kind: z.enum(['any', 'sexual', 'labour']),
  trigger: line,
  recipient: line,
  timeLimit: line,
  citation: line,
  verifiedOn,
});

/** Shown in place of the limits step: where the table has a row for the age, and where it has none. */
const sentences = z.strictObject({ table: line, policy: line });

/** jurisdictions/<id>.yaml: what was read of the law, by whom it is said, and the sentences that take the place of the limits step. */
export const JURISDICTION_FILE = z.strictObject({
  title: line,
  verifiedOn,
  caution: z.string().min(1),
  sources: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), line),
  /** for owners and lawyers; never shown */
  facts: z.array(z.strictObject({ text: z.string().min(1), sources: z.array(z.string()).min(1) })),
  limits: z.record(z.string().regex(/^[a-z]{2}$/), z.strictObject({ adult: sentences, minor: sentences })),
  table: z.array(REPORTING_RULE),
});

export type JurisdictionEntry = z.infer<typeof JURISDICTION_FILE>;
