import { formatFinding } from '../content/lint-finding.js';
import { listSites } from '../content/list-sites.js';
import { loadContent } from '../content/load-content.js';
import type { LoadedContent } from '../content/load-content.js';
import type { ExitCode } from './exit.js';

/**
 * Loads a content folder by the first of its sites.
 *
 * @returns what to exit with where it cannot be loaded; why not was printed
 */
export async function loadFolder(
  folder: string,
  withCases: boolean,
  print: (line: string) => void,
): Promise<LoadedContent | ExitCode> {
  const [site] = await listSites(folder);
  if (site === undefined) {
    print(`${folder}: no sites/*/site.yaml here`);
    return 2;
  }
  const loaded = await loadContent({ site, shipped: folder, fhirServers: undefined, withCases });
  if (loaded.kind === 'loaded') return loaded;
  for (const finding of loaded.findings) print(formatFinding(finding));
  return 1;
}
