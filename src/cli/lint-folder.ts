import { listSites } from '../content/list-sites.js';
import { formatFinding } from '../content/lint-finding.js';
import { loadContent } from '../content/load-content.js';
import type { ExitCode } from './exit.js';

/** `haven lint [DIR]`: checks a content folder with each of its sites. */
export async function lintFolder(folder: string, print: (line: string) => void): Promise<ExitCode> {
  const sites = await listSites(folder);
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
