/** `Type/id` of a reference. */
const SHAPE = /(?:^|\/)([A-Z][A-Za-z]{1,63})\/([^/?#\s]{1,512})(?:\/_history\/[^/]+)?$/;

/**
 * Reads a FHIR reference (absolute, relative or versioned) as `Type/id`.
 * `urn:uuid:` references are resolved by the bundle's `fullUrl`s first (`aliases`).
 *
 * @returns undefined for contained (`#x`), conditional (`Type?…`) and logical references
 */
export function referenceKey(reference: string, aliases?: ReadonlyMap<string, string>): string | undefined {
  const alias = aliases?.get(reference);
  if (alias !== undefined) return alias;
  if (reference.startsWith('urn:') || reference.startsWith('#')) return undefined;
  const parts = SHAPE.exec(reference);
  return parts === null ? undefined : `${parts[1]}/${parts[2]}`;
}
