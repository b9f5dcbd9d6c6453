/**
 * Decodes base64 (RFC 4648 section 4; white space is allowed, as FHIR's base64Binary allows it).
 *
 * @param isWhole false where the text was cut: the last group may then be missing a part, and is left out
 * @returns undefined where it is malformed, which Node's own decoder would not say
 */
export function decodeBase64(text: string, isWhole: boolean): Uint8Array | undefined {
  const dense = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  const groups = isWhole ? dense : dense.slice(0, dense.length - (dense.length % 4));
  if (groups.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(groups)) return undefined;
  return Buffer.from(groups, 'base64');
}
