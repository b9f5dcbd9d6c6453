import { z } from 'zod';
import { FAMILIES } from '../../model/cue.js';
import { LOOP_STATE_IDS } from '../../model/loop-state.js';
import { OFFER_MARK_IDS, PLAN_ACTIVITIES } from '../../model/plan-activity.js';
import { INTAKES } from '../../model/service.js';
import { STEPS } from '../../model/wording.js';

const line = z.string().min(1).max(300);
const steps = z.partialRecord(z.enum(STEPS), line);
/** What an approach or a circumstance changes; what it does not name stays. */
const change = z.strictObject({
  summary: line.optional(),
  routineSummary: line.optional(),
  steps: steps.default({}),
  without: z.array(z.enum(STEPS)).default([]),
});
const text = z.strictObject({
  summary: line,
  routineSummary: line.optional(),
  steps,
  'universal-education': change.optional(),
  'structured-screen': change.optional(),
  'time-alone-declined': change.optional(),
  'time-alone-not-possible': change.optional(),
});
const variants = z.strictObject({
  any: text.optional(),
  minor: text.optional(),
  survivor: text.optional(),
  'survivor-minor': text.optional(),
});
const order = z.strictObject({
  label: line,
  description: line,
  /** for a patient under 18 */
  minorDescription: line.optional(),
  name: line,
});

/** cards/<language>.yaml of private-conversation: every word that a clinician sees. */
export const WORDING_FILE = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/),
  source: line,
  immediateDanger: line,
  supportLine: line,
  localContact: line,
  servicesLine: line,
  hoursAlways: line,
  hoursOpen: line,
  hoursOpens: line,
  hoursClosed: line,
  hoursUnknown: line,
  intake: z.record(z.enum(INTAKES), line),
  interpreterFirst: line,
  reasonsLine: line,
  reasons: z.record(z.enum(FAMILIES), line),
  cards: z.strictObject({
    'time-alone': variants,
    'private-conversation': variants,
    'child-protection': variants,
  }),
  orders: z.strictObject({
    interpreter: order,
    'private-rooming': order,
    'social-work': order,
    'follow-up': order,
  }),
  referral: z.strictObject({ task: line, contact: line, states: z.record(z.enum(LOOP_STATE_IDS), line) }),
  overrideReasons: z.array(z.strictObject({ code: z.string().regex(/^[a-z-]+$/), display: line })).min(1),
});

/** cards/<language>.yaml of continuity-of-care. */
export const CONTINUITY_WORDING_FILE = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/),
  cards: z.strictObject({ continuity: variants }),
  plan: z.strictObject({
    label: line,
    description: line,
    title: line,
    activities: z.record(z.enum(PLAN_ACTIVITIES), line),
    marks: z.record(z.enum(OFFER_MARK_IDS), line),
  }),
});

export type WordingEntry = z.infer<typeof WORDING_FILE>;
export type ContinuityWordingEntry = z.infer<typeof CONTINUITY_WORDING_FILE>;
/** One card for one audience. */
export type CardEntry = z.infer<typeof text>;
