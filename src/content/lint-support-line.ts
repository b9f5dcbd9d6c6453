import type { Service } from '../model/service.js';
import type { Site } from '../model/site.js';
import { voiceNumber } from '../model/support-line.js';
import { servicesOf } from './compile-services.js';
import { siteFinding } from './lint-finding.js';
import type { LintFinding } from './lint-finding.js';
import type { ParsedContent } from './parse-content.js';

/** The line that the site has chosen, as the files say it. */
export function supportLineOf(content: ParsedContent, site: Site): Service | undefined {
  return servicesOf(content, site).find(({ id }) => id === site.supportLine);
}

/** A line is shown by number and hours only (decision 22): one without either cannot be chosen. */
export function lintSupportLine(content: ParsedContent, site: Site): readonly LintFinding[] {
  if (site.supportLine === undefined) return [];
  const at = (message: string): readonly LintFinding[] => [
    siteFinding(site, 'overlay', `supportLine: ${message}`),
  ];
  const line = supportLineOf(content, site);
  if (line === undefined) return at(`no line "${site.supportLine}"`);
  if (!line.types.includes('crisis-line')) return at(`"${line.id}" is no crisis-line`);
  if (voiceNumber(line) === undefined) return at(`"${line.id}" has no number to call`);
  const isKnown = line.schedules?.some(({ kind }) => kind !== 'other') === true;
  return isKnown ? [] : at(`"${line.id}" has no hours`);
}
