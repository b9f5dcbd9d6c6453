import type { PhraseBook } from '../model/phrase-book.js';
import { compileBook } from '../text/compile-book.js';
import type { LintFinding } from './lint-finding.js';
import { lintMustNotRead, lintPhrases } from './lint-phrases.js';
import { MUST_NOT_READ } from './must-not-read.js';
import type { ParsedContent } from './parse-content.js';
import { phraseSource } from './phrase-source.js';
import type { PhraseEntry } from './schema/phrase-file.js';
import { usedGroups } from './used-groups.js';

/** The compiled book, or what is wrong with the phrase files. */
export type CompiledPhrases =
  | { readonly kind: 'compiled'; readonly book: PhraseBook }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

/** A book, or what in it must not be read; it depends on nothing but the phrase files. */
const BOOKS = new WeakMap<
  PhraseEntry,
  { readonly entries: readonly PhraseEntry[]; readonly made: CompiledPhrases }
>();

function makeBook(entries: readonly PhraseEntry[]): CompiledPhrases {
  const masked = {
    never: MUST_NOT_READ.flatMap((one) => one.masked),
    but: MUST_NOT_READ.flatMap((one) => one.unmasked),
  };
  const book = compileBook(entries.map(phraseSource), masked);
  const findings = lintMustNotRead(book);
  return findings.length > 0 ? { kind: 'refused', findings } : { kind: 'compiled', book };
}

function bookOf(entries: readonly PhraseEntry[]): CompiledPhrases {
  const [first] = entries;
  if (first === undefined) return makeBook(entries);
  const known = BOOKS.get(first);
  const isSame =
    known?.entries.length === entries.length && entries.every((entry, at) => known.entries[at] === entry);
  if (known !== undefined && isSame) return known.made;
  const made = makeBook(entries);
  BOOKS.set(first, { entries, made });
  return made;
}

/** Checks and compiles the phrase files of all languages; what no phrase may use is taken out of every text. */
export function compilePhrases(content: ParsedContent): CompiledPhrases {
  const findings = lintPhrases(content.phrases, usedGroups(content));
  if (findings.length > 0) return { kind: 'refused', findings };
  return bookOf([...content.phrases.values()].map(({ value }) => value));
}

/** Numbers of the phrase groups by id. */
export function groupNumbers(book: PhraseBook): ReadonlyMap<string, number> {
  return new Map(book.groups.map(({ id }, number) => [id, number]));
}
