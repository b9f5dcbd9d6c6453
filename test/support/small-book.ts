import { phraseSource } from '../../src/content/phrase-source.js';
import { PHRASE_FILE } from '../../src/content/schema/phrase-file.js';
import type { Language } from '../../src/model/language.js';
import type { PhraseBook } from '../../src/model/phrase-book.js';
import { compileBook } from '../../src/text/compile-book.js';
import type { Masked } from '../../src/text/compile-book.js';
import { TextReader } from '../../src/text/text-reader.js';
import type { Past, Statement } from '../../src/text/statement.js';

const CONTEXT = {
  denial: 'denies, denied, no evidence of',
  none: 'no, without, never',
  not: "not, doesn't, won't",
  after: 'denied, absent, ruled out',
  terminators: 'but, however, states',
  hypothetical: 'if, in case',
  instruction: 'return if, call us if',
  past: 'history of, previously',
  ongoing: 'still, currently',
  ago: {
    before: 'il y a',
    after: 'ago',
    units: { day: 'day, days', week: 'week, weeks', month: 'month, months', year: 'year, years' },
    numbers: { '1': 'a, one', '3': 'three' },
    spans: { P1D: 'yesterday', P1Y: 'last year' },
  },
  relations: 'sister, mother, friend, aunt, boyfriend, other patient',
  employers: 'boss, employer',
  company: 'with, by, from',
  speech: 'states, says, reports',
  patient: 'patient, pt',
  pronouns: 'she, he, her, him, they, them',
  templates: 'screening, questionnaire, discharge instructions, patient education',
  others: 'family history',
  yes: 'yes, y',
  no: 'no, n, none',
  abbreviations: 'pt, dr',
  pseudo: 'no doubt',
  whose: 'whose, at work whose',
  continues: 'that, or, nor',
  lives: 'lives with a man who',
};

const NEVER = 'aaa\nbbb\nccc';
const LISTS = {
  boss: 'boss, employer',
  companion: 'companion, boyfriend, aunt, mother, mother in law, <boss>',
  papers: 'passport, papers, identity card',
  patient: 'patient, pt, her, him',
};

/** A group as a test writes it: its patterns, and what is particular about it. */
export interface SmallGroup {
  readonly id: string;
  readonly patterns: readonly string[];
  readonly unless?: readonly string[];
  readonly conditional?: 'keeps';
}

const GROUPS: readonly SmallGroup[] = [
  { id: 'speaks', patterns: ['<companion> ..3 answer* ..2 for ..1 <patient>'], unless: ['at ..2 request'] },
  { id: 'papers', patterns: ['<boss> .. (keeps|took) .. <papers>', '<papers> ..2 (kept|taken) by <boss>'] },
  { id: 'free', patterns: ['(not allowed|never allowed) to leave'], conditional: 'keeps' },
  { id: 'threats', patterns: ['threat* ..3 (family|police)'], conditional: 'keeps' },
  { id: 'burns', patterns: ['cigarette burn*'] },
  { id: 'hours', patterns: ['works ..2 #12-20 hours'] },
  { id: 'lets', patterns: ["won't let <patient> (speak|leave)"] },
];

/** A book of a few groups in one language, for tests of the reader itself. */
export function smallBook(
  groups: readonly SmallGroup[] = GROUPS,
  language: Language = 'en',
  masked: Masked = { never: [], but: [] },
): PhraseBook {
  const entry = PHRASE_FILE.parse({
    language,
    context: CONTEXT,
    lists: LISTS,
    groups: groups.map(({ id, patterns, unless, conditional }) => ({
      id,
      patterns: patterns.map((phrase) => ({ phrase, matches: NEVER, misses: NEVER })),
      unless: unless ?? [],
      ...(conditional === undefined ? {} : { conditional }),
      variants: { negated: NEVER },
    })),
  });
  return compileBook([phraseSource(entry)], masked);
}

const BOOK = smallBook();
const READER = new TextReader(BOOK);

/** Ids of the groups that a text states, with the small book unless another is given. */
export function groupsIn(text: string, book: PhraseBook = BOOK): readonly string[] {
  return statementsIn(text, book).map(({ group }) => book.groups[group]?.id ?? '?');
}

/** Every statement of a text. */
export function statementsIn(text: string, book: PhraseBook = BOOK): readonly Statement[] {
  const reader = book === BOOK ? READER : new TextReader(book);
  return [...reader.read(text, { language: undefined, isAffirmed: false })];
}

/** When the only statement of a text was. */
export function pastIn(text: string): Past | undefined {
  return statementsIn(text)[0]?.past;
}
