import { createHash } from 'node:crypto';
import { isOverrideReason } from '../model/override-reason.js';
import type { OverrideReason } from '../model/override-reason.js';
import type { Outcome } from './ledger.js';
import type { Quiet } from '../model/quiet.js';

/** A report on a card as it is kept: nothing in it is the caller's text. */
export interface Report {
  /** digest of the card's id */
  readonly card: string;
  /** whether the id looks like one that we give; anything else is counted and let go */
  readonly isCardId: boolean;
  readonly outcome: 'accepted' | 'overridden';
  /** `other` for a code that the cards do not offer */
  readonly reason: OverrideReason | 'other' | undefined;
  /** when it happened, as the client says; undefined where it does not say */
  readonly sentAt: number | undefined;
  /** when it happened, as we hold it: hardly later than it came in */
  readonly at: number;
  readonly receivedAt: number;
  /** how many suggestions were accepted */
  readonly suggestions: number;
  readonly quiet: Quiet;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** RFC 3339 with a zone: a local time is no moment. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i;
/** So far ahead of ours the clock of a client may be: reports of its users within seconds are told apart all the same. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** A card suggests a handful; a longer list says nothing more. */
const MAX_SUGGESTIONS = 99;

/** A card is known by the digest of its id: what a client sends as an id may be anything, a patient's id too. */
export function cardDigest(uuid: string): string {
  return createHash('sha256').update(`card\0${uuid.toLowerCase()}`).digest('base64url');
}

function momentOf(text: string | undefined): number | undefined {
  if (text === undefined || !MOMENT.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

function reasonOf(code: string | undefined): Report['reason'] {
  if (code === undefined) return undefined;
  return isOverrideReason(code) ? code : 'other';
}

/** The moment that a client says, or when the report came in where it says none, or a time to come: but clocks differ. */
function heldMoment(sentAt: number | undefined, receivedAt: number): number {
  return sentAt === undefined || sentAt > receivedAt + CLOCKS_DIFFER_MS ? receivedAt : sentAt;
}

/** When a clinician reacted. */
export function reportMoment({ at }: Pick<Outcome['item'], 'at'>, receivedAt: number): number {
  return heldMoment(momentOf(at), receivedAt);
}

/**
 * Reads a report for keeping.
 *
 * @param receivedAt when it came in; stands for its time where the client names none, or one to come
 */
export function readReport({ item, quiet }: Outcome, receivedAt: number): Report {
  const sentAt = momentOf(item.at);
  return {
    card: cardDigest(item.card),
    isCardId: UUID.test(item.card),
    outcome: item.outcome,
    reason: reasonOf(item.reason),
    sentAt,
    at: heldMoment(sentAt, receivedAt),
    receivedAt,
    suggestions: Math.min(item.acceptedSuggestions.length, MAX_SUGGESTIONS),
    quiet,
  };
}

interface Identity extends Pick<Report, 'card' | 'outcome'> {
  readonly reason?: Report['reason'];
  readonly sentAt?: Report['sentAt'];
}

/** What makes two reports the same one, sent twice. */
export function reportIdentity({ card, outcome, reason, sentAt }: Identity): string {
  return [card, outcome, reason ?? '', sentAt ?? ''].join(' ');
}

/** A report beside others on its card. */
export type Weighed = Pick<Report, 'at' | 'outcome' | 'reason'>;

/** Which of two reports holds: the later; of two at once the one that something was done; then one fixed order, so that their order of arrival never matters. */
export function outweighs(one: Weighed, other: Weighed): boolean {
  if (one.at !== other.at) return one.at > other.at;
  if (one.outcome !== other.outcome) return one.outcome === 'accepted';
  return (one.reason ?? '') > (other.reason ?? '');
}
