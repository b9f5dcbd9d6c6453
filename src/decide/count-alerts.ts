import type { AlertCount } from '../model/alert-budget.js';
import type { Withheld } from '../model/decision.js';

/** What a budget reads of a count. */
export interface CountedCalls {
  readonly department: string | undefined;
  readonly revision: string | undefined;
  readonly outcome: string;
  readonly count: number;
}

/** Calls in which a chart was evaluated. */
const CALLS: ReadonlySet<string> = new Set([
  'shown',
  'shadow',
  'below-threshold',
  'deceased',
  'cooldown',
  'often',
] satisfies readonly ('shown' | Withheld)[]);
/** Of them, those that had a card to show and no answer to it yet. */
const CARDS: ReadonlySet<string> = new Set(['shown', 'shadow'] satisfies readonly ('shown' | Withheld)[]);

/**
 * Adds up cards and calls by department.
 *
 * @param revision of the content that is served: a budget judges the rules that are in use, and begins anew with others
 */
export function countAlerts(
  counts: readonly CountedCalls[],
  revision: string,
): ReadonlyMap<string | undefined, AlertCount> {
  const byDepartment = new Map<string | undefined, AlertCount>();
  for (const { department, outcome, count, ...row } of counts) {
    if (row.revision !== revision || !CALLS.has(outcome)) continue;
    const { cards, calls } = byDepartment.get(department) ?? { cards: 0, calls: 0 };
    byDepartment.set(department, {
      cards: cards + (CARDS.has(outcome) ? count : 0),
      calls: calls + count,
    });
  }
  return byDepartment;
}
