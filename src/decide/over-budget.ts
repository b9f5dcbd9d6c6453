import type { AlertBudget, AlertCount } from '../model/alert-budget.js';

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
