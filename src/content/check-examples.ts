import type { Language } from '../model/language.js';
import type { PhraseBook } from '../model/phrase-book.js';
import { readerOf } from '../text/reader-of.js';
import type { TextReader } from '../text/text-reader.js';
import type { Statement } from '../text/statement.js';
import type { PhraseEntry, PhraseGroupEntry } from './schema/phrase-file.js';

/** An example that does not do what its place in the file says. */
interface WrongExample {
  readonly language: Language;
  readonly group: string;
  readonly sentence: string;
  readonly expected: string;
}

/** How many examples were read, and which are wrong. */
export interface ExampleReport {
  readonly read: number;
  readonly wrong: readonly WrongExample[];
}

/** Reads examples of one group with the compiled book. */
class GroupExamples {
  readonly wrong: WrongExample[] = [];
  read = 0;
  private readonly reader: TextReader;
  private readonly book: PhraseBook;
  private readonly language: Language;
  private readonly group: PhraseGroupEntry;

  constructor(book: PhraseBook, reader: TextReader, language: Language, group: PhraseGroupEntry) {
    this.reader = reader;
    this.book = book;
    this.language = language;
    this.group = group;
  }

  private statements(sentence: string): readonly Statement[] {
    const found = this.reader.read(sentence, {
      language: this.language,
      isAffirmed: false,
      everyPattern: true,
    });
    return found.filter(({ group }) => this.book.groups[group]?.id === this.group.id);
  }

  check(
    sentences: readonly string[] | undefined,
    expected: string,
    isRight: (found: readonly Statement[]) => boolean,
  ): void {
    for (const sentence of sentences ?? []) {
      this.read += 1;
      if (!isRight(this.statements(sentence)))
        this.wrong.push({ language: this.language, group: this.group.id, sentence, expected });
    }
  }
}

/** The book's number of the n-th pattern of a group in a language. */
function patternNumbers(book: PhraseBook, language: Language, id: string): readonly number[] {
  return book.patterns.flatMap((pattern, number) =>
    pattern.language === language && !pattern.isUnless && book.groups[pattern.group]?.id === id
      ? [number]
      : [],
  );
}

function checkGroup(
  book: PhraseBook,
  reader: TextReader,
  language: Language,
  group: PhraseGroupEntry,
): ExampleReport {
  const examples = new GroupExamples(book, reader, language, group);
  const isNone = (found: readonly Statement[]): boolean => found.length === 0;
  const numbers = patternNumbers(book, language, group.id);
  for (const [at, { phrase, matches, misses }] of group.patterns.entries()) {
    const own = numbers[at];
    examples.check(matches, `to match by "${phrase}"`, (found) =>
      found.some(({ patterns, past }) => past.kind === 'now' && own !== undefined && patterns.includes(own)),
    );
    examples.check(misses, 'not to match', isNone);
  }
  const { negated, experiencer, hypothetical, historical } = group.variants;
  examples.check(negated, 'not to match (negated)', isNone);
  examples.check(experiencer, 'not to match (somebody else)', isNone);
  // A phrase that stays with "if" still yields to an instruction: return if …
  examples.check(hypothetical, 'not to match (hypothetical)', isNone);
  examples.check(historical, 'to be found in the past', (found) =>
    found.some(({ past }) => past.kind !== 'now'),
  );
  return examples;
}

/** Runs every example of a phrase file: each must do what its place in the file says. */
export function checkExamples(book: PhraseBook, entry: PhraseEntry): ExampleReport {
  const reader = readerOf(book);
  const reports = entry.groups.map((group) => checkGroup(book, reader, entry.language, group));
  return {
    read: reports.reduce((sum, { read }) => sum + read, 0),
    wrong: reports.flatMap(({ wrong }) => wrong),
  };
}
