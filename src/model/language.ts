/** Languages that notes are read in and cards are written in. */
export const LANGUAGES = ['en', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The primary language of a BCP 47 tag, in lower case (`fr-CA` is `fr`); undefined where there is none. */
export function primaryLanguage(tag: unknown): string | undefined {
  if (typeof tag !== 'string') return undefined;
  const primary = /^[A-Za-z]{2,3}(?=$|[-_])/.exec(tag.trim());
  return primary?.[0].toLowerCase();
}

/** True for a language that we read and write. */
export function isLanguage(language: string): language is Language {
  return LANGUAGES.some((known) => known === language);
}
