import type { Speech } from '../model/content.js';
import type { Site } from '../model/site.js';
import type { ParsedContent } from './parse-content.js';

/**
 * What the site's jurisdiction says in place of the limits step, in one language: which table to consult where
 * the file or the site has a row for the age, else to check local policy (response brief 1.7).
 */
export function compileLimits(
  { jurisdictions }: ParsedContent,
  site: Site,
  language: string,
): Speech['limits'] {
  const entry = site.jurisdiction === undefined ? undefined : jurisdictions.get(site.jurisdiction)?.value;
  const sentences = entry?.limits[language];
  if (entry === undefined || sentences === undefined) return undefined;
  const rows = [...entry.table, ...site.reportingTable];
  const has = (band: 'under-18' | 'adult'): boolean =>
    rows.some(({ ageBand }) => ageBand === band || ageBand === 'any');
  return {
    adult: has('adult') ? sentences.adult.table : sentences.adult.policy,
    minor: has('under-18') ? sentences.minor.table : sentences.minor.policy,
  };
}
