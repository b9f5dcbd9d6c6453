import type { Site } from '../model/site.js';
import { siteFinding } from './lint-finding.js';
import type { LintFinding } from './lint-finding.js';
import { ANY_LANGUAGE, forbiddenWord, lintText } from './lint-text.js';
import type { ParsedContent } from './parse-content.js';
import type { StaffPageEntry } from './schema/staff-support-file.js';

type Page = ParsedContent['staffPages'] extends ReadonlyMap<string, infer P> ? P : never;

function textsOf(
  value: StaffPageEntry,
): readonly { readonly path: readonly PropertyKey[]; readonly text: string }[] {
  return Object.entries(value).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [{ path: [key], text }]
      : text.map((item, number) => ({ path: [key, number], text: item })),
  );
}

function lintPage(language: string, { file, value }: Page): readonly LintFinding[] {
  const named =
    value.language === language
      ? []
      : [file.at(['language'], 'unknown-language', `"${value.language}" in ${language}.yaml`)];
  return [...named, ...textsOf(value).flatMap((shown) => lintText(file, [language, 'en'], shown))];
}

/** The languages say as much: one step or source less would be lost in translation. */
function lintLengths(pages: ParsedContent['staffPages']): readonly LintFinding[] {
  const [first] = pages.values();
  return [...pages.values()].flatMap(({ file, value }) =>
    (['steps', 'sources'] as const).flatMap((key) =>
      value[key].length === first?.value[key].length
        ? []
        : [
            file.at(
              [key],
              'language-keys',
              `${value[key].length} ${key}, and ${first?.value[key].length} in ${first?.file.path}`,
            ),
          ],
    ),
  );
}

/** What a site adds reaches the same eyes, in whatever language. */
function lintContacts(site: Site): readonly LintFinding[] {
  const link = { name: 'cardLink', url: site.staffSupportLink, hours: undefined };
  return [...site.staffSupport, link].flatMap(({ name, url = '', hours = '' }) => {
    const word = forbiddenWord(`${name} ${hours} ${url}`, ANY_LANGUAGE);
    return word === undefined
      ? []
      : [
          siteFinding(
            site,
            'forbidden-word',
            `staffSupport: "${word}…" may be read over a shoulder (${name})`,
          ),
        ];
  });
}

/** The page for staff: every language that cards have, and nothing that may not be read over a shoulder. */
export function lintStaffSupport(content: ParsedContent, site: Site): readonly LintFinding[] {
  const missing = [...content.wordings].flatMap(([language, { file }]) =>
    content.staffPages.has(language)
      ? []
      : [file.at([], 'missing-language', `staff-support/pages/${language}.yaml is missing`)],
  );
  const pages = [...content.staffPages].flatMap(([language, page]) => lintPage(language, page));
  return [...missing, ...pages, ...lintLengths(content.staffPages), ...lintContacts(site)];
}
