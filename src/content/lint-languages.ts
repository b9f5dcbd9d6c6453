import { isJsonObject } from '../model/json-value.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';

interface PlacedValue {
  readonly file: ContentFile;
  readonly value: unknown;
}

/** The keys of a wording file, to its last text; entries of a list by their code, or by what they are. */
function keysOf(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown) =>
      isJsonObject(item) ? keysOf(item, [...path, String(item['code'])]) : [[...path, String(item)]],
    );
  if (!isJsonObject(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, [...path, key]));
}

/** Whatever one language says, the others say: no card may fall silent, or fall back, in one of them. */
export function lintLanguages(files: ReadonlyMap<string, PlacedValue>): readonly LintFinding[] {
  const holders = new Map<string, { readonly path: readonly string[]; readonly languages: string[] }>();
  for (const [language, { value }] of files) {
    for (const path of keysOf(value, [])) {
      const key = path.join('.');
      const known = holders.get(key) ?? { path, languages: [] };
      known.languages.push(language);
      holders.set(key, known);
    }
  }
  return [...files].flatMap(([language, { file }]) =>
    [...holders].flatMap(([key, { path, languages }]) =>
      languages.includes(language)
        ? []
        : [file.at(path, 'language-keys', `${key} is missing (it stands in ${languages.join(', ')})`)],
    ),
  );
}
