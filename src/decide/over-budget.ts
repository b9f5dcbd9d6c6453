import type { AlertBudget, AlertCount } from '../model/alert-budget.js';
import type { Site } from '../model/site.js';

/**
 * True where a department is given more cards than its site allows.
 *
 * Cards that shadow held back count too: otherwise a rule gone wrong would be let speak again as soon as its own silence had
 * brought the rate down. An encounter that is opened five times counts five times, as a call and as a card, so that the rate
 * of calls stands for the rate of encounters without keeping which encounters there were.
 */
export function isOverBudget({ cards, calls }: AlertCount, { per1000, atLeast }: AlertBudget): boolean {
  return cards >= atLeast && cards * 1000 > per1000 * calls;
}

/** The departments of a site that are over their budget; undefined among them stands for charts in no department. */
export function overBudget(
  counts: ReadonlyMap<string | undefined, AlertCount>,
  { alertBudget, departments }: Pick<Site, 'alertBudget' | 'departments'>,
): ReadonlySet<string | undefined> {
  if (alertBudget === undefined) return new Set();
  const over = [...counts].filter(([department, count]) => {
    const own = departments.find(({ id }) => id === department)?.alertsPer1000;
    return isOverBudget(count, { ...alertBudget, per1000: own ?? alertBudget.per1000 });
  });
  return new Set(over.map(([department]) => department));
}
