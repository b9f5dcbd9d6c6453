/** Where the elements of one array of a JSON text stand, by byte. */
export interface ArrayPlace {
  /** the byte after `[`, and that of `]` */
  readonly from: number;
  readonly to: number;
  /** bytes of the commas at which it may be cut, each some way after the one before */
  readonly cuts: readonly number[];
}

/** How a JSON text is built, as far as it is of use for reading it in pieces. */
export interface JsonOutline {
  /** deepest nesting of objects and arrays */
  readonly depth: number;
  /** the arrays that lie as deep as was asked, in their order; not those without cuts */
  readonly arrays: readonly ArrayPlace[];
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** Bytes that mean something outside texts. */
const IS_STRUCTURE = new Uint8Array(256);
for (const byte of [QUOTE, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT]) IS_STRUCTURE[byte] = 1;

/** The byte of the quote that ends a text, or the end of all. */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** What is nested deeper is not followed: nothing that we read is, and what is kept per level stays small. */
const MAX_DEPTH = 1024;

/** Follows the nesting, and keeps the cuts of the array at hand. */
class Outliner {
  depth = 0;
  deepest = 0;
  readonly arrays: ArrayPlace[] = [];
  private readonly level: number;
  private readonly apart: number;
  private readonly isArray: boolean[] = [];
  private from = -1;
  private cuts: number[] = [];

  constructor(level: number, apart: number) {
    this.level = level;
    this.apart = apart;
  }

  /** False where it would be nested too deep to follow. */
  open(isArray: boolean, at: number): boolean {
    if (this.depth >= MAX_DEPTH) return false;
    this.isArray[this.depth] = isArray;
    this.depth += 1;
    this.deepest = Math.max(this.deepest, this.depth);
    if (this.depth === this.level && isArray) {
      this.from = at + 1;
      this.cuts = [];
    }
    return true;
  }

  /** False where nothing of the kind is open. */
  close(isArray: boolean, at: number): boolean {
    if (this.depth === this.level && isArray && this.cuts.length > 0) {
      this.arrays.push({ from: this.from, to: at, cuts: this.cuts });
      this.cuts = [];
    }
    this.depth -= 1;
    return this.depth >= 0 && this.isArray[this.depth] === isArray;
  }

  comma(at: number): void {
    if (this.depth !== this.level || this.isArray[this.depth - 1] !== true) return;
    if (at - (this.cuts.at(-1) ?? this.from) >= this.apart) this.cuts.push(at);
  }
}

function step(outliner: Outliner, bracket: number, at: number): boolean {
  const isOpen = bracket === OPEN_OBJECT || bracket === OPEN_ARRAY;
  return isOpen ? outliner.open(bracket === OPEN_ARRAY, at) : outliner.close(bracket === CLOSE_ARRAY, at);
}

/**
 * Outlines a JSON text without reading it: quotes, brackets and commas only.
 *
 * @param level how deep the arrays lie that are looked for: 1 for the whole
 * @param apart at least so many bytes lie between two cuts of an array
 * @returns undefined where the brackets do not match (then it is no JSON), or are nested deeper than we follow
 */
export function findArrays(bytes: Uint8Array, level: number, apart: number): JsonOutline | undefined {
  const outliner = new Outliner(level, apart);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (IS_STRUCTURE[byte] === 0) continue;
    if (byte === QUOTE) at = endOfText(bytes, at + 1);
    else if (byte === COMMA) outliner.comma(at);
    else if (!step(outliner, byte, at)) return undefined;
  }
  return outliner.depth === 0 ? { depth: outliner.deepest, arrays: outliner.arrays } : undefined;
}
