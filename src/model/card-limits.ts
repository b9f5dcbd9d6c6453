/** CDS Hooks 2.0.1 card.summary: fewer than 140 characters; counted in UTF-16 units (decision 23). */
export const MAX_SUMMARY = 139;
/** Our own limits for the detail. */
export const MAX_WORDS = 80;
export const MAX_BULLETS = 5;

/** Words as a reader counts them: runs of characters with a letter or digit in them. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
