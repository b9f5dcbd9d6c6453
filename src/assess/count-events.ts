import { DAY_MS } from '../model/civil.js';
import type { Apart } from '../model/clause.js';
import type { Fact } from '../model/fact.js';

/** Everything else that tells two facts of one moment apart, as one text. */
function tieBreak({ resource, id, when, encounter, active, standing, status, value }: Fact): string {
  return JSON.stringify([resource, id, when?.latest, encounter, active, standing, status, value]);
}

/** Oldest first; undated last; a total order, so that the order of the record does not matter (decision 1). */
export function compareFacts(one: Fact, other: Fact): number {
  const [a, b] = [
    one.when?.earliest ?? Number.MAX_SAFE_INTEGER,
    other.when?.earliest ?? Number.MAX_SAFE_INTEGER,
  ];
  if (a !== b) return a - b;
  const [x, y] = [tieBreak(one), tieBreak(other)];
  return x < y ? -1 : Number(x > y);
}

/**
 * Each event at least so many days after the last counted one; no chaining. A coarse date counts from its last day, so that
 * what is counted is certain. Undated facts are at most one event.
 */
function countByDays(facts: readonly Fact[], days: number): number {
  const dated = facts.flatMap(({ when }) => (when === undefined ? [] : [when]));
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const when of dated.toSorted((one, other) => one.latest - other.latest)) {
    if (Math.floor(when.earliest / DAY_MS) < last + days) continue;
    count += 1;
    last = Math.floor(when.latest / DAY_MS);
  }
  return Math.max(count, Math.min(1, facts.length));
}

/**
 * One per encounter, or one per day of what is linked to none, whichever is more: an unlinked entry may belong to any of the
 * encounters, so the two are not added up.
 */
function countByEncounter(facts: readonly Fact[]): number {
  const encounters = new Set<string>();
  const days = new Set<number>();
  for (const fact of facts) {
    const day = dayOf(fact);
    if (fact.encounter !== undefined) encounters.add(fact.encounter);
    else if (day !== undefined) days.add(day);
  }
  return Math.max(encounters.size, days.size, Math.min(1, facts.length));
}

/** The UTC day of a fact; undefined where its date is missing or coarser than a day (decision 4). */
export function dayOf({ when }: Fact): number | undefined {
  return when === undefined || when.latest - when.earliest >= DAY_MS
    ? undefined
    : Math.floor(when.earliest / DAY_MS);
}

/**
 * Counts distinct events, greedily and oldest first (decision 8).
 *
 * @param facts facts of one clause, in any order
 */
export function countEvents(facts: readonly Fact[], apart: Apart): number {
  if (facts.length < 2) return facts.length;
  switch (apart.kind) {
    case 'days':
      return countByDays(facts, apart.days);
    case 'encounter':
      return countByEncounter(facts);
    case 'resource':
      return facts.length;
  }
}
