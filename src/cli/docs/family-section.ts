import { FAMILIES } from '../../model/cue.js';
import type { Family } from '../../model/cue.js';
import type { Band } from './age-bands.js';
import type { CoverageSource } from './coverage-source.js';
import type { Evidence } from './evidence-kind.js';
import { markdownTable } from './markdown.js';
import { COLUMNS, columnsText, mergeRows, pathRow, textByAge } from './path-table.js';

/** The tiers that a family takes part in by one kind of evidence alone, or why it takes part in none. */
function takesPart({ shipped }: CoverageSource, family: Family, evidence: Evidence, band: Band): string {
  const cells = COLUMNS.map((column) => ({
    column,
    cell: shipped.cell({ ...column, band, evidence }, { tier: column.tier, among: FAMILIES, needs: family }),
  }));
  const open = cells.filter(({ cell }) => cell.kind === 'path').map(({ column }) => column);
  const [shut] = cells.flatMap(({ cell }) => (cell.kind === 'cannot' ? [cell.why] : []));
  return open.length === 0 ? `cannot: ${shut}` : columnsText(open);
}

function kindRows(source: CoverageSource, family: Family): readonly (readonly string[])[] {
  return source.groups.map(({ label, bands }) => [
    label,
    ...source.kinds
      .slice(1)
      .map((evidence) => textByAge(bands, (band) => takesPart(source, family, evidence, band))),
  ]);
}

function pathRows(source: CoverageSource, family: Family): readonly (readonly string[])[] {
  const { shipped, groups, kinds } = source;
  return kinds.slice(0, 1).flatMap((any) => {
    const alone = groups.map((group) => [group.label, ...pathRow(shipped, group, any, { among: [family] })]);
    const together = groups.map((group) => [
      group.label,
      ...pathRow(shipped, group, any, { among: FAMILIES, needs: family }),
    ]);
    return [
      ...mergeRows(alone).map((row) => ['alone', ...row]),
      ...mergeRows(together).map((row) => ['takes part', ...row]),
    ];
  });
}

function familyPart(source: CoverageSource, family: Family): readonly string[] {
  const cues = source.shipped.content.cues.filter((cue) => cue.family === family);
  if (cues.every(({ rule }) => rule !== undefined))
    return [`### Family ${family}`, '', 'Its cues act by rule, not by points: see above.', ''];
  return [
    `### Family ${family}`,
    '',
    ...markdownTable(['', 'Patient', ...COLUMNS.map(({ title }) => title)], pathRows(source, family)),
    '',
    'Takes part in a path of one kind of evidence alone:',
    '',
    ...markdownTable(
      ['Patient', ...source.kinds.slice(1).map(({ label }) => label)],
      mergeRows(kindRows(source, family)),
    ),
    '',
  ];
}

/** For each family the shortest path with its cues alone, and the shortest that needs one of them. */
export function familySection(source: CoverageSource): readonly string[] {
  return [
    '## Families',
    '',
    '*alone*: only cues of the family. *takes part*: the shortest path from which no cue can be left out, and in which one is of the',
    'family. The first table takes all kinds of evidence, the second one kind at a time.',
    '',
    ...FAMILIES.flatMap((family) => familyPart(source, family)),
  ];
}
