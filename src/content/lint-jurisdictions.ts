import type { Population } from '../model/scoring.js';
import type { Site } from '../model/site.js';
import { siteFinding } from './lint-finding.js';
import type { LintFinding } from './lint-finding.js';
import { lintText } from './lint-text.js';
import type { ParsedContent } from './parse-content.js';

type Placed = ParsedContent['jurisdictions'] extends ReadonlyMap<string, infer P> ? P : never;

const POPULATIONS: readonly Population[] = ['adult', 'minor'];

/** Every sentence of the jurisdictions in one language, by population: each may stand on any card. */
export function limitsIn(
  { jurisdictions }: Pick<ParsedContent, 'jurisdictions'>,
  language: string,
): Readonly<Record<Population, readonly string[]>> {
  const of = (population: Population): readonly string[] =>
    [...jurisdictions.values()].flatMap(({ value }) => {
      const sentences = value.limits[language]?.[population];
      return sentences === undefined ? [] : [sentences.table, sentences.policy];
    });
  return { adult: of('adult'), minor: of('minor') };
}

function lintSentences({ file, value }: Placed): readonly LintFinding[] {
  return Object.entries(value.limits).flatMap(([language, limits]) =>
    POPULATIONS.flatMap((population) =>
      (['table', 'policy'] as const).flatMap((kind) =>
        lintText(file, [language, 'en'], {
          text: limits[population][kind],
          path: ['limits', language, population, kind],
        }),
      ),
    ),
  );
}

/** What is said of the law names where it was read. */
function lintSources({ file, value }: Placed): readonly LintFinding[] {
  const cited = [
    ...value.facts.flatMap(({ sources }, at) => sources.map((source) => ({ source, path: ['facts', at] }))),
    ...value.table.flatMap(({ citation }, at) =>
      [...citation.matchAll(/\[([^\]]+)\]/g)].map(([, source]) => ({
        source: source ?? '',
        path: ['table', at],
      })),
    ),
  ];
  return cited
    .filter(({ source }) => !Object.hasOwn(value.sources, source))
    .map(({ source, path }) => file.at(path, 'unknown-source', `${source} is not among the sources`));
}

function lintChoice({ jurisdictions }: ParsedContent, site: Site): readonly LintFinding[] {
  const { jurisdiction, reportingTable } = site;
  if (jurisdiction !== undefined && !jurisdictions.has(jurisdiction))
    return [siteFinding(site, 'overlay', `jurisdiction: no file jurisdictions/${jurisdiction}.yaml`)];
  if (jurisdiction === undefined && reportingTable.length > 0)
    return [siteFinding(site, 'overlay', 'reportingTable: name the jurisdiction that it belongs to')];
  return [];
}

/** Everything about jurisdictions that their schema cannot say: words, languages, sources, and the site's choice. */
export function lintJurisdictions(content: ParsedContent, site: Site): readonly LintFinding[] {
  const files = [...content.jurisdictions.values()];
  const lacking = files.flatMap(({ file, value }) =>
    [...content.wordings.keys()]
      .filter((language) => value.limits[language] === undefined)
      .map((language) => file.at(['limits'], 'missing-language', `no limits in "${language}"`)),
  );
  return [
    ...lacking,
    ...files.flatMap((placed) => [...lintSentences(placed), ...lintSources(placed)]),
    ...lintChoice(content, site),
  ];
}
