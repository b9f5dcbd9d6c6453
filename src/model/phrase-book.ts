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

/** A tree of letters: words to lists of what they can begin or be. Word codes are those of `letterCode`. */
export interface Lexicon {
  /** next node by node and letter; 0 is none */
  readonly next: Uint32Array;
  /** by node: the list of a word that ends here */
  readonly whole: Uint32Array;
  /** by node: the list of a word that goes on after this */
  readonly begun: Uint32Array;
}

/** What a word takes part in. */
export interface WordList {
  /** slots that it fills by itself, highest first */
  readonly slots: readonly number[];
  readonly triggers: readonly number[];
  /** terms by which longer expressions begin or go on */
  readonly terms: readonly number[];
  /** one of the words without which no phrase matches */
  readonly isKey: boolean;
}

/** A longer expression that is complete at a node of the tree of expressions. */
export interface Expression {
  readonly length: number;
  readonly slots: readonly number[];
  readonly triggers: readonly number[];
}

/** All expressions of more than one word, as a tree of terms; node 0 is the root. */
export interface ExpressionTree {
  readonly terms: number;
  /** child by `node * terms + term` */
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
  /** some phrase could match by a number in digits and common words alone */
  readonly numberIsKey: boolean;
}
