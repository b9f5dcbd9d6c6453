/** An id that is one path segment: FHIR's 64 characters are not enough for every server. */
const BINARY = /^Binary\/(?!\.{1,2}(?:\/|$))[\w.~-]{1,1024}(?:\/_history\/(?!\.{1,2}$)[\w.~-]{1,64})?$/;
const MAX_LENGTH = 4096;

function parse(url: string, base?: string): URL | undefined {
  return url.length <= MAX_LENGTH && URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/**
 * The relative query for an attachment's URL, where it points to a Binary of this FHIR server
 * (https://hl7.org/fhir/R4/binary.html): relative, or absolute below the same base. Only what this gives is ever
 * asked, and always below the base itself, so that no token and no request goes anywhere else.
 *
 * @param baseUrl the caller's FHIR base
 * @returns `Binary/id`, or undefined for anything else
 */
export function binaryQuery(url: string, baseUrl: string): string | undefined {
  const base = parse(baseUrl);
  if (base === undefined) return undefined;
  const root = `${base.origin}${base.pathname}${base.pathname.endsWith('/') ? '' : '/'}`;
  const target = parse(url, root);
  if (target === undefined || `${target.search}${target.hash}${target.username}${target.password}` !== '')
    return undefined;
  const place = `${target.origin}${target.pathname}`;
  if (!place.startsWith(root)) return undefined;
  const query = place.slice(root.length);
  return BINARY.test(query) ? query : undefined;
}
