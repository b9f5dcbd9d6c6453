import { createHash } from 'node:crypto';
import { DAY_MS } from '../model/civil.js';
import { canonicalJson } from '../model/json-value.js';
import type { Service, Verification } from '../model/service.js';
import type { VerificationRecord } from '../model/site-directory.js';
import type { Verified } from '../model/verified.js';

/** Our judgement after the response brief, 8.2: a line that people are told to call is tried every quarter, an agency every year. */
const LINE_DAYS = 90;
const AGENCY_DAYS = 365;

/** How long one verification stands, in days. */
export function verifiedDays({ types }: Pick<Service, 'types'>): number {
  return types.includes('crisis-line') ? LINE_DAYS : AGENCY_DAYS;
}

/** A mark of all that a service says, but for who verified it. */
export function factsOf(service: Service): string {
  const facts = canonicalJson({ ...service, verification: undefined });
  return createHash('sha256').update(facts).digest('base64url').slice(0, 16);
}

function startOf(day: string): number {
  return Date.parse(`${day.length === 7 ? `${day}-01` : day}T00:00:00Z`);
}

function verifiedOf({ verifiedOn, nextDue }: Verification, days: number): Verified {
  if (verifiedOn === 'start') return { kind: 'start' };
  const from = startOf(verifiedOn);
  const until = from + (days + 1) * DAY_MS;
  return { kind: 'dated', from, until: nextDue === undefined ? until : Math.min(until, startOf(nextDue)) };
}

/** The one that stands longest. */
function latest(all: readonly Verified[]): Verified | undefined {
  const start = all.find(({ kind }) => kind === 'start');
  if (start !== undefined) return start;
  return all.toSorted((one, other) => untilOf(other) - untilOf(one))[0];
}

function untilOf(verified: Verified): number {
  return verified.kind === 'start' ? Number.POSITIVE_INFINITY : verified.until;
}

/**
 * Until when a service counts as verified: by what its own entry says, or by what this site's people recorded of the same facts.
 * A service that was changed after somebody verified it is due again.
 *
 * @param records those of this service
 */
export function verifiedUntil(
  service: Service,
  records: readonly VerificationRecord[],
): Verified | undefined {
  const days = verifiedDays(service);
  const own = service.verification === undefined ? [] : [service.verification];
  const facts = records.length === 0 ? undefined : factsOf(service);
  const recorded = records.filter((record) => record.verifiedOn === 'start' || record.facts === facts);
  return latest([...own, ...recorded].map((one) => verifiedOf(one, days)));
}
