import type { ContentFile } from './content-file.js';
import { FORBIDDEN_WORDS, ROUTINE_WORDS } from './forbidden-words.js';
import type { LintFinding } from './lint-finding.js';

/** A text that somebody may see, and where it stands. */
export interface ShownText {
  readonly text: string;
  readonly path: readonly PropertyKey[];
}

/** Every language that has lists of words, for texts whose language nobody knows. */
export const ANY_LANGUAGE: readonly string[] = Object.keys(FORBIDDEN_WORDS);

const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  supportLine: ['number', 'hours'],
  localContact: ['contact'],
  reasonsLine: ['reasons'],
  servicesLine: ['services'],
  hoursOpen: ['time'],
  hoursOpens: ['time'],
};

function lintPlaceholders(file: ContentFile, { text, path }: ShownText): readonly LintFinding[] {
  const allowed = PLACEHOLDERS[String(path[0])] ?? [];
  const used = [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
  const strange = used
    .filter((name) => !allowed.includes(name))
    .map((name) => `{${name}} is not filled here (allowed: ${allowed.join(', ') || 'none'})`);
  const lacking = allowed.filter((name) => !used.includes(name)).map((name) => `{${name}} is missing`);
  return [...strange, ...lacking].map((message) => file.at(path, 'placeholder', message));
}

/** Lower case without accents and ligatures, with one kind of apostrophe. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
    .replaceAll(/[\u2010\u2011]/g, '-')
    .replaceAll(/\s+/g, ' ');
}

function patternOf(
  lists: Readonly<Record<string, readonly string[]>>,
): (language: string) => RegExp | undefined {
  const patterns = new Map(
    Object.entries(lists).map(([language, stems]) => [
      language,
      new RegExp(`(?<![a-z])(?:${stems.join('|')})`),
    ]),
  );
  return (language) => patterns.get(language);
}

const FORBIDDEN = patternOf(FORBIDDEN_WORDS);
const ROUTINE = patternOf(ROUTINE_WORDS);

function firstHit(
  text: string,
  languages: readonly string[],
  patterns: typeof FORBIDDEN,
): string | undefined {
  for (const language of languages) {
    const hit = patterns(language)?.exec(text);
    if (hit !== undefined && hit !== null) return hit[0];
  }
  return undefined;
}

/** The beginning of a word that may not be read over a shoulder, in any of these languages; undefined where there is none. */
export function forbiddenWord(text: string, languages: readonly string[]): string | undefined {
  return firstHit(foldText(text), languages, FORBIDDEN);
}

/**
 * What is wrong with one shown text, wherever it stands.
 *
 * @param languages the languages whose words it may not say
 */
export function lintText(
  file: ContentFile,
  languages: readonly string[],
  shown: ShownText,
): readonly LintFinding[] {
  const { text, path } = shown;
  const findings = [...lintPlaceholders(file, shown)];
  const plain = foldText(text);
  const word = firstHit(plain, languages, FORBIDDEN);
  if (word !== undefined) {
    findings.push(
      file.at(path, 'forbidden-word', `"${word}…" may be read over a shoulder (response brief 1.5, 2.2)`),
    );
  }
  const claim = firstHit(plain, languages, ROUTINE);
  if (claim !== undefined && path.at(-1) !== 'routineSummary') {
    findings.push(file.at(path, 'routine', `only routineSummary may say "${claim}"`));
  }
  if (/[<>]/.test(text)) {
    findings.push(
      file.at(path, 'html', 'no HTML: clients differ in what they do with it (CDS Hooks, card.detail)'),
    );
  }
  return findings;
}
