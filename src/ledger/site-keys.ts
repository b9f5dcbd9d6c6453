import { createHash } from 'node:crypto';
import { HavenError } from '../model/haven-error.js';

/** A secret of the site, with a name that may be written down. */
export interface SiteKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** Newest first: the first seals, all of them are known. */
export type SiteKeys = readonly [SiteKey, ...SiteKey[]];

const ENTRY = /^(?<id>[A-Za-z0-9][A-Za-z0-9._-]{0,31}):(?<secret>[A-Za-z0-9_-]+)={0,2}$/;
/** HMAC-SHA-256 and AES-256 take 32 bytes; less could be guessed. */
const MIN_BYTES = 32;

function refuse(what: string): never {
  throw new HavenError('configuration-invalid', `site keys: ${what}`);
}

function parseEntry(text: string, index: number): SiteKey {
  const { id, secret } = ENTRY.exec(text)?.groups ?? {};
  // The text may be a secret: it is told by its place alone.
  if (id === undefined || secret === undefined) return refuse(`entry ${index + 1} is not id:base64url`);
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length < MIN_BYTES) return refuse(`${id} has ${bytes.length} bytes (at least ${MIN_BYTES})`);
  return { id, secret: bytes };
}

/**
 * Parses `id:base64url` entries, newest first, apart by commas or lines; a line that begins with `#` is a remark.
 *
 * @throws HavenError `configuration-invalid` for no entry, a bad one, a secret of under 32 bytes, or an id or secret given twice
 */
export function parseSiteKeys(text: string): SiteKeys {
  const entries = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [first, ...others] = entries.map(parseEntry);
  if (first === undefined) return refuse('there is none');
  const keys: SiteKeys = [first, ...others];
  const digests = keys.map(({ secret }) => createHash('sha256').update(secret).digest('hex'));
  if (new Set(keys.map(({ id }) => id)).size < keys.length) refuse('an id is given twice');
  if (new Set(digests).size < keys.length) refuse('two ids have the same secret');
  return keys;
}
