import type { Chart } from '../model/chart.js';
import type { Fact } from '../model/fact.js';
import { dayOf } from './count-events.js';

/**
 * On which occasions a value set was recorded, so that company is found without comparing every pair of facts. A fact that says
 * no encounter, id or day is in them as undefined.
 */
export interface Occasions {
  readonly encounters: ReadonlySet<string | undefined>;
  readonly resources: ReadonlySet<string | undefined>;
  /** days of all its facts, and of those that are linked to no encounter */
  readonly days: ReadonlySet<number | undefined>;
  readonly unlinkedDays: ReadonlySet<number | undefined>;
}

/** Where company is looked for: a chart, and what was found out about its value sets so far. */
interface Company {
  readonly chart: Pick<Chart, 'facts'>;
  readonly occasions: Map<number, Occasions>;
}

function keyOf(fact: Fact): string | undefined {
  return fact.id === undefined ? undefined : `${fact.resource}/${fact.id}`;
}

function occasionsOf(facts: readonly Fact[]): Occasions {
  const unlinked = facts.filter(({ encounter }) => encounter === undefined);
  return {
    encounters: new Set(facts.map(({ encounter }) => encounter)),
    resources: new Set(facts.map(keyOf)),
    days: new Set(facts.map(dayOf)),
    unlinkedDays: new Set(unlinked.map(dayOf)),
  };
}

function shares(fact: Fact, occasions: Occasions): boolean {
  if (fact.encounter !== undefined && occasions.encounters.has(fact.encounter)) return true;
  const day = dayOf(fact);
  const days = fact.encounter === undefined ? occasions.days : occasions.unlinkedDays;
  if (day !== undefined && days.has(day)) return true;
  // One resource with several codes.
  const key = keyOf(fact);
  return key !== undefined && occasions.resources.has(key);
}

/**
 * True where one of these value sets was recorded on the same occasion as a fact: in the same encounter, in the same
 * resource, or, where one of the two is linked to no encounter, on the same day. A date coarser than a day is no occasion.
 */
export function hasCompany(fact: Fact, sets: readonly number[], scene: Company): boolean {
  return sets.some((set) => {
    const facts = scene.chart.facts.get(set);
    if (facts === undefined) return false;
    let occasions = scene.occasions.get(set);
    if (occasions === undefined) scene.occasions.set(set, (occasions = occasionsOf(facts)));
    return shares(fact, occasions);
  });
}
