import type { Chart } from '../model/chart.js';
import type { Within } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import { before } from '../model/period.js';
import type { Period } from '../model/period.js';

/** Where a fact lies: `unknown` where it has no date, or a date that is only partly inside (decision 4). */
export type Placement = 'inside' | 'outside' | 'unknown';

const DAY_MS = 86_400_000;

type Dated = Pick<Fact, 'when' | 'encounter'>;

function since(fact: Dated, start: number): Placement {
  if (fact.when === undefined) return 'unknown';
  if (fact.when.earliest >= start) return 'inside';
  return fact.when.latest < start ? 'outside' : 'unknown';
}

/** Linked to the current encounter, or unlinked and dated from 24 hours before its start until now (decision 6). */
function inEncounter(fact: Dated, chart: Pick<Chart, 'encounter'>, at: number): Placement {
  const current = chart.encounter;
  if (fact.encounter !== undefined && current?.id !== undefined)
    return fact.encounter === current.id ? 'inside' : 'outside';
  return since(fact, (current?.when?.earliest ?? at) - DAY_MS);
}

function inLast(fact: Dated, period: Period, at: number): Placement {
  return since(fact, before(at, period));
}

/**
 * Places a fact in a window.
 *
 * @param at the moment of the call, milliseconds since 1970 UTC
 */
export function placeInWindow(
  fact: Dated,
  within: Within,
  chart: Pick<Chart, 'encounter'>,
  at: number,
): Placement {
  switch (within.kind) {
    case 'any':
      return 'inside';
    case 'encounter':
      return inEncounter(fact, chart, at);
    case 'last':
      return inLast(fact, within.period, at);
    case 'not-in-last':
      return inLast(fact, within.period, at) === 'inside' ? 'outside' : 'inside';
  }
}
