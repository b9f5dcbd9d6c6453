import type { PhraseBook } from '../model/phrase-book.js';

/**
 * The slots of a book in flat arrays, as the matcher reads them for every word. One array for all word lists: one each
 * would be thousands of small ones, and four times the memory.
 */
export interface SlotTable {
  /** by word list: where its pairs begin in `pairs`; they end where those of the next list begin */
  readonly starts: Int32Array;
  /** a slot that a word of the list fills by itself, then the slot before it; -1 for a first part */
  readonly pairs: Int32Array;
  /** by slot: the slot before it; -1 for a first part */
  readonly before: Int32Array;
  /** by slot: words that may stand between the part before and this one */
  readonly gap: Int32Array;
  /** slots by the number that fills them */
  readonly byNumber: readonly (readonly number[])[];
}

function slotsByNumber({ numbers }: PhraseBook): readonly (readonly number[])[] {
  const highest = Math.max(-1, ...numbers.map(({ to }) => to));
  return Array.from({ length: highest + 1 }, (_, number) =>
    numbers.filter(({ from, to }) => number >= from && number <= to).map(({ slot }) => slot),
  );
}

function pairStarts({ lists }: PhraseBook): Int32Array {
  const starts = new Int32Array(lists.length + 1);
  for (const [list, { slots }] of lists.entries()) starts[list + 1] = (starts[list] ?? 0) + 2 * slots.length;
  return starts;
}

/** Lays the slots of a book out flat. */
export function slotTable(book: PhraseBook): SlotTable {
  const before = Int32Array.from(book.slots, (slot) => slot.before);
  return {
    starts: pairStarts(book),
    pairs: Int32Array.from(
      book.lists.flatMap(({ slots }) => slots.flatMap((slot) => [slot, before[slot] ?? -1])),
    ),
    before,
    gap: Int32Array.from(book.slots, ({ gap }) => gap),
    byNumber: slotsByNumber(book),
  };
}
