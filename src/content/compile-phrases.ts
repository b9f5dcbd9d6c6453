import type { PhraseBook } from '../model/phrase-book.js';
import { compileBook } from '../text/compile-book.js';
import type { LintFinding } from './lint-finding.js';
import { lintMustNotRead, lintPhrases } from './lint-phrases.js';
import { MUST_NOT_READ } from './must-not-read.js';
import type { ParsedContent } from './parse-content.js';
import { phraseSource } from './phrase-source.js';
import { usedGroups } from './used-groups.js';

/** The compiled book, or what is wrong with the phrase files. */
export type CompiledPhrases =
  | { readonly kind: 'compiled'; readonly book: PhraseBook }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

/** Phrases do not depend on the site: they are compiled once for all that lies over the same files. */
const COMPILED = new WeakMap<ParsedContent, CompiledPhrases>();

function compile(content: ParsedContent): CompiledPhrases {
  const findings = lintPhrases(content.phrases, usedGroups(content));
  if (findings.length > 0) return { kind: 'refused', findings };
  const masked = {
    never: MUST_NOT_READ.flatMap((one) => one.masked),
    but: MUST_NOT_READ.flatMap((one) => one.unmasked),
  };
  const book = compileBook(
    [...content.phrases.values()].map(({ value }) => phraseSource(value)),
    masked,
  );
  const forbidden = lintMustNotRead(book);
  return forbidden.length > 0 ? { kind: 'refused', findings: forbidden } : { kind: 'compiled', book };
}

/** Checks and compiles the phrase files of all languages; what no phrase may use is taken out of every text. */
export function compilePhrases(content: ParsedContent): CompiledPhrases {
  const compiled = COMPILED.get(content) ?? compile(content);
  COMPILED.set(content, compiled);
  return compiled;
}

/** Numbers of the phrase groups by id. */
export function groupNumbers(book: PhraseBook): ReadonlyMap<string, number> {
  return new Map(book.groups.map(({ id }, number) => [id, number]));
}
