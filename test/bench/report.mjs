import { cpus } from 'node:os';

export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `0.97 (0.95-0.99)`: median and range. */
export function spread(values, digits = 2) {
  const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)].map((value) =>
    value.toFixed(digits),
  );
  return `${middle} (${low}-${high})`;
}

/** Prints rows as a Markdown table, all columns but the first to the right. */
export function printTable(head, rows) {
  const texts = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  console.log([line(texts[0]), rule, ...texts.slice(1).map(line)].join('\n'));
  console.log();
}

/** Prints what the numbers were measured with. */
export function printMachine() {
  const all = cpus();
  console.log(
    `Node ${process.version}, ${all[0]?.model ?? 'unknown CPU'}, ${all.length} core(s), ${process.platform} ${process.arch}`,
  );
  console.log();
}
