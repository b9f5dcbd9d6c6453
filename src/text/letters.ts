/** The code of the digit 0; letters are 1 to 26. */
export const DIGITS_FROM = 27;
/** Number of letter codes: none, 26 letters, 10 digits. */
const CODES = 37;
/** A mark that belongs to the word but says nothing: a combining accent, a soft hyphen. */
export const SILENT = 255;
/** `œ` and `æ` stand for two letters. */
export const OE = 254;
export const AE = 253;

const TABLE_SIZE = 0x370;

function codeOf(character: string): number {
  const [base = ''] = character.normalize('NFD').toLowerCase();
  if (base >= 'a' && base <= 'z') return base.charCodeAt(0) - 96;
  if (base >= '0' && base <= '9' && character === base) return base.charCodeAt(0) - 48 + DIGITS_FROM;
  return 0;
}

function buildTable(): Uint8Array {
  const table = new Uint8Array(TABLE_SIZE);
  for (let code = 0; code < 0x250; code += 1) table[code] = codeOf(String.fromCharCode(code));
  for (let code = 0x300; code < TABLE_SIZE; code += 1) table[code] = SILENT;
  for (const character of 'œŒ') table[character.charCodeAt(0)] = OE;
  for (const character of 'æÆ') table[character.charCodeAt(0)] = AE;
  table[0xad] = SILENT;
  return table;
}

const TABLE = buildTable();

/**
 * The letter that a UTF-16 unit stands for, without case and accent: 1 to 26 for letters, 27 to 36 for digits, 0 for what
 * separates words (apostrophes and hyphens too), and {@link SILENT}, {@link OE}, {@link AE}.
 */
export function letterCode(unit: number): number {
  if (unit < TABLE_SIZE) return TABLE[unit] ?? 0;
  return unit === 0x200b || unit === 0xfeff ? SILENT : 0;
}

/** True for the code of a digit. */
export function isDigitCode(code: number): boolean {
  return code >= DIGITS_FROM && code < CODES;
}

function pushCode(codes: number[], code: number): void {
  if (code === OE) codes.push(15, 5);
  else if (code === AE) codes.push(1, 5);
  else codes.push(code);
}

/** The words of a short text as letter codes, split as notes are: `won't` is two words, `14h` is two. */
export function splitWords(text: string): readonly (readonly number[])[] {
  const words: number[][] = [];
  let word: number[] = [];
  const end = (): void => {
    if (word.length > 0) words.push(word);
    word = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = letterCode(text.charCodeAt(at));
    if (code === SILENT) continue;
    if (code === 0) {
      end();
      continue;
    }
    const last = word.at(-1);
    if (last !== undefined && isDigitCode(last) !== isDigitCode(code)) end();
    pushCode(word, code);
  }
  end();
  return words;
}
