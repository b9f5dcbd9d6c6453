import { textOf } from '../model/json-value.js';

/** The language of a BCP-47 tag as two letters (`fr-CA` is `fr`); undefined for anything else. */
export function languageOf(tag: unknown): string | undefined {
  const text = textOf(tag);
  if (text === undefined) return undefined;
  return /^[A-Za-z]{2}(?=$|[-_])/.exec(text)?.[0].toLowerCase();
}
