import type { ScoringEntry } from '../../content/schema/scoring-file.js';
import { FAMILIES } from '../../model/cue.js';
import { POPULATIONS } from '../../model/scoring.js';
import type { Population } from '../../model/scoring.js';
import type { CoverageSource } from './coverage-source.js';
import { markdownTable } from './markdown.js';
import { waysTo } from './scoring-ways.js';
import { scoringWords } from './scoring-words.js';

const TIERS = ['tier2', 'tier3'] as const;

function tierRows(
  { shipped, parsed }: CoverageSource,
  population: Population,
  tier: (typeof TIERS)[number],
): readonly (readonly string[])[] {
  const { thresholds, ...tiers } = shipped.content.scoring.populations[population];
  const named: ScoringEntry['adult']['tier2'] = parsed.scoring.value[population][tier];
  const scores = (of: (typeof TIERS)[number]): string =>
    `${thresholds.ED[of]} (ED) or ${thresholds.AMB[of]} (ambulatory)`;
  return waysTo(tiers[tier]).map((way, at) => [
    population,
    tier === 'tier2' ? '2' : '3',
    named[at]?.label ?? '',
    way.map((part) => scoringWords(part, scores)).join('; **and** '),
  ]);
}

/** How points become tiers, as the content has it. */
export function scoringSection(source: CoverageSource): readonly string[] {
  const { caps } = source.shipped.content.scoring;
  const rows = POPULATIONS.flatMap((population) =>
    TIERS.flatMap((tier) => tierRows(source, population, tier)),
  );
  const counted = FAMILIES.filter((family) => caps.adult[family] + caps.minor[family] > 0);
  return [
    '## How points become tiers',
    '',
    '*control 2* is at least 2 points of that family, *control+labor 4* is 4 of both together, *3 families* is points in three of them.',
    '',
    ...markdownTable(['Scale', 'Tier', 'Way', 'Needs'], rows),
    '',
    'Of one family no more points count than its cap:',
    '',
    ...markdownTable(
      ['Scale', ...counted],
      POPULATIONS.map((population) => [
        population,
        ...counted.map((family) => `${caps[population][family]}`),
      ]),
    ),
    '',
  ];
}
