import type { Language } from '../model/language.js';
import type { TriggerKind } from '../model/phrase-book.js';
import type { WordLists } from './parse-pattern.js';

/** One group of one language, as its owner wrote it. */
export interface GroupSource {
  readonly id: string;
  readonly patterns: readonly string[];
  readonly unless: readonly string[];
  readonly keepsConditional: boolean;
  readonly keepsPast: boolean;
}

/** An expression that turns phrases around. */
export interface TriggerSource {
  readonly kind: TriggerKind;
  readonly expression: string;
  readonly value: number;
}

/** All that is read in one language. */
export interface LanguageSource {
  readonly language: Language;
  readonly lists: WordLists;
  readonly groups: readonly GroupSource[];
  readonly triggers: readonly TriggerSource[];
  /** ordinary sentences, which tell how common words are */
  readonly samples: readonly string[];
}
