import { z } from 'zod';
import { APPROVAL_ROLES } from '../../model/approval.js';
import { DAY, VERSION } from './day-and-version.js';

const role = z.enum(APPROVAL_ROLES);
/** of whoever approved, or the alias of an adviser who wants no name here; shown nowhere */
const name = z.string().trim().min(2).max(200);

/** An approval of one version of the content: it does not stand for the next. */
const DATED = z.strictObject({ role, name, on: DAY, version: VERSION });
/** `start` stands for the moment of start, and is for a demo site only. */
const AT_START = z.strictObject({ role, name, on: z.literal('start') });

/** `ownership.approvals` of service.yaml: what the content's own people have signed. */
export const APPROVALS = z.array(DATED);

/** sites/<id>/approvals.yaml: what the site's people have signed of what it runs. */
export const APPROVALS_FILE = z.strictObject({ approvals: z.array(z.union([DATED, AT_START])) });

export type ApprovalEntry = z.infer<typeof DATED> | z.infer<typeof AT_START>;
