import { randomBytes, randomUUID } from 'node:crypto';
import type { QuietRule } from '../../src/decide/hold-back.js';
import type { IssuedCard, Ledger, Outcome } from '../../src/ledger/ledger.js';
import type { Quiet, Recall } from '../../src/model/quiet.js';
import { subjectSealer } from '../../src/ledger/seal-subject.js';
import type { SealSubject, Subject } from '../../src/ledger/seal-subject.js';
import type { SiteKey } from '../../src/ledger/site-keys.js';

/** 2026-03-10T15:20:00Z: within an hour, not at its start. */
export const AT = Date.parse('2026-03-10T15:20:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The hour in which `AT` lies. */
export const AT_HOUR = Date.parse('2026-03-10T15:00:00Z');
export const TOPIC = 'privatetime1';

export function siteKey(id: string): SiteKey {
  return { id, secret: randomBytes(32) };
}

const SEAL_SUBJECT = subjectSealer([siteKey('one')]);

/** A patient nobody has met, in an encounter. */
export function somebody(more: Partial<Subject> = {}): Subject {
  return { realm: 'ehr', patientId: randomUUID(), encounterId: 'e1', ...more };
}

export interface CardMore extends Partial<Omit<IssuedCard, 'marks'>> {
  readonly sealSubject?: SealSubject;
}

/** Nothing is kept quiet, as on a demo site. */
export const NEVER_HELD: QuietRule = { times: undefined, reportsOutcomes: true };

/** The cooldown of a site that says nothing of its own (docs/sites.md). */
export const TIMES = {
  declinedDays: 90,
  offeredDays: 30,
  doneDays: 0,
  notInPrivateHours: 4,
  timesPerEncounter: 3,
};

/** Held back by outcomes. */
export const BY_OUTCOME: QuietRule = { times: TIMES, reportsOutcomes: true };
/** Of a client that tells no outcomes: held back by their number. */
export const COUNTED: QuietRule = { times: TIMES, reportsOutcomes: false };

/** A card about somebody; nothing holds it back unless told otherwise. */
export function cardFor(
  subject: Subject,
  { sealSubject = SEAL_SUBJECT, ...more }: CardMore = {},
): IssuedCard {
  const topic = more.topic ?? TOPIC;
  return {
    uuid: randomUUID(),
    service: 'private-time-patient-view',
    hook: 'patient-view',
    topic,
    revision: 'r1',
    department: 'ed',
    tier: 2,
    language: 'en',
    client: 'standard',
    at: AT,
    marks: sealSubject(subject, topic),
    rule: NEVER_HELD,
    ...more,
  };
}

export function recallOf(
  ledger: Ledger,
  subject: Subject,
  at: number = AT,
  sealSubject: SealSubject = SEAL_SUBJECT,
): Promise<Recall | undefined> {
  return ledger.recall(sealSubject(subject, TOPIC), at);
}

export const NONE: Quiet = { kind: 'none' };
export const ENCOUNTER: Quiet = { kind: 'encounter' };

export function until(at: number, alsoEncounter = false): Quiet {
  return { kind: 'until', at, alsoEncounter };
}

/** An accepted card, some minutes after `AT`. */
export function accepted(card: string, quiet: Quiet, minutes: number | 'never' = 5): Outcome {
  const at = minutes === 'never' ? undefined : new Date(AT + minutes * MINUTE).toISOString();
  return { item: { card, outcome: 'accepted', acceptedSuggestions: ['s'], reason: undefined, at }, quiet };
}

/** A card set aside for a reason, some minutes after `AT`. */
export function overridden(
  card: string,
  reason: string | undefined,
  quiet: Quiet,
  minutes: number | 'never' = 5,
): Outcome {
  const at = minutes === 'never' ? undefined : new Date(AT + minutes * MINUTE).toISOString();
  return { item: { card, outcome: 'overridden', acceptedSuggestions: [], reason, at }, quiet };
}

/** Gives reports on cards of the client of `cardFor`; they come in a day after `AT` unless told otherwise. */
export function report(ledger: Ledger, outcomes: readonly Outcome[], at: number = AT + DAY): Promise<void> {
  return ledger.recordFeedback('private-time-patient-view', 'standard', outcomes, at);
}
