/** What Node's decoder takes for base64 though RFC 4648 section 4 does not: the letters of its section 5. */
const URL_SAFE = /[-_]/;

/** How many bytes well-formed base64 without white space stands for. */
function lengthOf(text: string): number {
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='));
  return (text.length / 4) * 3 - padding;
}

/** The decoder passes over what is foreign and stops at padding: either makes fewer bytes than the length promises. */
function decodeDense(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === lengthOf(text) && !URL_SAFE.test(text) ? bytes : undefined;
}

/**
 * Decodes base64 (RFC 4648 section 4; white space is allowed, as FHIR's base64Binary allows it).
 *
 * @param isWhole false where the text was cut: the last group may then be missing a part, and is left out
 * @returns undefined where it is malformed, which Node's own decoder would not say
 */
export function decodeBase64(text: string, isWhole: boolean): Uint8Array | undefined {
  const dense = decodeDense(text);
  if (dense !== undefined) return dense;
  const groups = text.replaceAll(/\s+/g, '');
  return decodeDense(isWhole ? groups : groups.slice(0, groups.length - (groups.length % 4)));
}
