import type { Chart } from '../model/chart.js';
import { DAY_MS } from '../model/civil.js';
import type { Within } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import { before } from '../model/period.js';

/** Where a fact lies: `unknown` where it has no date, or a date that is only partly inside (decision 4). */
export type Placement = 'inside' | 'outside' | 'unknown';

type Dated = Pick<Fact, 'when' | 'encounter'>;

function since(fact: Dated, start: number): Placement {
  if (fact.when === undefined) return 'unknown';
  if (fact.when.earliest >= start) return 'inside';
  return fact.when.latest < start ? 'outside' : 'unknown';
}

/** Linked to the current encounter, or unlinked and dated from 24 hours before its start until now (decision 6). */
function inEncounter(chart: Pick<Chart, 'encounter'>, at: number): (fact: Dated) => Placement {
  const current = chart.encounter;
  const start = (current?.when?.earliest ?? at) - DAY_MS;
  return (fact) => {
    const isLinked = fact.encounter !== undefined && current?.id !== undefined;
    if (isLinked) return fact.encounter === current.id ? 'inside' : 'outside';
    return since(fact, start);
  };
}

/**
 * Makes the test of a window: its limits are worked out once for many facts.
 *
 * @param at the moment of the call, milliseconds since 1970 UTC
 */
export function windowOf(
  within: Within,
  chart: Pick<Chart, 'encounter'>,
  at: number,
): (fact: Dated) => Placement {
  switch (within.kind) {
    case 'any':
      return () => 'inside';
    case 'encounter':
      return inEncounter(chart, at);
    case 'last': {
      const start = before(at, within.period);
      return (fact) => since(fact, start);
    }
    case 'not-in-last': {
      const start = before(at, within.period);
      return (fact) => (since(fact, start) === 'inside' ? 'outside' : 'inside');
    }
  }
}
