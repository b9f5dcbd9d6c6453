import type { PhraseBook, TriggerKind } from '../model/phrase-book.js';

/** What a word can be by itself that decides where sentences end and what questions are answered with. */
export const WORD_KIND = { abbreviation: 1, patient: 2, yes: 4, no: 8 } as const;

const BITS: ReadonlyMap<TriggerKind, number> = new Map([
  ['abbreviations', WORD_KIND.abbreviation],
  ['patient', WORD_KIND.patient],
  ['yes', WORD_KIND.yes],
  ['no', WORD_KIND.no],
]);

/** By word list: the bits of {@link WORD_KIND}. */
export function wordKinds({ lists, triggers }: PhraseBook): Uint8Array {
  return Uint8Array.from(lists, (list) =>
    list.triggers.reduce((bits, trigger) => bits | (BITS.get(triggers[trigger]?.kind ?? 'not') ?? 0), 0),
  );
}
