import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** Where a file says its own encoding, if at all (WHATWG HTML, prescan a byte stream: the first 1024 bytes). */
const PRESCAN_BYTES = 1024;
const TAG = /<(?:meta|\?xml)\b[^<>]{0,200}/gi;
const LABEL = /\b(?:charset|encoding) {0,4}= {0,4}["']? {0,4}([\w.:-]{1,40})/i;

/** The encoding that a byte order mark names; it overrides every other word (WHATWG Encoding, decode). */
function marked(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

/** What the markup itself says; it could not be read if it were in UTF-16. */
function declared(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1');
  const labels = (start.match(TAG) ?? []).map((tag) => LABEL.exec(tag)?.[1]?.toLowerCase());
  const label = labels.find((one) => one !== undefined);
  return label?.startsWith('utf-16') === true ? 'utf-8' : label;
}

/** Charsets in which plain ASCII is what it is everywhere: most notes are that, and a decoder takes longer to make than to use. */
const LIKE_ASCII: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'iso-8859-1', 'windows-1252']);

function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/**
 * Decodes text by its byte order mark, its charset, what its markup says, or as UTF-8.
 * What is no character of the charset becomes U+FFFD.
 *
 * @param charset a label of https://encoding.spec.whatwg.org/#names-and-labels; undefined where none is given
 * @param isWhole false where the bytes were cut: half a character at the end is then left out
 * @returns undefined for an unknown charset
 */
export function decodeText(
  bytes: Uint8Array,
  charset: string | undefined,
  isWhole: boolean,
): string | undefined {
  const label = marked(bytes) ?? charset ?? declared(bytes) ?? 'utf-8';
  if (LIKE_ASCII.has(label.toLowerCase()) && isAscii(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const decoder = decoderOf(label);
  if (decoder === undefined) return undefined;
  // In one go, Node 20 decodes windows-1252 as ISO-8859-1 and loses its apostrophes; as a stream it does not.
  const text = decoder.decode(bytes, { stream: true });
  return isWhole ? text + decoder.decode() : text;
}
