import type { Outcome } from './fault.js';

const HEAD = ['fault', 'injected', 'answers given', 'answers wrong', 'lost'];
/** Enough to understand what is wrong; the rest is more of the same. */
const MOST_EXAMPLES = 3;

/** True where every answer was right, nothing was lost and all else held; something that was not tried holds. */
export function isGood(outcome: Outcome): boolean {
  return outcome.kind === 'skipped' || outcome.wrong.length + outcome.lost + outcome.broken.length === 0;
}

function cellsOf(outcome: Outcome): readonly string[] {
  switch (outcome.kind) {
    case 'skipped':
      return [outcome.fault, `skipped: ${outcome.why}`, '-', '-', '-'];
    case 'ran':
      return [
        outcome.fault,
        outcome.injected,
        ...[outcome.given, outcome.wrong.length, outcome.lost].map(String),
      ];
  }
}

function complaintsOf(outcome: Outcome): readonly string[] {
  if (outcome.kind === 'skipped') return [];
  const { fault, wrong, broken } = outcome;
  const examples = [
    ...broken,
    ...[...new Set(wrong)].slice(0, MOST_EXAMPLES).map((one) => `wrong answer: ${one}`),
  ];
  return examples.map((one) => `${fault}: ${one}`);
}

/** The table as Markdown, what is wrong below it, and one plain line at the end. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = [HEAD, ...outcomes.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column >= 2;
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const failed = outcomes.filter((outcome) => !isGood(outcome)).length;
  return [
    line(HEAD),
    `| ${rule.join(' | ')} |`,
    ...rows.slice(1).map(line),
    '',
    ...outcomes.flatMap(complaintsOf),
    `${outcomes.length - failed} passed, ${failed} failed`,
  ].join('\n');
}
