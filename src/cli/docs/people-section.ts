import { MUST_NOT_USE } from '../../content/must-not-use.js';
import type { Clause } from '../../model/clause.js';
import { clausesOf } from '../../model/cue.js';
import type { CoverageSource } from './coverage-source.js';
import { cueLink, listText } from './markdown.js';
import { cuesOfSomeBodies } from './some-bodies.js';

/** What a statement of each kind reads. */
const READS: Readonly<Record<Clause['kind'], string | undefined>> = {
  code: 'codes',
  together: 'codes',
  observation: 'observations',
  answer: 'answers',
  note: 'phrases of notes',
  providers: 'visits',
  age: 'the age',
  unidentified: 'whether registration has an identification',
  unconfigured: undefined,
  all: undefined,
  any: undefined,
};

function kindsIn(clause: Clause): readonly Clause['kind'][] {
  return clause.kind === 'all' || clause.kind === 'any' ? clause.of.flatMap(kindsIn) : [clause.kind];
}

/** The codes of sex and gender that no content may read, as the lint has them. */
function refusedCodes(): string {
  const own = MUST_NOT_USE.filter(({ why }) => why.startsWith('sex'));
  const systems = own.flatMap(({ systems: all }) => all ?? []);
  const codes = own.flatMap(({ codes: all }) => all ?? []).flatMap((group) => group.codes);
  return [...systems.map((system) => `\`${system}\``), ...codes].join(', ');
}

/** Those of some cues that stand in tables. */
function standing(ids: readonly string[], tables: readonly string[]): string {
  const text = tables.join('\n');
  return listText(ids.filter((id) => text.includes(`[${id}]`)).map(cueLink));
}

function bodiesText({ chosen, parsed }: CoverageSource, tables: Tables): string {
  const some = cuesOfSomeBodies(chosen.content.cues, parsed);
  if (some.length === 0) return 'No cue reads what only some bodies can have.';
  const states = some.map((id) => {
    const state = parsed.cues.find(({ cue }) => cue.id === id)?.cue.state ?? 'on';
    return `${cueLink(id)} (${state.replaceAll('-', ' ')})`;
  });
  const asShipped = standing(some, tables.shipped);
  const atSites = standing(some, tables.sites);
  return [
    `Cues that only some bodies can meet, since all their codes are of pregnancy or of some genital organs: ${listText(states)}.`,
    asShipped === ''
      ? 'No path of the content as it ships has one of them.'
      : `Paths with ${asShipped} are therefore not open to every body.`,
    ...(atSites === ''
      ? []
      : [`What a site can add has paths with ${atSites}; these are not open to every body.`]),
  ].join(' ');
}

/** The tables of paths, to see which cues stand in them. */
interface Tables {
  readonly shipped: readonly string[];
  readonly sites: readonly string[];
}

/** Men and boys, women and girls, trans and non-binary people: nothing that is read says who somebody is. */
export function peopleSection(source: CoverageSource, tables: Tables): readonly string[] {
  const { cues } = source.chosen.content;
  const kinds = new Set(cues.flatMap(clausesOf).flatMap(kindsIn));
  const reads = [...new Set([...kinds].flatMap((kind) => READS[kind] ?? []))].toSorted();
  const groups = new Set(
    [...source.parsed.phrases.values()].flatMap(({ value }) => value.groups.map(({ id }) => id)),
  );
  return [
    '## Men and boys, women and girls, trans and non-binary people',
    '',
    'No cue reads sex, gender or orientation: every path is open to everybody, but for those that need a code of pregnancy (below).',
    '',
    `- Statements of the ${cues.length} cues read ${listText(reads)}. None can read \`Patient.gender\`.`,
    `- None of the ${source.parsed.valueSets.size} value sets holds a code of sex, gender identity or orientation. A cue that reads one is refused (\`must-not-use\`): ${refusedCodes()}.`,
    `- None of the ${groups.size} phrase groups matches a sentence that only says who somebody is (man, woman, trans, gay): lint reads such sentences with every group.`,
    `- ${bodiesText(source, tables)}`,
    '- Tests prove it: every path reaches its tier whatever `Patient.gender` says or does not say, and nine of ten examples of phrases are read alike when their gendered words are turned round, those left being mostly sentences in which both people then have one pronoun (test/cli/coverage.test.ts, test/content/either-gender.test.ts).',
    '',
  ];
}
