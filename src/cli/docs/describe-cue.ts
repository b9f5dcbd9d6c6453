import type { ClauseEntry, CueEntry } from '../../content/schema/cue-file.js';
import { LANGUAGES } from '../../model/language.js';
import { agesText } from './age-bands.js';
import type { ContentSource } from './content-source.js';
import { ClauseWords, lengthText, windowText } from './describe-clause.js';
import { listText, plainMarkdown } from './markdown.js';

type Points = NonNullable<CueEntry['points']>['adult'];

const RULE_WORDS: Readonly<Record<NonNullable<CueEntry['rule']>, string>> = {
  'tier3-known': 'tier 3, as what is already known',
  tier3: 'tier 3 by itself',
  tier2: 'tier 2 by itself',
  supportive: 'the continuity card; never asked again',
  'child-protection': "the site's child-protection pathway",
};

const STATE_WORDS: Readonly<Record<CueEntry['state'], string>> = {
  on: 'on',
  'site-opt-in': 'site opt-in (off until a site opts in)',
  off: 'off',
  'context-only': 'context only (explained, no points)',
};

function gradesText(points: Points): string {
  if (points === undefined) return '-';
  if (typeof points === 'number') return `${points}`;
  return points.map((grade) => `${grade.points} (from ${grade.events} events)`).join(', ');
}

/** Adult and minor points; a cue for minors only has none for adults. */
export function pointsTexts({ points, rule }: CueEntry): readonly [string, string] {
  if (rule !== undefined) return ['rule', 'rule'];
  return [gradesText(points?.adult), gradesText(points?.minor)];
}

/** Ages in words. */
export function agesOf({ ages }: CueEntry): string {
  return ages === undefined ? 'all ages' : agesText(ages);
}

/** The state in a word or two. */
export function stateText({ state }: CueEntry): string {
  return state.replaceAll('-', ' ');
}

function leavesOf(clause: ClauseEntry): readonly ClauseEntry[] {
  return 'all' in clause ? clause.all.flatMap(leavesOf) : [clause];
}

function kindOf(clause: ClauseEntry): string {
  if ('code' in clause || 'together' in clause) return 'codes';
  if ('observation' in clause) return 'observations';
  if ('answer' in clause) return 'questionnaires';
  if ('providers' in clause) return 'visits';
  if ('observed' in clause) return 'observation form';
  if ('registration' in clause) return 'registration';
  return 'instrument' in clause ? 'site instrument' : '';
}

/** Kinds of evidence that can show a cue; notes with the languages that have the phrase group. */
export function kindsText(cue: CueEntry, { parsed }: ContentSource): string {
  const leaves = cue.any.flatMap(leavesOf);
  const groups = new Set(leaves.flatMap((leaf) => ('note' in leaf ? [leaf.note] : [])));
  const languages = LANGUAGES.filter((language) =>
    parsed.phrases.get(language)?.value.groups.some(({ id }) => groups.has(id)),
  );
  const notes = groups.size === 0 ? [] : [`notes (${languages.join(', ')})`];
  return [...new Set([...leaves.map(kindOf).filter((kind) => kind !== ''), ...notes])].join('; ');
}

function countOf(leaf: ClauseEntry): string {
  if ('providers' in leaf) return `${leaf.providers} providers`;
  if ('together' in leaf) return `${leaf.atLeast} kinds in ${leaf.days} days`;
  if (!('code' in leaf) || leaf.atLeast === undefined || leaf.atLeast === 1) return '1';
  const { atLeast, apart = 'resource' } = leaf;
  if (apart === 'resource') return `${atLeast}`;
  return apart === 'encounter' ? `${atLeast} encounters` : `${atLeast}, ${lengthText(apart)} apart`;
}

/** How many events a cue asks for, and how far apart; one where nothing else is said. */
export function countsText(cue: CueEntry): string {
  const leaves = cue.any.flatMap(leavesOf).filter((leaf) => !('age' in leaf));
  return [...new Set(leaves.map(countOf))].toSorted().join('; or ');
}

function worth(cue: CueEntry): string {
  if (cue.rule !== undefined) return `Rule: ${RULE_WORDS[cue.rule]}`;
  const [adult, minor] = pointsTexts(cue);
  const young = cue.youngAdultAsMinor === true ? '; ages 18 to 24 earn the points of a minor' : '';
  const scales = [...(adult === '-' ? [] : [`adult ${adult}`]), ...(minor === '-' ? [] : [`minor ${minor}`])];
  return `Points: ${scales.join('; ')}${young}`;
}

function statements(clauses: readonly ClauseEntry[], words: ClauseWords): readonly string[] {
  return clauses.map((clause) => `  - ${words.describe(clause)}`);
}

function exclusionLines(cue: CueEntry, words: ClauseWords): readonly string[] {
  return (cue.unless ?? []).flatMap(({ label, any }) => [
    `- Not counted: ${plainMarkdown(label)}`,
    ...statements(any, words),
  ]);
}

function sourceLine(id: string, { evidence, root }: ContentSource): string {
  const source = evidence.get(id);
  return source === undefined
    ? `  - ${id}`
    : `  - [${id}](${root}/evidence.md#${source.anchor}) ${plainMarkdown(source.title)}`;
}

/** The block of one cue. */
export function describeCue(cue: CueEntry, source: ContentSource): readonly string[] {
  const words = new ClauseWords(source);
  const company = cue.onlyWithFamilies ?? [];
  const { grade, note, sources } = cue.evidence;
  return [
    `### ${cue.id}`,
    '',
    `**${plainMarkdown(cue.label)}** (\`${cue.slug}\`)`,
    '',
    `- Reads${cue.any.length > 1 ? ', any one of' : ''}:`,
    ...statements(cue.any, words),
    `- Window, where nothing else is said: ${windowText(cue.within)}`,
    `- ${worth(cue)}`,
    `- Ages: ${agesOf(cue)}`,
    `- State: ${STATE_WORDS[cue.state]}${cue.optInWith === undefined ? '' : `; a site opts in with ${cue.optInWith}`}`,
    ...(company.length === 0
      ? []
      : [`- Company: counts only beside another cue of the family ${listText(company, 'or')}`]),
    ...exclusionLines(cue, words),
    `- Evidence: grade ${grade}${note === undefined ? '' : ` (${plainMarkdown(note)})`}`,
    ...sources.map((id) => sourceLine(id, source)),
    ...(cue.caution === undefined ? [] : [`- Caution: ${plainMarkdown(cue.caution)}`]),
    '',
  ];
}
