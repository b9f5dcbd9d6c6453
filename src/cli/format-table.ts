/** Lines of a plain text table; the last column is as wide as it is. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ');
  return [
    line(head),
    line(
      widths.map((width, column) =>
        '-'.repeat(column === widths.length - 1 ? (head[column] ?? '').length : width),
      ),
    ),
    ...rows.map(line),
  ];
}
