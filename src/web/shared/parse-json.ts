import { randomUUID } from 'node:crypto';
import { isJsonObject, member } from '../../model/json-value.js';
import { findEntries } from './find-entries.js';
import type { EntriesPlace } from './find-entries.js';
import { nestsTooDeep } from './nests-too-deep.js';

/**
 * A text above 128 KB is given memory of its own by the engine, fresh from the operating system for each call: for a body of
 * 250 KB that may cost as much as parsing it. Pieces stay well below.
 */
const PIECE = 48 * 1024;
/** A larger body could be nothing but brackets, seconds of work for the parser; FHIR JSON that we read is nested 64 deep at most. */
const MOST_UNFOLLOWED = 1024 * 1024;
const MAX_DEPTH = 1000;
/** Stands for the entries that were parsed apart; nobody who sends a body can know it, however it is escaped. */
const STAND_IN = `#${randomUUID()}-`;

function parseWhole(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8')) as unknown;
}

/** Parses entries piece by piece. @throws SyntaxError where a cut was none between two of them */
function parseEntries(bytes: Buffer, { from, cuts }: EntriesPlace): readonly unknown[] {
  const entries: unknown[] = [];
  let start = from;
  for (const cut of cuts) {
    const piece = JSON.parse(`[${bytes.toString('utf8', start, cut)}]`) as unknown;
    if (!Array.isArray(piece) || piece.length === 0) throw new SyntaxError('no entries');
    for (const entry of piece as readonly unknown[]) entries.push(entry);
    start = cut + 1;
  }
  return entries;
}

/** The text without the entries that are parsed apart: an entry with their number stands for them. */
function textAround(bytes: Buffer, places: readonly EntriesPlace[]): string {
  let text = '';
  let at = 0;
  for (const [number, { from, cuts }] of places.entries()) {
    text += `${bytes.toString('utf8', at, from)}"${STAND_IN}${number}"`;
    at = cuts.at(-1) ?? from;
  }
  return text + bytes.toString('utf8', at);
}

/** Puts entries back where their stand-in is the first of a prefetched Bundle. @returns how many stand-ins were found */
function putBack(body: unknown, apart: readonly (readonly unknown[])[]): number {
  const prefetch = member(body, 'prefetch');
  if (!isJsonObject(prefetch)) return 0;
  let found = 0;
  for (const key of Object.keys(prefetch)) {
    const list = member(prefetch[key], 'entry');
    if (!Array.isArray(list)) continue;
    const entries: unknown[] = list;
    const [first] = entries;
    if (typeof first !== 'string' || !first.startsWith(STAND_IN)) continue;
    const others = entries.splice(0).slice(1);
    for (const entry of apart[Number(first.slice(STAND_IN.length))] ?? []) entries.push(entry);
    for (const entry of others) entries.push(entry);
    found += 1;
  }
  return found;
}

/**
 * Parses in pieces where the guessed cuts are right. They are, where every piece is a list of values, and so is what stands around
 * them with each stand-in as an element of an array: in the grammar of JSON (RFC 8259) one element may stand where several do.
 */
function parseInPieces(bytes: Buffer): { readonly value: unknown } | undefined {
  const places = findEntries(bytes, PIECE);
  if (places.length === 0) return undefined;
  try {
    const apart = places.map((place) => parseEntries(bytes, place));
    const value = JSON.parse(textAround(bytes, places)) as unknown;
    return putBack(value, apart) === places.length ? { value } : undefined;
  } catch {
    // No JSON, or a cut was wrong: parsing the whole tells which.
    return undefined;
  }
}

/**
 * Parses JSON in UTF-8, like `JSON.parse` of its text. Large bodies are parsed in pieces where they have the shape of a
 * service call: the entries of prefetched Bundles. A body of more than 1 MB that is nested deeper than 1,000 levels is refused.
 *
 * @throws SyntaxError where it is no JSON, or none that we read
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length < 2 * PIECE) return parseWhole(bytes);
  if (bytes.length > MOST_UNFOLLOWED && nestsTooDeep(bytes, MAX_DEPTH))
    throw new SyntaxError('nested too deep');
  const parsed = parseInPieces(bytes);
  return parsed === undefined ? parseWhole(bytes) : parsed.value;
}
