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
function countByEncounter(facts: readonly Fact[]): number {
  const linked = facts.filter((fact) => fact.encounter !== undefined);
  const ids = new Set(linked.map((fact) => fact.encounter));
  const days = new Set(linked.map(dayOf));
  let alone = 0;
  for (const fact of facts) {
    const day = dayOf(fact);
    if (fact.encounter !== undefined || day === undefined || days.has(day)) continue;
    days.add(day);
    alone += 1;
  }
  return Math.max(ids.size + alone, facts.length === 0 ? 0 : 1);
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
  const sorted = facts.toSorted(compareFacts);
  switch (apart.kind) {
    case 'days':
      return countByDays(sorted, apart.days);
    case 'encounter':
      return countByEncounter(facts);
    case 'resource':
      return sorted.length;
  }
}
