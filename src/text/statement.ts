import type { Language } from '../model/language.js';

/** When a sentence says that something was: at the time of the note, some days before it, in a year, or at an unknown time before it. */
export type Past =
  | { readonly kind: 'now' }
  | { readonly kind: 'ago'; readonly days: number; readonly unitDays: number }
  | { readonly kind: 'in'; readonly year: number }
  | { readonly kind: 'once' };

/** What one sentence states about the patient. It holds no words of the text. */
export interface Statement {
  readonly group: number;
  /** the patterns that state it, for whoever tests phrases */
  readonly patterns: readonly number[];
  readonly language: Language;
  readonly past: Past;
  /** equal for sentences of the same words, so that a copied note is counted once */
  readonly copyKey: number;
}
