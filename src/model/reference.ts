/** `Type/id` of a reference. */
const SHAPE = /(?:^|\/)([A-Z][A-Za-z]{1,63})\/([^/?#\s]{1,1024})(?:\/_history\/[^/]+)?$/;

/** `Type/id` and nothing else, which most references are. */
function isPlain(reference: string): boolean {
  const first = reference.charCodeAt(0);
  const slash = reference.indexOf('/');
  if (!(first >= 65 && first <= 90) || slash < 2 || slash === reference.length - 1) return false;
  return !/[^A-Za-z]/.test(reference.slice(0, slash)) && !/[/?#\s]/.test(reference.slice(slash + 1));
}

/**
 * Reads a FHIR reference (absolute, relative or versioned) as `Type/id`.
 * `urn:uuid:` references are resolved by the bundle's `fullUrl`s first (`aliases`).
 *
 * @returns undefined for contained (`#x`), conditional (`Type?…`) and logical references
 */
export function referenceKey(reference: string, aliases?: ReadonlyMap<string, string>): string | undefined {
  const alias = aliases?.get(reference);
  if (alias !== undefined) return alias;
  if (isPlain(reference)) return reference;
  if (reference.startsWith('urn:') || reference.startsWith('#')) return undefined;
  const parts = SHAPE.exec(reference);
  return parts === null ? undefined : `${parts[1]}/${parts[2]}`;
}
