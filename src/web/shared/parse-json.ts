import { randomUUID } from 'node:crypto';
import { findArrays } from './find-arrays.js';
import type { ArrayPlace } from './find-arrays.js';

/** `{ "prefetch": { "conditions": { "entry": [` */
const ENTRIES_LEVEL = 4;
/**
 * A text above 128 KB is given memory of its own by the engine, fresh from the operating system for each call: for a body of
 * 250 KB that costs as much as parsing it. Pieces stay well below.
 */
const PIECE = 48 * 1024;
/** A body larger than this could be nothing but brackets, seconds of work for the parser: it must be one that can be followed. */
const MOST_UNFOLLOWED = 1024 * 1024;
/** What stands for an array while the rest is parsed; nobody who sends a body can know it, however it is escaped. */
const STAND_IN = `#${randomUUID()}-`;

function parseWhole(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8')) as unknown;
}

/** Parses the elements of an array piece by piece. An empty piece stands between two commas, which is no JSON. */
function parseArray(bytes: Buffer, { from, to, cuts }: ArrayPlace): readonly unknown[] {
  const elements: unknown[] = [];
  for (const [number, end] of [...cuts, to].entries()) {
    const start = number === 0 ? from : (cuts[number - 1] ?? 0) + 1;
    const piece = JSON.parse(`[${bytes.toString('utf8', start, end)}]`) as unknown;
    if (!Array.isArray(piece) || piece.length === 0) throw new SyntaxError('an array with a missing element');
    for (const element of piece as readonly unknown[]) elements.push(element);
  }
  return elements;
}

/** The text without the elements of its large arrays: a stand-in with a number takes the place of each. */
function textAround(bytes: Buffer, places: readonly ArrayPlace[]): string {
  let text = '';
  let at = 0;
  for (const [number, { from, to }] of places.entries()) {
    text += `${bytes.toString('utf8', at, from - 1)}"${STAND_IN}${number}"`;
    at = to + 1;
  }
  return text + bytes.toString('utf8', at);
}

/**
 * Parses JSON in UTF-8, like `JSON.parse` of its text. Large bodies are parsed in pieces where they have the shape of a
 * service call: the entries of prefetched Bundles. A body of more than 1 MB that is nested deeper than
 * {@link findArrays} follows is refused.
 *
 * @throws SyntaxError where it is no JSON, or none that we read
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length < 2 * PIECE) return parseWhole(bytes);
  const outline = findArrays(bytes, ENTRIES_LEVEL, PIECE);
  if (outline === undefined && bytes.length > MOST_UNFOLLOWED)
    throw new SyntaxError('brackets that do not match, or are nested too deep');
  if (outline === undefined || outline.arrays.length === 0) return parseWhole(bytes);
  const arrays = outline.arrays.map((place) => parseArray(bytes, place));
  return JSON.parse(textAround(bytes, outline.arrays), (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(STAND_IN)
      ? arrays[Number(value.slice(STAND_IN.length))]
      : value,
  ) as unknown;
}
