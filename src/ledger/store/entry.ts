import { z } from 'zod';
import { HOOKS } from '../../model/hook.js';
import { OVERRIDE_REASONS } from '../../model/override-reason.js';
import { hourOf } from '../keep-times.js';
import type { IssuedCard, Outcome } from '../ledger.js';
import { cardDigest, readReport } from '../read-report.js';
import type { SealComment } from '../seal-comment.js';

/** What a column of whole numbers takes in PostgreSQL, and what a date can be: a line beyond is damaged. */
const MOST = 2_147_483_647;
const LAST_MOMENT = 8_640_000_000_000_000;

const text = z.string();
const moment = z.number().int().min(-LAST_MOMENT).max(LAST_MOMENT);

/** What is appended to the ledger, as the spool keeps it too: nothing in it identifies anyone. */
const ENTRY = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('card'),
    card: text,
    uuid: text,
    service: text,
    hook: z.enum(HOOKS),
    topic: text,
    revision: text,
    department: text.optional(),
    tier: z.union([z.literal(0), z.literal(2), z.literal(3)]),
    language: text,
    client: text,
    hour: moment,
    patientTopic: text,
    patientEncounter: text.optional(),
  }),
  z.object({
    kind: z.literal('report'),
    service: text,
    client: text,
    card: text,
    isCardId: z.boolean(),
    outcome: z.enum(['accepted', 'overridden']),
    reason: z.enum([...OVERRIDE_REASONS, 'other']).optional(),
    sentAt: moment.optional(),
    at: moment,
    receivedAt: moment,
    suggestions: z.number().int().min(0).max(MOST),
    quiet: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('encounter') }),
      z.object({ kind: z.literal('until'), at: moment, alsoEncounter: z.boolean() }),
    ]),
    comment: z.object({ key: text, sealed: text }).optional(),
  }),
]);
export type Entry = z.infer<typeof ENTRY>;
export type CardEntry = Extract<Entry, { kind: 'card' }>;
export type ReportEntry = Extract<Entry, { kind: 'report' }>;

/** A card as it is appended: of its moment only the hour, of its marks those by the newest key. */
export function cardEntry(issued: IssuedCard): CardEntry {
  const { uuid, at, marks, rule: _, ...card } = issued;
  const [patientTopic] = marks.patientTopic;
  const [patientEncounter] = marks.patientEncounter;
  return {
    kind: 'card',
    card: cardDigest(uuid),
    uuid,
    hour: hourOf(at),
    ...card,
    patientTopic,
    patientEncounter,
  };
}

/** A report as it is appended; a comment that a site keeps is sealed first. */
export function reportEntry(
  from: { readonly service: string; readonly client: string },
  outcome: Outcome,
  receivedAt: number,
  seal: SealComment,
): ReportEntry {
  const report = readReport(outcome, receivedAt);
  const { comment } = outcome.item;
  return {
    kind: 'report',
    ...from,
    ...report,
    comment: comment === undefined ? undefined : seal(comment, report.card),
  };
}

/** Reads a line of the spool; undefined for one that is damaged. */
export function parseEntry(line: string): Entry | undefined {
  try {
    return ENTRY.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
