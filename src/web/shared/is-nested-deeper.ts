const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set(Buffer.from('[{'));
const CLOSING: ReadonlySet<number> = new Set(Buffer.from(']}'));

/** What a byte outside of texts does to the depth. */
const STEPS = Int8Array.from({ length: 256 }, (_, byte) =>
  OPENING.has(byte) ? 1 : CLOSING.has(byte) ? -1 : 0,
);

/** True where JSON is nested deeper than `max` levels. Looks at each byte once and builds nothing. */
export function isNestedDeeper(bytes: Uint8Array, max: number): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) isText = !isText;
    else if (isText && byte === BACKSLASH) at += 1;
    else if (!isText) depth += STEPS[byte] ?? 0;
    if (depth > max) return true;
  }
  return false;
}
