import type { Apart } from '../model/clause.js';
import type { Fact } from '../model/fact.js';

const DAY_MS = 86_400_000;

/** Oldest first; undated last; ties by id, so that the order of the record does not matter (decision 1). */
export function compareFacts(one: Fact, other: Fact): number {
  const [a, b] = [
    one.when?.earliest ?? Number.MAX_SAFE_INTEGER,
    other.when?.earliest ?? Number.MAX_SAFE_INTEGER,
  ];
  if (a !== b) return a - b;
  const [x, y] = [`${one.resource}/${one.id ?? ''}`, `${other.resource}/${other.id ?? ''}`];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Each event at least so many days after the last counted one; no chaining. Undated facts are at most one event. */
function countByDays(sorted: readonly Fact[], days: number): number {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { when } of sorted) {
    if (when === undefined || when.earliest < last + days * DAY_MS) continue;
    count += 1;
    last = when.earliest;
  }
  return count === 0 && sorted.length > 0 ? 1 : count;
}

/** One per encounter; an unlinked fact is its own visit unless it falls on the day of one that is counted. */
function countByEncounter(sorted: readonly Fact[]): number {
  const linked = sorted.filter((fact) => fact.encounter !== undefined);
  const ids = new Set(linked.map((fact) => fact.encounter));
  const days = new Set(linked.map((fact) => dayOf(fact)));
  let alone = 0;
  for (const fact of sorted) {
    const day = dayOf(fact);
    if (fact.encounter !== undefined || days.has(day)) continue;
    days.add(day);
    alone += 1;
  }
  return ids.size + alone;
}

function dayOf(fact: Fact): number | undefined {
  return fact.when === undefined ? undefined : Math.floor(fact.when.earliest / DAY_MS);
}

/**
 * Counts distinct events, greedily and oldest first (decision 8).
 *
 * @param facts facts of one clause, in any order
 */
export function countEvents(facts: readonly Fact[], apart: Apart): number {
  if (facts.length < 2) return facts.length;
  const sorted = facts.toSorted(compareFacts);
  switch (apart.kind) {
    case 'days':
      return countByDays(sorted, apart.days);
    case 'encounter':
      return countByEncounter(sorted);
    case 'resource':
      return sorted.length;
  }
}

/** True where two facts were recorded on one occasion: the same encounter, the same resource, or, unlinked, the same day. */
export function isSameOccasion(one: Fact, other: Fact): boolean {
  if (one.resource === other.resource && one.id !== undefined && one.id === other.id) return true;
  if (one.encounter !== undefined && other.encounter !== undefined) return one.encounter === other.encounter;
  const day = dayOf(one);
  return day !== undefined && day === dayOf(other);
}
