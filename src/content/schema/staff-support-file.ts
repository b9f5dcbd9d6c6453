import { z } from 'zod';
import { DAY } from './day-and-version.js';

const line = z.string().trim().min(1).max(300);
const short = line.max(80);

/** staff-support/pages/<language>.yaml: a short debrief for staff, in the same keys in every language. */
export const STAFF_PAGE_FILE = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/),
  name: short,
  title: short,
  lead: line,
  optional: line,
  stepsTitle: short,
  /** few: it is read by somebody who is tired */
  steps: z.array(line).min(3).max(6),
  lasting: line,
  own: line,
  contactsTitle: short,
  noContacts: line,
  selfCheckTitle: short,
  selfCheck: line,
  sourcesTitle: short,
  sources: z.array(line).min(1),
  languages: short,
});

/** staff-support/self-check.yaml: what the page links to, with the credit line that its author asks for. */
export const SELF_CHECK_FILE = z.strictObject({
  name: line,
  url: z.url({ protocol: /^https$/ }),
  credit: line,
  verifiedOn: DAY,
});

/** `staffSupport` of site.yaml: whom the site's staff may turn to. */
export const STAFF_SUPPORT = z.strictObject({
  contacts: z
    .array(
      z
        .strictObject({
          name: line,
          phone: z
            .string()
            .regex(/^[+\d][\d ().,x-]{1,30}$/, 'a number or an extension such as "4420"')
            .optional(),
          url: z.url({ protocol: /^https$/ }).optional(),
          hours: short.optional(),
        })
        .refine(({ phone, url }) => phone !== undefined || url !== undefined, 'give a phone or a url'),
    )
    .max(12)
    .default([]),
  /** where staff open the page: cards about a conversation link to it then */
  cardLink: z.url({ protocol: /^https$/ }).optional(),
});

export type StaffPageEntry = z.infer<typeof STAFF_PAGE_FILE>;
export type SelfCheckEntry = z.infer<typeof SELF_CHECK_FILE>;
