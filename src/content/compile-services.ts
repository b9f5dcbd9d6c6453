import { compileDirectory } from '../directory/compile-directory.js';
import type { Directory } from '../model/directory.js';
import type { Service } from '../model/service.js';
import type { Site } from '../model/site.js';
import { isNeutralAddress, isNeutralName, isNeutralTitle } from './neutral-text.js';
import type { ParsedContent } from './parse-content.js';

/** What comes with the content and what the site lists; where both have an id, the site's own counts. */
export function servicesOf(
  { services }: Pick<ParsedContent, 'services'>,
  { directory }: Pick<Site, 'directory'>,
): readonly Service[] {
  const own = new Set(directory.services.map(({ id }) => id));
  const shipped = services.map(({ service }) => service).filter(({ id }) => !own.has(id));
  return [...shipped, ...directory.services];
}

/** The directory of a site. */
export function compileServices(
  parsed: Pick<ParsedContent, 'services'>,
  site: Pick<Site, 'directory'>,
): Directory {
  const { records } = site.directory;
  return compileDirectory(servicesOf(parsed, site), {
    isNeutralName,
    isNeutralTitle,
    isNeutralAddress,
    records,
  });
}
