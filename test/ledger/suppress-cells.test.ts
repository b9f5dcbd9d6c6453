import { hiddenIn, suppressCells } from '../../src/ledger/suppress-cells.js';

/** Whole numbers from one to another. */
function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Every row of so many cells that are made of some numbers. */
function rowsOf(cells: number, counts: readonly number[]): readonly (readonly number[])[] {
  if (cells === 0) return [[]];
  const shorter = rowsOf(cells - 1, counts);
  return counts.flatMap((count) => shorter.map((row) => [count, ...row]));
}

/** What everybody sees of a row, and what somebody may know beside it. */
function published(row: readonly number[]): string {
  const cells = row.map((count) => ({ count }));
  const hidden = hiddenIn(cells);
  const shown = cells.map((cell) => (hidden.has(cell) ? '?' : String(cell.count)));
  return `${shown.join(' ')} of ${row.reduce((sum, count) => sum + count, 0)}`;
}

/** Those of the rows of which a small cell follows from what is published, its sum, and the rule itself. */
function givenAway(rows: readonly (readonly number[])[]): readonly string[] {
  const possible = new Map<string, Set<number>[]>();
  for (const row of rows) {
    const seen = possible.get(published(row)) ?? row.map(() => new Set<number>());
    row.forEach((count, index) => seen[index]?.add(count));
    possible.set(published(row), seen);
  }
  const isGivenAway = (row: readonly number[]): boolean =>
    row.some((count, index) => count > 0 && count <= 10 && possible.get(published(row))?.[index]?.size === 1);
  return rows.filter(isGivenAway).map((row) => row.join(' '));
}

describe('a cell of 1 to 10 may be at least two numbers for whoever knows the sum of its row, and how cells are hidden', () => {
  // A row with a number at the limit may only be like one that lies beyond it.
  it.each([
    [2, 45],
    [3, 31],
    [4, 13],
  ])('in every row of %i cells up to %i', (cells, most) => {
    const beyond = (row: string): boolean => row.split(' ').includes(String(most));
    expect(givenAway(rowsOf(cells, numbers(0, most))).filter((row) => !beyond(row))).toStrictEqual([]);
  });

  it('where a larger one that is shown stands among those that are hidden', () => {
    const rows = rowsOf(3, numbers(0, 31)).map(([one = 0, two = 0, last = 0]) => [one, two, 40, last]);
    const shown = rows.filter((row) => / 40 \S+ of/.test(published(row)));
    expect(givenAway(shown).filter((row) => !/\b31\b/.test(row))).toStrictEqual([]);
  });

  it('and is itself never shown', () => {
    const shown = rowsOf(4, numbers(0, 12)).filter((row) => / ?\b(?:[1-9]|10)\b.* of/.test(published(row)));
    expect(shown).toStrictEqual([]);
  });

  it.each([
    ['two of one person each', [1, 1, 40, 30], '? ? 40 ?'],
    ['two of ten each', [10, 10, 40, 30], '? ? 40 ?'],
    ['one more than that, which a rule that let it be would give away', [2, 1, 40, 30], '? ? 40 ?'],
    ['where nobody else is, all the others', [0, 1, 1, 0], '? ? ? ?'],
    ['no third where the sum leaves it open', [3, 4, 40, 0], '? ? 40 0'],
    ['none where all are large', [11, 12, 40, 0], '11 12 40 0'],
  ])('takes one more with it where it would follow from the sum: %s', (_, row, expected) => {
    expect(published(row).replace(/ of \d+$/, '')).toBe(expected);
  });
});

describe('counts of a day', () => {
  it('of two bands with one person each hide a third', () => {
    const cells = (['0-12', '13-17', '18-24', '25-44'] as const).map((ageBand, index) => ({
      day: 0,
      outcome: 'shown' as const,
      ageBand,
      count: [1, 1, 20, 30][index] ?? 0,
    }));
    expect(suppressCells(cells).map(({ count }) => count)).toStrictEqual([
      'suppressed',
      'suppressed',
      20,
      'suppressed',
    ]);
  });
});
