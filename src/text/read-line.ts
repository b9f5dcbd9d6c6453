/** What a line of a note is for. */
export type LineKind =
  | { readonly kind: 'blank' }
  /** a line that only names what follows */
  | { readonly kind: 'heading'; readonly end: number }
  /** `Label: text` */
  | { readonly kind: 'labelled'; readonly end: number }
  | { readonly kind: 'box'; readonly isTicked: boolean; readonly from: number }
  | { readonly kind: 'text' };

const MAX_LABEL = 60;
const MAX_LABEL_WORDS = 6;
const TICKED = new Set(['☑', '☒', '✓', '✔']);
const UNTICKED = new Set(['☐', '□', '❏']);

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 13 || unit === 0xa0;
}

/** The first character of a line that is no space. */
function lineStart(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

interface Box {
  readonly isTicked: boolean;
  readonly end: number;
}

/** `[x]`, `[ ]`, `(x)`, `(_)`. */
function bracketBox(text: string, at: number): Box | undefined {
  const pair = text.charAt(at) + text.charAt(at + 2);
  if (pair !== '[]' && pair !== '()') return undefined;
  const mark = text.charAt(at + 1).toLowerCase();
  if (mark === 'x' || mark === '✓') return { isTicked: true, end: at + 3 };
  return mark === ' ' || mark === '_' ? { isTicked: false, end: at + 3 } : undefined;
}

function boxAt(text: string, at: number): Box | undefined {
  const first = text.charAt(at);
  if (TICKED.has(first)) return { isTicked: true, end: at + 1 };
  if (UNTICKED.has(first)) return { isTicked: false, end: at + 1 };
  if (text.startsWith('[]', at)) return { isTicked: false, end: at + 2 };
  return bracketBox(text, at);
}

/** Where the colon of a label stands, or -1: a few words at the start of the line, no time of day, no address. */
function labelEnd(text: string, start: number, to: number): number {
  const limit = Math.min(to, start + MAX_LABEL);
  let spaces = 0;
  for (let at = start; at < limit; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 32) spaces += 1;
    if (unit === 46 || unit === 63 || spaces >= MAX_LABEL_WORDS) return -1;
    if (unit !== 58) continue;
    const isDigit = /\d/.test(text.charAt(at - 1));
    return !isDigit && (at + 1 >= to || isSpace(text.charCodeAt(at + 1))) ? at : -1;
  }
  return -1;
}

/** A short line without an end of sentence, all in capitals, or marked with `#`. */
function isTitle(text: string, start: number, to: number): boolean {
  if (text.charAt(start) === '#') return true;
  if (to - start > MAX_LABEL) return false;
  const line = text.slice(start, to).trimEnd();
  return /\p{Lu}/u.test(line) && line === line.toUpperCase() && !/[.;!?]$/.test(line);
}

/**
 * Says what a line is for, by its form alone.
 *
 * @param from first character
 * @param to one past the last character, without the line end
 */
export function readLine(text: string, from: number, to: number): LineKind {
  const start = lineStart(text, from, to);
  if (start >= to) return { kind: 'blank' };
  const bullet = /[-*•]/.test(text.charAt(start)) ? lineStart(text, start + 1, to) : start;
  const box = boxAt(text, bullet);
  if (box !== undefined) return { kind: 'box', isTicked: box.isTicked, from: box.end };
  const colon = labelEnd(text, start, to);
  if (colon >= 0 && lineStart(text, colon + 1, to) >= to) return { kind: 'heading', end: colon };
  if (colon > start + 1) return { kind: 'labelled', end: colon };
  return isTitle(text, start, to) ? { kind: 'heading', end: to } : { kind: 'text' };
}

/** True where a line goes on in the next one: it was broken by its width, and the next begins in lower case. */
export function goesOn(text: string, from: number, to: number): boolean {
  if (to - from < 50) return false;
  const next = text.charAt(lineStart(text, to + 1, text.length));
  return next !== next.toUpperCase() && next === next.toLowerCase();
}
