import { COUNTED_BANDS } from '../model/age-band.js';
import type { DayCount } from './ledger.js';

/** A cell as it is stored. */
export interface DayCell extends Omit<DayCount, 'count'> {
  readonly count: number;
}

/** The largest number that is not shown (CMS cell size suppression policy: 1 to 10). */
const SMALL = 10;

/** All bands of one day and outcome, those that nobody was in too. */
function rowOf(cells: readonly DayCell[], { day, outcome }: DayCell): readonly DayCell[] {
  return COUNTED_BANDS.map((ageBand) => {
    const same = cells.find(
      (cell) => cell.day === day && cell.outcome === outcome && cell.ageBand === ageBand,
    );
    return { day, outcome, ageBand, count: same?.count ?? 0 };
  });
}

/** Whether small cells, all of a row, follow from their sum: one alone, or all of them as small or as large as they can be, but for one. */
function followFromSum(small: readonly { readonly count: number }[]): boolean {
  const sum = small.reduce((total, { count }) => total + count, 0);
  return small.length === 1 || sum <= small.length + 1 || sum >= small.length * SMALL - 1;
}

/**
 * The cells of a row that must not be shown. Somebody may know the row's sum (the hours of a day tell it), and this rule: where the
 * small cells would follow from it, the last large one goes with them, or all that are left where none is large. Which one goes depends
 * on no number, since the choice itself would tell something of the smallest. A row of one cell is its sum.
 */
export function hiddenIn<T extends { readonly count: number }>(row: readonly T[]): ReadonlySet<T> {
  const small = row.filter(({ count }) => count > 0 && count <= SMALL);
  if (small.length === 0 || !followFromSum(small)) return new Set(small);
  const large = row.findLast(({ count }) => count > SMALL);
  return new Set(large === undefined ? row : [...small, large]);
}

/** Hides cells of 1 to 10, and what would give them away (response brief 6.3). Cells without anybody are left out. */
export function suppressCells(cells: readonly DayCell[]): readonly DayCount[] {
  const firsts = cells.filter(
    (cell, index) =>
      cells.findIndex(({ day, outcome }) => day === cell.day && outcome === cell.outcome) === index,
  );
  return firsts.flatMap((first) => {
    const row = rowOf(cells, first);
    const hidden = hiddenIn(row);
    return row.flatMap((cell): readonly DayCount[] => {
      if (hidden.has(cell)) return [{ ...cell, count: 'suppressed' }];
      return cell.count === 0 ? [] : [cell];
    });
  });
}
