import type { Lexicon } from '../model/phrase-book.js';
import { CODES } from './letters.js';

/** A word, or the beginning of one. */
export interface Term {
  readonly codes: readonly number[];
  readonly isPrefix: boolean;
}

const NONE: readonly number[] = Object.freeze([]);

/** The letters of all words as a tree; node 0 is the root. */
class LetterTree {
  next = new Uint32Array(CODES * 4096);
  nodes = 1;
  /** terms that end at a node, and those that begin so */
  readonly exact = new Map<number, number[]>();
  readonly prefix = new Map<number, number[]>();

  private child(node: number, code: number): number {
    const place = node * CODES + code;
    const known = this.next[place] ?? 0;
    if (known !== 0) return known;
    const made = this.nodes;
    this.nodes += 1;
    if (this.nodes * CODES > this.next.length) {
      const larger = new Uint32Array(this.next.length * 2);
      larger.set(this.next);
      this.next = larger;
    }
    this.next[place] = made;
    return made;
  }

  childrenOf(node: number): Uint32Array {
    return this.next.subarray(node * CODES, (node + 1) * CODES).filter((child) => child !== 0);
  }

  insert({ codes, isPrefix }: Term, number: number): void {
    const node = codes.reduce((at, code) => this.child(at, code), 0);
    const ends = isPrefix ? this.prefix : this.exact;
    const known = ends.get(node);
    if (known === undefined) ends.set(node, [number]);
    else known.push(number);
  }
}

/** Gives each different list of terms a number; the empty list is 0. */
class ListNumbers {
  readonly lists: (readonly number[])[] = [NONE];
  private readonly numbers = new Map<string, number>();

  numberOf(terms: readonly number[]): number {
    if (terms.length === 0) return 0;
    const key = terms.join(' ');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.lists.length);
    return this.lists.push(terms) - 1;
  }
}

/**
 * Builds the tree of all words. A word is looked up by walking its letters: no text is copied or kept.
 *
 * @param terms by number
 */
export function compileLexicon(terms: readonly Term[]): {
  readonly lexicon: Lexicon;
  /** terms of each list */
  readonly lists: readonly (readonly number[])[];
} {
  const tree = new LetterTree();
  for (const [number, term] of terms.entries()) tree.insert(term, number);
  const numbers = new ListNumbers();
  const whole = new Uint32Array(tree.nodes);
  const begun = new Uint32Array(tree.nodes);
  // Nodes come after the node that they lie below, so the beginnings above are known.
  const above: (readonly number[])[] = [];
  for (let node = 0; node < tree.nodes; node += 1) {
    const own = tree.prefix.get(node);
    const inherited = above[node] ?? NONE;
    const prefixes = own === undefined ? inherited : [...inherited, ...own];
    const exact = tree.exact.get(node);
    begun[node] = numbers.numberOf(prefixes);
    whole[node] = exact === undefined ? (begun[node] ?? 0) : numbers.numberOf([...exact, ...prefixes]);
    if (prefixes.length > 0) for (const child of tree.childrenOf(node)) above[child] = prefixes;
  }
  return { lexicon: { next: tree.next.slice(0, tree.nodes * CODES), whole, begun }, lists: numbers.lists };
}
