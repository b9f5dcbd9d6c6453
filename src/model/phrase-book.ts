import type { Language } from './language.js';

/**
 * What a word or expression does to the phrases around it: ConText (Harkema and others, J Biomed Inform 2009;
 * doi:10.1016/j.jbi.2009.05.002) with the kinds that notes about other people need.
 */
const TRIGGERS = [
  'denial',
  'none',
  'not',
  'after',
  'terminators',
  'hypothetical',
  'instruction',
  'past',
  'ongoing',
  'ago-before',
  'ago-after',
  'unit',
  'number',
  'span',
  'relations',
  'employers',
  'company',
  'speech',
  'patient',
  'pronouns',
  'templates',
  'others',
  'yes',
  'no',
  'abbreviations',
  'pseudo',
  'whose',
  'continues',
  'lives',
  'masked',
  'unmasked',
] as const;
export type TriggerKind = (typeof TRIGGERS)[number];

/** One reading of an expression as a trigger. */
export interface Trigger {
  readonly kind: TriggerKind;
  /** undefined for every language */
  readonly language: Language | undefined;
  /** a number word's number; days of a unit or a span */
  readonly value: number;
}

/** One pattern of a phrase group. */
export interface Pattern {
  readonly group: number;
  readonly language: Language;
  /** a look-alike: its sentence does not count for the group */
  readonly isUnless: boolean;
}

/** What one cue looks for in free text. */
export interface PhraseGroup {
  readonly id: string;
  /** "if" does not drop it (decision 25) */
  readonly keepsConditional: boolean;
  /** what lies some days back is still so: a late presentation */
  readonly keepsPast: boolean;
}

/**
 * Words to numbers of lists, by two hashes of their letters; each word lies in one place, since most of the time that reading
 * takes is waiting for memory.
 */
export interface WordTable {
  /** places, in fours: both hashes, the list (0 where the place is free), nothing */
  readonly places: Int32Array;
  /** one less than the number of places, which is a power of two */
  readonly mask: number;
}

/** All words of all phrases. Word codes are those of `letterCode`. */
export interface Lexicon {
  /** the list of a word */
  readonly whole: WordTable;
  /** the list of a word that is not one of these but begins so */
  readonly begun: WordTable;
  /** by the first three letters: a bit for each number of letters that such a beginning has */
  readonly beginnings: Uint32Array;
}

/** What a word takes part in. */
export interface WordList {
  /** slots that it fills by itself, highest first */
  readonly slots: readonly number[];
  readonly triggers: readonly number[];
  /** terms by which longer expressions begin or go on */
  readonly terms: readonly number[];
}

/** A longer expression that is complete at a node of the tree of expressions. */
export interface Expression {
  readonly length: number;
  readonly slots: readonly number[];
  readonly triggers: readonly number[];
}

/** All expressions of more than one word, as a tree of terms; node 0 is the root. */
export interface ExpressionTree {
  /** by term: the child of the root; 0 for none */
  readonly begins: Int32Array;
  /** child of another node by `node * terms + term`, of as many terms as there are */
  readonly children: ReadonlyMap<number, number>;
  /** by node: what is complete there */
  readonly complete: readonly (Expression | undefined)[];
}

/** One part of one or more patterns that begin alike. */
interface Slot {
  /** the part before; -1 for a first part */
  readonly before: number;
  /** words that may stand between the part before and this one */
  readonly gap: number;
  /** patterns that are complete here */
  readonly ends: readonly number[];
}

/** A part of a pattern that is a number written in digits. */
interface NumberSlot {
  readonly from: number;
  readonly to: number;
  readonly slot: number;
}

/** The slots of one group in one language. */
export interface Topic {
  readonly language: Language;
  readonly from: number;
  /** one past the last */
  readonly to: number;
}

/**
 * What a sentence must have before it is matched: of each pattern the two parts with the rarest words, its anchors, in their
 * order and not too far apart. Numbers in digits are one more list, after the others.
 */
export interface Gate {
  /** by list: where its row begins; it ends where that of the next list begins */
  readonly rowsAt: Int32Array;
  /**
   * A row is a number of openings, the openings in threes, and then the second anchors that a word of the list belongs to.
   * An opening, for a word of a first anchor: the anchor that must follow (-1 for none), within how many words, the topic.
   */
  readonly rows: Int32Array;
  /** how many second anchors there are */
  readonly anchors: number;
}

/** All phrase groups in all languages, compiled for one pass over a text. */
export interface PhraseBook {
  readonly groups: readonly PhraseGroup[];
  readonly patterns: readonly Pattern[];
  readonly slots: readonly Slot[];
  readonly lexicon: Lexicon;
  readonly lists: readonly WordList[];
  readonly expressions: ExpressionTree;
  readonly triggers: readonly Trigger[];
  readonly numbers: readonly NumberSlot[];
  readonly topics: readonly Topic[];
  readonly gate: Gate;
}
