import { z } from 'zod';
import { HavenError } from '../model/haven-error.js';
import { isJsonObject, listOf, member, textOf } from '../model/json-value.js';

/** What became of one card, as far as we keep it: no user, and free text only where a site keeps comments. */
export interface FeedbackItem {
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly acceptedSuggestions: readonly string[];
  /** code of the override reason; undefined where none was given */
  readonly reason: string | undefined;
  readonly at: string | undefined;
  /** free text; there only where the site asks for it */
  readonly comment?: string;
}

/** https://cds-hooks.hl7.org/2.0/#feedback. Liberal where real clients differ (Epic's plural, missing systems). */
const ITEM = z.object({
  card: z.string().min(1).max(1024),
  outcome: z.enum(['accepted', 'overridden']),
});

const EPIC_REASON = 'com.epic.cdshooks.feedback.overrideReason.reasonCategory';

/** Epic sends the plural, as a list or not; an empty singular may stand beside it. */
function overridesOf(item: unknown): readonly unknown[] {
  return ['overrideReason', 'overrideReasons'].flatMap((name) => {
    const given = member(item, name);
    return Array.isArray(given) ? listOf(given) : [given];
  });
}

/** Who thinks in FHIR names a UUID as it is named there. */
function cardOf(text: string): string {
  return text.replace(/^urn:uuid:/i, '');
}

function codeOf(override: unknown): string | undefined {
  const coding = member(override, 'reason') ?? override;
  return textOf(member(coding, 'code')) ?? textOf(member(member(override, 'extension'), EPIC_REASON));
}

/** Of several, the first that has a code is the reason; what was written beside any of them is the comment. */
function reasonOf(item: unknown): string | undefined {
  return overridesOf(item).flatMap((override) => codeOf(override) ?? [])[0];
}

function commentOf(item: unknown, isKept: boolean): Pick<FeedbackItem, 'comment'> {
  if (!isKept) return {};
  const comments = overridesOf(item).flatMap((override) => textOf(member(override, 'userComment')) ?? []);
  return comments.length === 0 ? {} : { comment: comments.join('\n') };
}

function parseItem(item: unknown, keepsComments: boolean): FeedbackItem {
  const parsed = ITEM.safeParse(item);
  if (!parsed.success) {
    throw new HavenError(
      'invalid-request',
      `feedback item: ${parsed.error.issues[0]?.path.map(String).join('.') ?? ''}`,
    );
  }
  const suggestions = listOf(member(item, 'acceptedSuggestions')).flatMap(
    (entry) => textOf(member(entry, 'id')) ?? [],
  );
  return {
    card: cardOf(parsed.data.card),
    outcome: parsed.data.outcome,
    acceptedSuggestions: suggestions,
    reason: reasonOf(item),
    at: textOf(member(item, 'outcomeTimestamp'))?.slice(0, 64),
    ...commentOf(item, keepsComments),
  };
}

/**
 * Parses a feedback body: `{"feedback": […]}`, or a bare item as early sandboxes sent it.
 *
 * @param keepsComments whether the site keeps comments; otherwise they end here
 * @throws HavenError `invalid-request` for a non-object, or an item without card or with an unknown outcome
 */
export function parseFeedback(body: unknown, keepsComments = false): readonly FeedbackItem[] {
  if (!isJsonObject(body)) throw new HavenError('invalid-request', 'feedback is not an object');
  const items = member(body, 'feedback') ?? (member(body, 'card') === undefined ? undefined : [body]);
  if (!Array.isArray(items)) throw new HavenError('invalid-request', 'missing or ill-typed: feedback');
  return listOf(items).map((item) => parseItem(item, keepsComments));
}
