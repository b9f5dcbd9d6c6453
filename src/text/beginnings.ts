/** A beginning of words (`employ*`) has at least so many letters. */
export const MIN_PREFIX = 3;

/** How many places there are for {@link beginningOf}. */
export const BEGINNINGS = 32 * 32 * 32;

/** Where the beginnings of a word are looked up: by its first three letters. Several may meet there, which costs a look. */
export function beginningOf(first: number, second: number, third: number): number {
  return ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);
}

/** The bit for beginnings of so many letters; the longest share one. */
export function lengthBit(letters: number): number {
  return 1 << Math.min(letters, 31);
}
