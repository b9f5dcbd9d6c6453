import type { PhraseBook } from '../model/phrase-book.js';
import { layOutRows } from './lay-out-rows.js';
import type { Rows } from './lay-out-rows.js';

/**
 * The slots of a book in flat arrays, as the matcher reads them for every word. One array for all word lists: one each
 * would be thousands of small ones, and four times the memory.
 */
export interface SlotTable {
  /** by list: a number of triggers, the triggers, and then the terms by which longer expressions begin or go on */
  readonly words: Rows;
  /** slots that a word of a list fills by itself, highest first, list after list */
  readonly slots: Int32Array;
  /** beside each of these slots: the slot before it */
  readonly befores: Int32Array;
  /** the first slot of a list */
  readonly beginOf: (list: number) => number;
  /** where the slots of a list begin that are below a number */
  readonly startOf: (list: number, below: number) => number;
  /** one past the last slot of a list */
  readonly endOf: (list: number) => number;
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

/** Lays the slots of a book out flat. */
export function slotTable(book: PhraseBook): SlotTable {
  const { rowsAt: starts, rows: slots } = layOutRows(book.lists.map((list) => list.slots));
  const endOf = (list: number): number => starts[list + 1] ?? 0;
  const before = Int32Array.from(book.slots, (slot) => slot.before);
  return {
    words: layOutRows(book.lists.map(({ triggers, terms }) => [triggers.length, ...triggers, ...terms])),
    slots,
    befores: slots.map((slot) => before[slot] ?? -1),
    beginOf: (list) => starts[list] ?? 0,
    startOf: (list, below) => {
      let [low, high] = [starts[list] ?? 0, endOf(list)];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((slots[middle] ?? 0) >= below) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    endOf,
    before,
    gap: Int32Array.from(book.slots, ({ gap }) => gap),
    byNumber: slotsByNumber(book),
  };
}
