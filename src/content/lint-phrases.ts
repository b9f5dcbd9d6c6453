import { LANGUAGES } from '../model/language.js';
import type { PhraseBook } from '../model/phrase-book.js';
import { parsePattern } from '../text/parse-pattern.js';
import { readerOf } from '../text/reader-of.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import { MUST_NOT_READ } from './must-not-read.js';
import type { ParsedContent } from './parse-content.js';
import type { PhraseEntry, PhraseGroupEntry } from './schema/phrase-file.js';
import type { UsedGroup } from './used-groups.js';

type Phrases = ParsedContent['phrases'];
const FOLDER = 'private-conversation/phrases';

function lintGroup(
  file: ContentFile,
  { lists }: PhraseEntry,
  group: PhraseGroupEntry,
  number: number,
): readonly LintFinding[] {
  const patterns = group.patterns.map(({ phrase }, at) => ({
    text: phrase,
    where: ['patterns', at, 'phrase'],
  }));
  const unless = group.unless.map((text, at) => ({ text, where: ['unless', at] }));
  const faults = [...patterns, ...unless].flatMap(({ text, where }) => {
    const parsed = parsePattern(text, lists);
    if (parsed.kind === 'parsed') return [];
    return [file.at(['groups', number, ...where], 'phrase', `${group.id}: "${text}": ${parsed.message}`)];
  });
  const isBare = group.variants.experiencer === undefined && group.speaker !== undefined;
  return isBare
    ? [...faults, file.at(['groups', number], 'phrase', `${group.id} has no experiencer variants`)]
    : faults;
}

/** Patterns that cannot be read, groups that stand twice, and files whose name is not their language. */
function lintFiles(phrases: Phrases): readonly LintFinding[] {
  return [...phrases].flatMap(([name, { file, value }]) => {
    const ids = value.groups.map(({ id }) => id);
    const twice = ids.flatMap((id, number) =>
      ids.indexOf(id) === number
        ? []
        : [file.at(['groups', number, 'id'], 'duplicate', `group ${id} stands twice`)],
    );
    const misnamed =
      name === value.language
        ? []
        : [file.at(['language'], 'missing-language', `${name}.yaml is in "${value.language}"`)];
    return [
      ...misnamed,
      ...twice,
      ...value.groups.flatMap((group, number) => lintGroup(file, value, group, number)),
    ];
  });
}

/** Every language has the same groups: a cue must not be blind in one of them. */
function lintLanguages(phrases: Phrases): readonly LintFinding[] {
  const all = new Set([...phrases.values()].flatMap(({ value }) => value.groups.map(({ id }) => id)));
  return LANGUAGES.flatMap((language) => {
    const entry = phrases.get(language);
    if (entry === undefined)
      return [
        {
          file: `${FOLDER}/${language}.yaml`,
          line: 1,
          col: 1,
          rule: 'missing-language',
          message: `no phrases in "${language}"`,
        },
      ];
    const own = new Set(entry.value.groups.map(({ id }) => id));
    return [...all]
      .filter((id) => !own.has(id))
      .map((id) => entry.file.at(['groups'], 'missing-group', `group ${id} is missing in "${language}"`));
  });
}

/** Groups that cues and circumstances name, and groups that nothing names. */
function lintUses(phrases: Phrases, used: readonly UsedGroup[]): readonly LintFinding[] {
  const known = new Set([...phrases.values()].flatMap(({ value }) => value.groups.map(({ id }) => id)));
  const names = new Set(used.map(({ group }) => group));
  const missing = used
    .filter(({ group }) => !known.has(group))
    .map(({ group, at }) => at('unknown-group', `no phrase group "${group}"`));
  const idle = [...phrases.values()].flatMap(({ file, value }) =>
    value.groups.flatMap(({ id }, number) =>
      names.has(id)
        ? []
        : [file.at(['groups', number, 'id'], 'unused-group', `nothing reads the group "${id}"`)],
    ),
  );
  return [...missing, ...idle];
}

/** The words of a masked expression as somebody would write them, alone and in a sentence. */
function framed(expression: string): readonly string[] {
  const word = expression.replaceAll('*', 's');
  return [
    word,
    `Patient is ${word}.`,
    `patiente ${word}`,
    `paciente ${word}, acompañada`,
    `Boss says patient ${word}`,
  ];
}

/** Reads every sentence of the list of what must not be read with every group: none may match, in any language. */
export function lintMustNotRead(book: PhraseBook): readonly LintFinding[] {
  const reader = readerOf(book);
  const sentences = MUST_NOT_READ.flatMap(({ masked, plain }) => [...plain, ...masked.flatMap(framed)]);
  return sentences.flatMap((sentence) =>
    reader.read(sentence, { language: undefined, isAffirmed: false }).map(({ group, language }) => ({
      file: `${FOLDER}/${language}.yaml`,
      line: 1,
      col: 1,
      rule: 'must-not-use',
      message: `group ${book.groups[group]?.id} matches "${sentence}" (no phrase may; see cue catalogue 4.1)`,
    })),
  );
}

/** Checks the phrase files against themselves and the cues that use them. */
export function lintPhrases(phrases: Phrases, used: readonly UsedGroup[]): readonly LintFinding[] {
  return [...lintFiles(phrases), ...lintLanguages(phrases), ...lintUses(phrases, used)];
}
