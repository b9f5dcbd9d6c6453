import type { ClauseEntry, CueEntry } from '../../content/schema/cue-file.js';
import { FAMILIES } from '../../model/cue.js';
import type { Band } from './age-bands.js';
import { agesText } from './age-bands.js';
import type { CoverageSource } from './coverage-source.js';
import { agesOf } from './describe-cue.js';
import { ClauseWords } from './describe-clause.js';
import { cueLink, listText, markdownTable, plainMarkdown } from './markdown.js';
import { cellText, COLUMNS } from './path-table.js';

const ADULT = 18;

function namesAge(clause: ClauseEntry): boolean {
  return 'all' in clause ? clause.all.some(namesAge) : 'age' in clause;
}

/** How age changes what a cue says; nothing where it does not. */
function ageRows(cue: CueEntry, words: ClauseWords): readonly (readonly string[])[] {
  const ways = cue.any.filter(namesAge);
  const exclusions = (cue.unless ?? []).filter(({ any }) => any.some(namesAge));
  return [
    ...(cue.ages === undefined ? [] : [`counts at ${agesOf(cue)} only`]),
    ...(cue.youngAdultAsMinor === true ? ['at 18 to 24 it earns the points of a minor'] : []),
    ...ways.map((way) => `one way of it: ${words.describe(way)}`),
    ...exclusions.map(
      ({ label, any }) =>
        `**not counted**: ${plainMarkdown(label)} (${any
          .filter(namesAge)
          .map((one) => words.describe(one))
          .join('; or ')})`,
    ),
  ].map((text) => [cueLink(cue.id), plainMarkdown(cue.label), text]);
}

/** Cells of the main tables that are otherwise at one age than at another. */
function differences(
  { shipped, kinds }: CoverageSource,
  one: Band,
  other: Band,
): readonly (readonly string[])[] {
  return kinds.flatMap((evidence) =>
    COLUMNS.flatMap(({ title, setting, tier }) => {
      const [a, b] = [one, other].map((band) =>
        cellText(shipped.cell({ band, setting, evidence }, { among: FAMILIES, tier })),
      );
      return a === b ? [] : [[evidence.label, title, a ?? '', b ?? '']];
    }),
  );
}

/** Exclusions that hold only from an adult age on. */
function elderExclusions({ parsed }: CoverageSource, words: ClauseWords): readonly string[] {
  const isOfElders = (clause: ClauseEntry): boolean =>
    'all' in clause ? clause.all.some(isOfElders) : 'age' in clause && (clause.age.from ?? 0) >= ADULT;
  return parsed.cues.flatMap(({ cue }) =>
    (cue.unless ?? []).flatMap(({ label, any }) =>
      any
        .filter(isOfElders)
        .map(
          (clause) =>
            `- ${cueLink(cue.id)} is not counted: ${plainMarkdown(label)} (${words.describe(clause)})`,
        ),
    ),
  );
}

/** Cues that can count at one age and not at another. */
function lostCues({ shipped, kinds }: CoverageSource, one: Band, other: Band): readonly string[] {
  return kinds.slice(0, 1).flatMap((any) => {
    const left = shipped.counting(other, any);
    return [...shipped.counting(one, any)].filter((cue) => !left.has(cue));
  });
}

/** The oldest patients beside those just younger. */
function elderPart(source: CoverageSource, words: ClauseWords): readonly string[] {
  const bands = source.groups.flatMap((group) => group.bands).flatMap((band) => band ?? []);
  const [younger, elder] = bands.slice(-2);
  if (younger === undefined || elder === undefined) return [];
  const rows = differences(source, younger, elder);
  const all = source.kinds.length * COLUMNS.length;
  const lost = lostCues(source, younger, elder);
  return [
    `### Elders: ${agesText(elder)} beside ${agesText(younger)}`,
    '',
    ...elderExclusions(source, words),
    `- Cues that can count at ${agesText(younger)} and never at ${agesText(elder)}: ${listText(lost.map(cueLink)) || 'none'}.`,
    '',
    `${all - rows.length} of ${all} cells of the main tables are the same at both ages. ${rows.length === 0 ? 'None differs.' : 'The others:'}`,
    '',
    ...(rows.length === 0
      ? []
      : [...markdownTable(['Evidence', 'Where', agesText(younger), agesText(elder)], rows), '']),
  ];
}

/** Everything that depends on age, and what that means for elders. */
export function ageSection(source: CoverageSource): readonly string[] {
  const words = new ClauseWords(source);
  const { under, families } = source.shipped.content.scoring.youngChild;
  const rows = source.parsed.cues
    .map(({ cue }) => cue)
    .toSorted((one, other) => one.id.localeCompare(other.id))
    .flatMap((cue) => ageRows(cue, words));
  return [
    '## What age changes',
    '',
    `Under ${under} only the families ${listText(families)} count, and cues of the child-protection rule. An unknown age has the adult`,
    'scale; what asks for an age is then unknown, and an exclusion by age does not hold. Otherwise age matters here only:',
    '',
    ...markdownTable(['Cue', 'What', 'At which age'], rows),
    '',
    ...elderPart(source, words),
  ];
}
