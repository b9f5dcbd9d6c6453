import type { CueEntry } from '../../content/schema/cue-file.js';
import { FAMILIES } from '../../model/cue.js';
import type { Family } from '../../model/cue.js';
import type { ContentSource } from './content-source.js';
import { ClauseWords, windowText } from './describe-clause.js';
import { agesOf, countsText, describeCue, kindsText, pointsTexts, stateText } from './describe-cue.js';
import { generatedLine } from './generated-line.js';
import { markdownTable, plainMarkdown } from './markdown.js';

const HEAD = ['Cue', 'What', 'Read from', 'Window', 'Events', 'Adult', 'Minor', 'Ages', 'State', 'Grade'];

function rowOf(cue: CueEntry, source: ContentSource): readonly string[] {
  return [
    `[${cue.id}](#${cue.id.toLowerCase()})`,
    plainMarkdown(cue.label),
    kindsText(cue, source),
    windowText(cue.within).replace('the last ', ''),
    countsText(cue),
    ...pointsTexts(cue),
    agesOf(cue),
    stateText(cue),
    cue.evidence.grade,
  ];
}

function familySection(family: Family, cues: readonly CueEntry[], source: ContentSource): readonly string[] {
  return [
    `## Family: ${family}`,
    '',
    ...markdownTable(
      HEAD,
      cues.map((cue) => rowOf(cue, source)),
    ),
    '',
    ...cues.flatMap((cue) => describeCue(cue, source)),
  ];
}

function circumstanceSection(source: ContentSource): readonly string[] {
  const words = new ClauseWords(source);
  return [
    '## What is read about time alone and contact',
    '',
    'No cue and no points: it changes how a card speaks, or what its orders say, never whether there is one.',
    '',
    ...Object.entries(source.parsed.settings.value.circumstances).flatMap(([id, { within, any }]) => [
      `- \`${id}\`, ${windowText(within)}; any one of:`,
      ...any.map((clause) => `  - ${words.describe(clause)}`),
    ]),
    '',
  ];
}

/** docs/cues.md: what every cue reads, when it counts and what it is worth, for clinicians. */
export function cuesPage(source: ContentSource): string {
  const cues = source.parsed.cues
    .map(({ cue }) => cue)
    .toSorted((one, other) => one.id.localeCompare(other.id));
  const families = FAMILIES.filter((family) => cues.some((cue) => cue.family === family));
  return [
    '# Cues',
    '',
    generatedLine(source),
    '',
    `${cues.length} cues in ${families.length} families. A cue is something in the record that published work ties to exploitation. None of`,
    'them says that anybody is exploited; how points of several cues add up to a card is on the page [coverage.md](coverage.md).',
    'What cannot be read is unknown, never "no". *Adult* and *Minor* are points before the cap of the family; *rule* acts without points, *-* is not for them.',
    `Grades A, B and C are explained in [evidence.md](${source.root}/evidence.md).`,
    '',
    ...families.flatMap((family) =>
      familySection(
        family,
        cues.filter((cue) => cue.family === family),
        source,
      ),
    ),
    ...circumstanceSection(source),
  ]
    .join('\n')
    .replaceAll(/\n+$/g, '\n');
}
