import { isLoopback } from '../model/is-loopback.js';

/** A base URL is short; anything else is not looked at. */
const MAX_LENGTH = 2048;

function parse(url: string): URL | undefined {
  return url.length <= MAX_LENGTH && URL.canParse(url) ? new URL(url) : undefined;
}

function normal(url: URL): string {
  let end = url.pathname.length;
  while (end > 0 && url.pathname[end - 1] === '/') end -= 1;
  return `${url.origin}${url.pathname.slice(0, end)}`;
}

function isPlain(url: URL): boolean {
  return `${url.search}${url.hash}${url.username}${url.password}` === '';
}

function isSafeScheme(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isSame(listed: string, url: URL): boolean {
  const entry = parse(listed);
  return entry !== undefined && normal(entry) === normal(url);
}

/**
 * Whether a FHIR base URL may be read: it equals a listed one (origin and path), or the list is `loopback` and the
 * host is this machine. Plain http is for loopback only; a URL with a query, fragment or credentials is refused.
 *
 * @returns the base URL to use, without trailing slash, or undefined
 */
export function allowedServer(baseUrl: string, allowed: readonly string[] | 'loopback'): string | undefined {
  const url = parse(baseUrl);
  if (url === undefined || !isPlain(url) || !isSafeScheme(url)) return undefined;
  const listed =
    allowed === 'loopback' ? isLoopback(url.hostname) : allowed.some((entry) => isSame(entry, url));
  return listed ? normal(url) : undefined;
}
