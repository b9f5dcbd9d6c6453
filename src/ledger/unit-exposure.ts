import type { HourCount } from './ledger.js';
import { hiddenIn } from './suppress-cells.js';

type Shown = number | 'suppressed';

/** What the people of one department were asked to do, and did, in a while; nothing of who they are. */
export interface UnitExposure {
  /** undefined: in none of the departments */
  readonly department: string | undefined;
  /** prompts that came with an opened chart */
  readonly prompts: Shown;
  /** prompts that were answered with an offer */
  readonly offers: Shown;
}

interface Cell {
  readonly department: string | undefined;
  readonly count: number;
}

function column(
  rows: readonly HourCount[],
  departments: readonly (string | undefined)[],
  outcome: HourCount['outcome'],
): ReadonlyMap<string | undefined, Shown> {
  // What is in none of the departments comes last: it is hidden sooner than one of them.
  const inOrder = [...departments.filter((department) => department !== undefined), undefined];
  const cells: readonly Cell[] = inOrder.map((department) => ({
    department,
    count: rows
      .filter((row) => row.outcome === outcome && row.department === department)
      .reduce((sum, { count }) => sum + count, 0),
  }));
  const hidden = hiddenIn(cells);
  return new Map(cells.map((cell) => [cell.department, hidden.has(cell) ? 'suppressed' : cell.count]));
}

/**
 * Exposure by unit (response brief 5): what was offered, never what anybody was found to be. Cells of 1 to 10 are hidden, and one more
 * where they would follow from their sum (6.3).
 *
 * @param known departments of the site, so that one without anything is there too
 */
export function unitExposure(rows: readonly HourCount[], known: readonly string[]): readonly UnitExposure[] {
  const counted = rows.flatMap(({ department }) => (department === undefined ? [] : [department]));
  const departments = [undefined, ...new Set([...known, ...counted])];
  const [prompts, offers] = [column(rows, departments, 'shown'), column(rows, departments, 'accepted')];
  return departments.map((department) => ({
    department,
    prompts: prompts.get(department) ?? 0,
    offers: offers.get(department) ?? 0,
  }));
}
