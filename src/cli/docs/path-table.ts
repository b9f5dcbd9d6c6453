import type { Age, Setting } from '../../model/chart.js';
import { agesText } from './age-bands.js';
import type { AgeGroup, Band } from './age-bands.js';
import type { Asked, Cell, Coverage } from './coverage.js';
import type { Evidence } from './evidence-kind.js';
import { cueLink, listText } from './markdown.js';

/** Where and to which tier. */
export interface Column {
  readonly title: string;
  readonly setting: Setting;
  readonly tier: 2 | 3;
}

/** The columns of every table of paths. */
export const COLUMNS: readonly Column[] = [
  { title: 'ED, tier 2', setting: 'ED', tier: 2 },
  { title: 'ED, tier 3', setting: 'ED', tier: 3 },
  { title: 'Ambulatory, tier 2', setting: 'AMB', tier: 2 },
  { title: 'Ambulatory, tier 3', setting: 'AMB', tier: 3 },
];

/** What is said of an age. */
interface AgeText extends Age {
  readonly text: string;
}

const ANY_AGE: Age = { from: 0, to: 0 };

/** Several columns in a few words: `tier 2 and tier 3 (ED only)`. */
export function columnsText(columns: readonly Column[]): string {
  const tiers = ([2, 3] as const).flatMap((tier) => {
    const settings = columns.filter((column) => column.tier === tier).map(({ setting }) => setting);
    const [only, second] = settings;
    if (only === undefined) return [];
    return [`tier ${tier}${second === undefined ? ` (${only === 'ED' ? 'ED' : 'ambulatory'} only)` : ''}`];
  });
  return listText(tiers);
}

/** A path with its points, or why there is none. */
export function cellText(cell: Cell): string {
  if (cell.kind === 'cannot') return `cannot: ${cell.why}`;
  return `${cell.cues.map(cueLink).join(' + ')} (${cell.points})`;
}

/** Joins ages that follow one another and say the same. */
function joinSame(spans: readonly AgeText[]): readonly AgeText[] {
  const joined: AgeText[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.text === span.text) joined[joined.length - 1] = { ...last, to: span.to };
    else joined.push(span);
  }
  return joined;
}

/** Says once what is the same at several ages, and otherwise at which ages it holds. */
export function textByAge(bands: readonly Band[], textOf: (band: Band) => string): string {
  const spans = joinSame(bands.map((band) => ({ ...(band ?? ANY_AGE), text: textOf(band) })));
  return spans
    .map(({ text, ...ages }) => (spans.length === 1 ? text : `${agesText(ages)}: ${text}`))
    .join('<br>');
}

/** The cells of one row: the shortest paths of a group of patients by one kind of evidence. */
export function pathRow(
  coverage: Coverage,
  { bands }: AgeGroup,
  evidence: Evidence,
  asked: Omit<Asked, 'tier'>,
): readonly string[] {
  return COLUMNS.map(({ setting, tier }) =>
    textByAge(bands, (band) => cellText(coverage.cell({ band, setting, evidence }, { ...asked, tier }))),
  );
}

/** Rows that say the same become one, in the place of the first, under all their names. */
export function mergeRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const merged = new Map<string, readonly string[]>();
  for (const row of rows) {
    const said = row.slice(1).join('|');
    const known = merged.get(said);
    merged.set(said, known === undefined ? row : [`${known[0]}; ${row[0]}`, ...row.slice(1)]);
  }
  return [...merged.values()];
}
