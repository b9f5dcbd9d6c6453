import { textOf } from '../model/json-value.js';

/** The two parts of a MIME type that decide whether and how a text is read. */
export interface MediaType {
  /** `type/subtype` in lower case */
  readonly essence: string;
  /** the charset parameter, where there is one */
  readonly charset: string | undefined;
}

/** Longer than any real one; the rest of the rules need not be bounded. */
const MAX_LENGTH = 256;

/** Reads a MIME type with parameters (RFC 9110 section 8.3.1); undefined where the value is none. */
export function parseMediaType(value: unknown): MediaType | undefined {
  const text = textOf(value);
  if (text === undefined || text.length > MAX_LENGTH) return undefined;
  const [essence = '', ...parameters] = text.split(';').map((part) => part.trim());
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(essence)) return undefined;
  const charset = parameters.find((parameter) => /^charset\s*=/i.test(parameter));
  return {
    essence: essence.toLowerCase(),
    charset: charset?.slice(charset.indexOf('=') + 1).replaceAll(/["'\s]/g, ''),
  };
}
