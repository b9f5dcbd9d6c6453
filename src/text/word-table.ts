import type { WordTable } from '../model/phrase-book.js';

/** How many numbers a place takes: both hashes, the list, and one that keeps a place within one line of a cache. */
const PLACE = 4;

/** Goes on with the first hash of a word by one letter. */
export function hashOne(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** Goes on with the second hash by one letter (FNV-1a). With both, two words of all notes ever written do not meet. */
export function hashTwo(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** What both hashes begin with. */
export const HASH_START = 0x811c9dc5 | 0;

/** The list of a word; 0 where there is none. */
export function listIn({ places, mask }: WordTable, one: number, two: number): number {
  for (let place = two & mask; ; place = (place + 1) & mask) {
    const list = places[place * PLACE + 2] ?? 0;
    if (list === 0 || (places[place * PLACE] === one && places[place * PLACE + 1] === two)) return list;
  }
}

/** A word by its letters, and its list, which is not 0. */
export interface TableEntry {
  readonly codes: readonly number[];
  readonly list: number;
}

/** Lays words out; at most half of the places are taken, so that most words are found or missed at once. */
export function wordTable(entries: readonly TableEntry[]): WordTable {
  let size = 4;
  while (size < entries.length * 2) size *= 2;
  const places = new Int32Array(size * PLACE);
  for (const { codes, list } of entries) {
    const one = codes.reduce(hashOne, HASH_START);
    const two = codes.reduce(hashTwo, HASH_START);
    let place = two & (size - 1);
    while (places[place * PLACE + 2] !== 0) place = (place + 1) & (size - 1);
    places.set([one, two, list], place * PLACE);
  }
  return { places, mask: size - 1 };
}
