import { FAMILIES } from '../../model/cue.js';
import { ageSection } from './age-section.js';
import type { AgeGroup, Band } from './age-bands.js';
import type { CoverageSource } from './coverage-source.js';
import type { Evidence } from './evidence-kind.js';
import { familySection } from './family-section.js';
import { LONGEST_PATH } from './find-path.js';
import { generatedLine } from './generated-line.js';
import { cueLink, listText, markdownTable, plainMarkdown } from './markdown.js';
import { peopleSection } from './people-section.js';
import { COLUMNS, columnsText, mergeRows, textByAge } from './path-table.js';
import { laborSection, nonSexualSection, pointsSection } from './points-section.js';
import { ruleSection } from './rule-section.js';
import { scoringSection } from './scoring-section.js';
import { siteSection } from './site-section.js';

function reachedText({ shipped }: CoverageSource, evidence: Evidence, band: Band): string {
  const open = COLUMNS.filter(
    (column) =>
      shipped.cell({ ...column, band, evidence }, { tier: column.tier, among: FAMILIES }).kind === 'path',
  );
  const tiers = new Set(shipped.rules(band, evidence).map(({ tier }) => `tier ${tier}`));
  const rules = listText([...tiers].toSorted());
  return `points: ${columnsText(open) || 'cannot'}<br>rule: ${rules || 'cannot'}`;
}

function summaryRow(
  source: CoverageSource,
  evidence: Evidence,
  groups: readonly AgeGroup[],
): readonly string[] {
  return [
    evidence.label,
    ...groups.map(({ bands }) => textByAge(bands, (band) => reachedText(source, evidence, band))),
  ];
}

function summarySection(source: CoverageSource): readonly string[] {
  const { groups, kinds } = source;
  return [
    '## In short',
    '',
    'What evidence of one kind alone can reach as the content ships, by points of several cues and by the rule of one. The tables below',
    'say by which cues, and why what cannot be reached cannot; the last one says what a site can add.',
    '',
    ...markdownTable(
      ['Evidence', ...groups.map(({ label }) => label)],
      mergeRows(kinds.map((evidence) => summaryRow(source, evidence, groups))),
    ),
    '',
  ];
}

function namesSection({ parsed }: CoverageSource, body: string): readonly string[] {
  const named = parsed.cues.map(({ cue }) => cue).filter(({ id }) => body.includes(`[${id}]`));
  const rows = named
    .toSorted((one, other) => one.id.localeCompare(other.id))
    .map(({ id, label, family }) => [cueLink(id), plainMarkdown(label), family]);
  return ['## The cues of this page', '', ...markdownTable(['Cue', 'What', 'Family'], rows), ''];
}

function introduction(source: CoverageSource): readonly string[] {
  return [
    '# Coverage',
    '',
    generatedLine(source),
    '',
    'Whom the cues can reach, in which setting, by which evidence, and by which shortest way. Tier 2 considers time alone; tier 3 is a',
    'private conversation now. A path is a set of cues that reaches the tier, with its points in brackets: the fewest cues, then the',
    'fewest points, then the lowest ids. Each was found by a search that scores with the code of the service, and then checked: a record',
    'that shows exactly these cues was assessed as the service does it, exclusions, age and company rules included. Paths of up to',
    `${LONGEST_PATH} cues were looked for. A shortest path says what can be reached, not how often: see [public data](public-data.md).`,
    '',
    `Patients are grouped by the ages that the content names: ${source.groups.map(({ label }) => label).join('; ')}.`,
    '',
  ];
}

/** docs/coverage.md: which tiers can be reached for whom, where and by what, and by which shortest path. */
export function coveragePage(source: CoverageSource): string {
  const tables = [
    ...pointsSection(source),
    ...laborSection(source),
    ...nonSexualSection(source),
    ...familySection(source),
  ];
  const sites = siteSection(source);
  const body = [
    ...summarySection(source),
    ...scoringSection(source),
    ...ruleSection(source),
    ...tables,
    ...peopleSection(source, { shipped: tables, sites }),
    ...ageSection(source),
    ...sites,
  ];
  const page = [...introduction(source), ...body, ...namesSection(source, body.join('\n'))];
  return page.join('\n').replaceAll(/\n+$/g, '\n');
}
