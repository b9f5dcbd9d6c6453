/** Rows of numbers laid one after another in one piece of memory. */
export interface Rows {
  /** by row: where it begins; it ends where the next one begins */
  readonly rowsAt: Int32Array;
  readonly rows: Int32Array;
}

/** Lays rows out: what is read for one word then lies together, which matters more than how much is read. */
export function layOutRows(rows: readonly (readonly number[])[]): Rows {
  const rowsAt = new Int32Array(rows.length + 1);
  for (const [number, row] of rows.entries()) rowsAt[number + 1] = (rowsAt[number] ?? 0) + row.length;
  return { rowsAt, rows: Int32Array.from(rows.flat()) };
}
