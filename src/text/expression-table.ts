import type { Expression, ExpressionTree, WordList } from '../model/phrase-book.js';
import type { Term } from './compile-lexicon.js';
import { splitWords } from './letters.js';

/** An expression under construction: where it stands in patterns, and what it triggers. */
interface Draft {
  readonly words: readonly Term[];
  readonly slots: number[];
  readonly triggers: number[];
}

/** What a numbered table says. */
interface Numbered {
  readonly terms: readonly Term[];
  /** by term */
  readonly lists: readonly WordList[];
  readonly tree: ExpressionTree;
  /** the terms of an expression's words */
  readonly wordsOf: (expression: string) => readonly number[];
}

/** The words of an expression as terms: `d'un employ*` is three. */
function termsOf(expression: string): readonly Term[] {
  return expression.split(/\s+/).flatMap((word) => {
    const isPrefix = word.endsWith('*');
    const parts = splitWords(word);
    return parts.map((codes, at) => ({ codes, isPrefix: isPrefix && at === parts.length - 1 }));
  });
}

function keyOf({ codes, isPrefix }: Term): string {
  return `${codes.join(',')}${isPrefix ? '*' : ''}`;
}

function descending(slots: readonly number[]): readonly number[] {
  return [...new Set(slots)].toSorted((one, other) => other - one);
}

/** Numbers words, and grows the tree of longer expressions. */
class TreeBuilder {
  readonly terms: Term[] = [];
  readonly lists: { slots: number[]; triggers: number[]; terms: number[] }[] = [];
  readonly complete: (Expression | undefined)[] = [undefined];
  /** children by node, then term */
  readonly children: Map<number, number>[] = [new Map<number, number>()];
  private readonly numbers = new Map<string, number>();

  private termNumber(term: Term): number {
    const key = keyOf(term);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.terms.length);
    this.lists.push({ slots: [], triggers: [], terms: [] });
    return this.terms.push(term) - 1;
  }

  private child(node: number, term: number): number {
    const known = this.children[node]?.get(term);
    if (known !== undefined) return known;
    this.complete.push(undefined);
    const made = this.children.push(new Map()) - 1;
    this.children[node]?.set(term, made);
    return made;
  }

  add({ words, slots, triggers }: Draft): readonly number[] {
    const numbers = words.map((word) => this.termNumber(word));
    this.place(numbers, slots, triggers);
    return numbers;
  }

  private place(numbers: readonly number[], slots: readonly number[], triggers: readonly number[]): void {
    const [only, ...others] = numbers;
    if (only === undefined) return;
    if (others.length === 0) {
      this.lists[only]?.slots.push(...slots);
      this.lists[only]?.triggers.push(...triggers);
      return;
    }
    let node = 0;
    for (const term of numbers) {
      const own = this.lists[term];
      if (own !== undefined && !own.terms.includes(term)) own.terms.push(term);
      node = this.child(node, term);
    }
    this.complete[node] = { length: numbers.length, slots: descending(slots), triggers };
  }

  tree(): ExpressionTree {
    const terms = this.terms.length;
    const begins = new Int32Array(terms);
    const children = new Map<number, number>();
    for (const [node, own] of this.children.entries())
      for (const [term, child] of own)
        if (node === 0) begins[term] = child;
        else children.set(node * terms + term, child);
    return { begins, children, complete: this.complete };
  }
}

/** Every expression of all languages, each once. */
export class ExpressionTable {
  private readonly drafts = new Map<string, Draft>();
  private readonly byText = new Map<string, Draft>();

  /** The expression, made where it is new; the same words are the same expression however they are written. */
  at(expression: string): Draft {
    const written = this.byText.get(expression);
    if (written !== undefined) return written;
    const words = termsOf(expression);
    const key = words.map(keyOf).join(' ');
    const draft = this.drafts.get(key) ?? { words, slots: [], triggers: [] };
    this.drafts.set(key, draft);
    this.byText.set(expression, draft);
    return draft;
  }

  /** Numbers the words and builds the tree of longer expressions. */
  number(): Numbered {
    const builder = new TreeBuilder();
    const words = new Map([...this.drafts.values()].map((draft) => [draft, builder.add(draft)]));
    return {
      terms: builder.terms,
      lists: builder.lists,
      tree: builder.tree(),
      wordsOf: (expression) => words.get(this.at(expression)) ?? [],
    };
  }
}
