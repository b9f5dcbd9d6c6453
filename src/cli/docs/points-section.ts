import { FAMILIES } from '../../model/cue.js';
import type { Family } from '../../model/cue.js';
import type { CoverageSource } from './coverage-source.js';
import { markdownTable } from './markdown.js';
import { COLUMNS, mergeRows, pathRow } from './path-table.js';

const HEAD = ['Evidence', ...COLUMNS.map(({ title }) => title)];

/** For each group of patients the shortest paths by points, by kind of evidence; groups with one table share it. */
function pathTables(
  { shipped, groups, kinds }: CoverageSource,
  among: readonly Family[],
  suffix: string,
): readonly string[] {
  const tables = groups.map((group) => {
    const rows = kinds.map((evidence) => [evidence.label, ...pathRow(shipped, group, evidence, { among })]);
    return [group.label, markdownTable(HEAD, mergeRows(rows)).join('\n')];
  });
  return mergeRows(tables).flatMap(([labels = '', table = '']) => [`### ${labels}${suffix}`, '', table, '']);
}

/** The shortest paths by points with any cues. */
export function pointsSection(source: CoverageSource): readonly string[] {
  return [
    '## Several cues: the shortest paths by points',
    '',
    'Cues that act by rule are left out here. *any* mixes all kinds of evidence; every other row uses that kind alone.',
    '',
    ...pathTables(source, FAMILIES, ''),
  ];
}

/** Labor exploitation: paths with no cue of another family. */
export function laborSection(source: CoverageSource): readonly string[] {
  return [
    '## Labor trafficking: paths with cues of the labor family only',
    '',
    'Nothing sexual, no violence and no sign of control outside work needs to be on record for these paths.',
    '',
    ...pathTables(source, ['labor'], ': labor only'),
  ];
}

/** Paths in which nothing sexual takes part. */
export function nonSexualSection(source: CoverageSource): readonly string[] {
  const among = FAMILIES.filter((family) => family !== 'sexual');
  return [
    '## Paths without any cue of the sexual family',
    '',
    ...pathTables(source, among, ': without sexual'),
  ];
}
