import { attributeText } from './compile-about.js';
import type { LintFinding } from './lint-finding.js';
import { forbiddenWord } from './lint-text.js';
import type { ParsedContent } from './parse-content.js';

/** What stands where somebody meant to write later. */
const PLACEHOLDER = /\b(?:to-?do|tbd|tba|fixme|xxx|lorem)\b|^(?:n\/a|-+|\?+)$/i;

/** The regulation asks for them by these names: the developer's, and that of a variable. */
const ASKED_FOR = /\bhaven cds\b|\bsex\b/gi;

function faultOf(text: string): readonly [rule: string, message: string] | undefined {
  if (PLACEHOLDER.test(text))
    return ['attribute', 'say what holds, that it was not measured, or why it does not apply'];
  const word = forbiddenWord(text.replaceAll(ASKED_FOR, ''), ['en']);
  return word === undefined
    ? undefined
    : [
        'forbidden-word',
        `"${word}…" would stand on a page without a lock (/about); name the source in evidence.md`,
      ];
}

/** Attributes are shown by `/about`: each says something, of this version, in words that may be read aloud. */
export function lintAttributes({ attributes, service }: ParsedContent): readonly LintFinding[] {
  const { file, value } = attributes;
  const { evidenceBased, predictive } = value;
  const texts = Object.entries({ evidenceBased, predictive }).flatMap(([group, entries]) =>
    Object.entries(entries).map(([key, entry]) => ({ path: [group, key], text: attributeText(entry) })),
  );
  const said = texts.flatMap(({ path, text }) => {
    const fault = faultOf(text);
    return fault === undefined ? [] : [file.at(path, ...fault)];
  });
  const { version } = service.value;
  if (evidenceBased.releaseAndRevisionDates.says.includes(version)) return said;
  const path = ['evidenceBased', 'releaseAndRevisionDates'];
  return [...said, file.at(path, 'attribute', `does not name version ${version} of service.yaml`)];
}
