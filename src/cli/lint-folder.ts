import { listSites } from '../content/list-sites.js';
import { formatFinding } from '../content/lint-finding.js';
import { loadContent } from '../content/load-content.js';
import type { ExitCode } from './exit.js';

/**
 * `haven lint [DIR]`: checks a content folder with each of its sites.
 *
 * @param own the site that is configured, which may lie elsewhere; undefined: the folder alone
 */
export async function lintFolder(
  folder: string,
  own: string | undefined,
  print: (line: string) => void,
): Promise<ExitCode> {
  const listed = await listSites(folder);
  const sites = own === undefined || listed.includes(own) ? listed : [...listed, own];
  if (sites.length === 0) {
    print(`${folder}: no sites/*/site.yaml here`);
    return 2;
  }
  const results = await Promise.all(
    sites.map((site) => loadContent({ site, shipped: folder, fhirServers: undefined, withCases: true })),
  );
  const findings = new Set(
    results.flatMap((result) => (result.kind === 'refused' ? result.findings.map(formatFinding) : [])),
  );
  for (const finding of findings) print(finding);
  print(
    findings.size === 0 ? `${folder}: no findings (${sites.length} sites)` : `${findings.size} finding(s)`,
  );
  return findings.size === 0 ? 0 : 1;
}
