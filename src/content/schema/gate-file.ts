import { z } from 'zod';
import { GATE_ITEMS } from '../../model/gate.js';
import { DAY, VERSION } from './day-and-version.js';

/** What a site says of one item of the checklist. */
const ENTRY = z.strictObject({
  item: z.enum(Object.keys(GATE_ITEMS) as [keyof typeof GATE_ITEMS, ...(keyof typeof GATE_ITEMS)[]]),
  /** where the proof is kept; no names of patients */
  evidence: z.string().min(3).max(500),
  /** who answers for it */
  owner: z.string().min(2).max(200),
  /** `start` stands for the moment of start, and is for a demo site only */
  verifiedOn: z.union([z.literal('start'), DAY]),
  /** last day on which it holds; default: as long as the item may stand */
  expires: DAY.optional(),
  /** `version` of service.yaml that it was done on, for items that are bound to it */
  contentVersion: VERSION.optional(),
});

const entries = z
  .array(ENTRY)
  .refine((all) => new Set(all.map(({ item }) => item)).size === all.length, 'each item once');

/** sites/<id>/gate.yaml */
export const GATE_FILE = z.strictObject({
  items: entries.default([]),
  /** by id of a department: what it has of its own, in place of the site's */
  departments: z.record(z.string(), entries).default({}),
});

export type GateFileEntry = z.infer<typeof GATE_FILE>;
export type GateItemEntry = z.infer<typeof ENTRY>;
