import type { Language } from '../model/language.js';
import type { Pattern, PhraseBook, PhraseGroup, Topic, Trigger, WordList } from '../model/phrase-book.js';
import { HavenError } from '../model/haven-error.js';
import { chooseAnchors } from './choose-anchors.js';
import { compileGate } from './compile-gate.js';
import type { AnchoredPattern } from './compile-gate.js';
import { compileLexicon } from './compile-lexicon.js';
import { ExpressionTable } from './expression-table.js';
import { parsePattern } from './parse-pattern.js';
import type { PatternPart, WordLists } from './parse-pattern.js';
import type { GroupSource, LanguageSource } from './phrase-source.js';
import { weighWords } from './weigh-words.js';

interface SlotDraft {
  readonly before: number;
  readonly gap: number;
  readonly ends: number[];
}

/** What grows while a book is compiled. */
class BookBuilder {
  readonly groups: PhraseGroup[] = [];
  readonly patterns: Pattern[] = [];
  readonly slots: SlotDraft[] = [];
  /** the patterns that state something, with their topics */
  readonly stating: { readonly parts: readonly PatternPart[]; readonly topic: number }[] = [];
  readonly topics: Topic[] = [];
  readonly triggers: Trigger[] = [];
  readonly numbers: { from: number; to: number; slot: number }[] = [];
  readonly expressions = new ExpressionTable();
  private readonly groupNumbers = new Map<string, number>();
  private readonly slotNumbers = new Map<string, number>();

  groupNumber({ id, keepsConditional, keepsPast }: GroupSource): number {
    const known = this.groupNumbers.get(id);
    if (known !== undefined) return known;
    this.groupNumbers.set(id, this.groups.length);
    return this.groups.push({ id, keepsConditional, keepsPast }) - 1;
  }

  addTrigger(expression: string, trigger: Trigger): void {
    this.expressions.at(expression).triggers.push(this.triggers.push(trigger) - 1);
  }

  /** Begins a topic: what follows belongs to one group in one language, and shares no slots with others. */
  addTopic(language: Language, add: () => void): void {
    this.slotNumbers.clear();
    const from = this.slots.length;
    add();
    this.topics.push({ language, from, to: this.slots.length });
  }

  /** The slot of a part: patterns that begin alike share it, so that a common first word costs once. */
  private slotOf({ gap, expressions, numbers }: PatternPart, before: number): number {
    const key = `${before} ${gap} ${expressions.join('|')} ${numbers.map(({ from, to }) => `${from}-${to}`).join('|')}`;
    const known = this.slotNumbers.get(key);
    if (known !== undefined) return known;
    const slot = this.slots.push({ before, gap, ends: [] }) - 1;
    this.slotNumbers.set(key, slot);
    for (const { from, to } of numbers) this.numbers.push({ from, to, slot });
    for (const expression of expressions) this.expressions.at(expression).slots.push(slot);
    return slot;
  }

  addPattern(text: string, lists: WordLists, of: Pattern): void {
    const parsed = parsePattern(text, lists);
    if (parsed.kind === 'refused') throw new HavenError('content-invalid', `${text}: ${parsed.message}`);
    if (!of.isUnless) this.stating.push({ parts: parsed.parts, topic: this.topics.length });
    const last = parsed.parts.reduce((before, part) => this.slotOf(part, before), -1);
    this.slots[last]?.ends.push(this.patterns.push(of) - 1);
  }
}

function addLanguage(builder: BookBuilder, { language, lists, groups, triggers }: LanguageSource): void {
  for (const group of groups) {
    const of = { group: builder.groupNumber(group), language };
    builder.addTopic(language, () => {
      for (const text of group.patterns) builder.addPattern(text, lists, { ...of, isUnless: false });
      for (const text of group.unless) builder.addPattern(text, lists, { ...of, isUnless: true });
    });
  }
  for (const { kind, expression, value } of triggers)
    builder.addTrigger(expression, { kind, language, value });
}

/** Expressions that no phrase may ever use, and longer ones that mean something else. */
export interface Masked {
  readonly never: readonly string[];
  readonly but: readonly string[];
}

/** What a word takes part in that several terms match: itself, and the beginnings that it has. */
function joinLists(terms: readonly number[], byTerm: readonly WordList[]): WordList {
  const of = terms.flatMap((term) => byTerm[term] ?? []);
  return {
    slots: [...new Set(of.flatMap(({ slots }) => slots))].toSorted((one, other) => other - one),
    triggers: of.flatMap(({ triggers }) => triggers),
    terms: of.flatMap((list) => list.terms),
  };
}

/** Which two parts of each pattern a sentence must have. */
function anchored(
  { stating }: BookBuilder,
  wordsOf: (expression: string) => readonly number[],
  weights: ReadonlyMap<number, number>,
): readonly AnchoredPattern[] {
  return stating.flatMap(({ parts, topic }) => {
    const words = parts.map(({ gap, expressions, numbers }) => ({
      gap,
      expressions: expressions.map(wordsOf),
      hasNumbers: numbers.length > 0,
    }));
    const anchors = chooseAnchors(words, weights);
    return anchors === undefined ? [] : [{ anchors, topic }];
  });
}

/**
 * Compiles the phrase groups of all languages for one pass over a text.
 *
 * @throws HavenError `content-invalid` for a pattern that cannot be read; lint finds these first, with their place
 */
export function compileBook(sources: readonly LanguageSource[], masked: Masked): PhraseBook {
  const builder = new BookBuilder();
  for (const source of sources) addLanguage(builder, source);
  for (const expression of masked.never)
    builder.addTrigger(expression, { kind: 'masked', language: undefined, value: 0 });
  for (const expression of masked.but)
    builder.addTrigger(expression, { kind: 'unmasked', language: undefined, value: 0 });
  const { terms, lists: byTerm, tree, wordsOf } = builder.expressions.number();
  const { lexicon, lists } = compileLexicon(terms);
  const weights = weighWords(
    sources.flatMap(({ samples }) => samples),
    lexicon,
    lists,
  );
  return {
    groups: builder.groups,
    patterns: builder.patterns,
    slots: builder.slots,
    lexicon,
    lists: lists.map((list) => joinLists(list, byTerm)),
    expressions: tree,
    triggers: builder.triggers,
    numbers: builder.numbers,
    topics: builder.topics,
    gate: compileGate(anchored(builder, wordsOf, weights), lists, terms.length),
  };
}
