import { z } from 'zod';
import { RECORDED } from '../../model/circumstance.js';
import { HOOKS } from '../../model/hook.js';
import { SERVICE_TYPES } from '../../model/service.js';
import { PLAN_ACTIVITIES } from '../../model/plan-activity.js';
import { ORDER_IDS } from '../../model/wording.js';
import { APPROVALS } from './approval-file.js';
import { CLAUSE, WITHIN } from './cue-file.js';
import { VERSION } from './day-and-version.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** What a card may offer: help, and nothing that police run. A line is chosen by the site, an interpreter is an order. */
const NEED_TYPES = SERVICE_TYPES.filter(
  (type) => type !== 'police-unit' && type !== 'crisis-line' && type !== 'interpreter',
);

const plan = z.strictObject({
  /** static and alphanumeric: Epic hangs override lockouts on it */
  topic: z.string().regex(/^[a-z0-9]{1,100}$/),
  orders: z.array(z.enum(ORDER_IDS)),
  /** instead of them where time alone is not possible at this visit */
  ordersNotAlone: z.array(z.enum(ORDER_IDS)).optional(),
  /** types of the services that the card offers, and without one of which a department is not live */
  services: z.array(z.enum(NEED_TYPES)).default([]),
});
const owners = { steward: z.string().min(2), clinicalOwner: z.string().min(2) };
const head = {
  version: VERSION,
  status: z.enum(['experimental', 'active', 'retired']),
  lastReviewed: day,
};

/** private-conversation/service.yaml */
export const SERVICE_FILE = z.strictObject({
  ...head,
  ownership: z.strictObject({ ...owners, approvals: APPROVALS }),
  services: z
    .array(
      z.strictObject({
        /** one path segment of unreserved characters */
        id: z.string().regex(/^[A-Za-z0-9._~-]+$/),
        hook: z.enum(HOOKS),
        title: z.string().min(1),
        description: z.string().min(1),
        usageRequirements: z.string().min(1).optional(),
      }),
    )
    .min(1),
  cards: z.strictObject({ 'time-alone': plan, 'private-conversation': plan, 'child-protection': plan }),
});

/** continuity-of-care/service.yaml: content only; both services can return it (decision 15), and it is approved with them. */
export const CONTINUITY_SERVICE_FILE = z.strictObject({
  ...head,
  ownership: z.strictObject(owners),
  cards: z.strictObject({
    continuity: plan.extend({
      /** activities of the plan that is proposed where the client takes one; none: no plan */
      carePlan: z.array(z.enum(PLAN_ACTIVITIES)).optional(),
    }),
  }),
});

/** orders.yaml: the standard code of each order, where one was verified. */
export const ORDERS_FILE = z.partialRecord(
  z.enum(ORDER_IDS),
  z.strictObject({
    system: z.string(),
    code: z.string(),
    display: z.string().optional(),
    /** someone else is asked to fulfil it: a Task follows it where the client takes one */
    referral: z.boolean().optional(),
    source: z.string(),
  }),
);

/** settings.yaml: which value sets mean emergency department, remote visit, "interpreter needed" and a note to read; what is on record about time alone and contact. */
export const SETTINGS_FILE = z.strictObject({
  emergency: z.array(z.string()).min(1),
  remote: z.array(z.string()).min(1),
  interpreterYes: z.string(),
  /** types of the documents that are read; without any, no document is asked for */
  notes: z.array(z.string()).default([]),
  /** they change how a card speaks and what its orders say, never whether; statements as in cues */
  circumstances: z
    .partialRecord(z.enum(RECORDED), z.strictObject({ within: WITHIN, any: z.array(CLAUSE).min(1) }))
    .default({}),
});
