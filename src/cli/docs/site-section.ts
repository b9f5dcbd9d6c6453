import { FAMILIES } from '../../model/cue.js';
import type { AgeGroup, Band } from './age-bands.js';
import type { Cell, Coverage } from './coverage.js';
import type { CoverageSource } from './coverage-source.js';
import { choiceTexts } from './every-choice.js';
import { evidenceOf } from './evidence-kind.js';
import type { Evidence } from './evidence-kind.js';
import { cueLink, listText, markdownTable } from './markdown.js';
import { cellText, COLUMNS, mergeRows, textByAge } from './path-table.js';
import type { Column } from './path-table.js';

function rulesText(coverage: Coverage, { bands }: AgeGroup, evidence: Evidence): string {
  return textByAge(bands, (band) => {
    const cues = coverage.rules(band, evidence).map(({ cue }) => cueLink(cue));
    return cues.length === 0 ? 'cannot: no cue' : listText(cues, 'or');
  });
}

/** Looks at one kind of evidence in both contents. */
class Comparison {
  private readonly source: CoverageSource;
  private readonly before: Evidence;
  private readonly after: Evidence;

  constructor(source: CoverageSource, before: Evidence, after: Evidence) {
    this.source = source;
    this.before = before;
    this.after = after;
  }

  /** Rows for what a group of patients reaches otherwise; another reason for the same "cannot" is no row. */
  rows(group: AgeGroup): readonly (readonly string[])[] {
    const { shipped, chosen } = this.source;
    const rules = [rulesText(shipped, group, this.before), rulesText(chosen, group, this.after)];
    const paths = COLUMNS.filter((column) => group.bands.some((band) => this.isOtherwise(column, band))).map(
      (column) => [
        column.title,
        ...this.both((coverage, evidence) =>
          textByAge(group.bands, (band) => cellText(this.cell(coverage, evidence, column, band))),
        ),
      ],
    );
    const all = [...(rules[0] === rules[1] ? [] : [['one cue by rule', ...rules]]), ...paths];
    return all.map((row) => [group.label, this.after.label, ...row]);
  }

  private isOtherwise(column: Column, band: Band): boolean {
    const [one, other] = this.both((coverage, evidence) => this.cell(coverage, evidence, column, band));
    if (one?.kind === 'cannot' && other?.kind === 'cannot') return false;
    return JSON.stringify(one) !== JSON.stringify(other);
  }

  private cell(coverage: Coverage, evidence: Evidence, { setting, tier }: Column, band: Band): Cell {
    const cell = coverage.cell({ band, setting, evidence }, { tier, among: FAMILIES });
    return cell.kind === 'path' ? { ...cell, showings: [] } : cell;
  }

  private both<T>(look: (coverage: Coverage, evidence: Evidence) => T): readonly T[] {
    return [look(this.source.shipped, this.before), look(this.source.chosen, this.after)];
  }
}

/** What more is reached where a site makes every choice that it has. */
export function siteSection(source: CoverageSource): readonly string[] {
  const after = evidenceOf(source.chosen.content);
  const rows = source.kinds.flatMap((before, at) => {
    const same = after[at];
    if (same === undefined) return [];
    const comparison = new Comparison(source, before, same);
    return source.groups.flatMap((group) => comparison.rows(group));
  });
  return [
    '## What a site can add',
    '',
    'All tables above are the content as it ships. They change as follows at a site that makes every choice it has; what is not in',
    'this table stays as it is, and what cannot be reached still cannot.',
    '',
    ...choiceTexts(source.parsed).map((text) => `- ${text}`),
    '',
    ...markdownTable(['Patient', 'Evidence', 'Where', 'As it ships', 'With every choice'], mergeRows(rows)),
    '',
  ];
}
