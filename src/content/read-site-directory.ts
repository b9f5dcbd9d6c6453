import { VERIFICATION_FILE } from '../directory/service-schema.js';
import type { Site } from '../model/site.js';
import type { SiteDirectory, VerificationRecord } from '../model/site-directory.js';
import { checkFile } from './check-file.js';
import { parseContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import type { FolderTexts } from './read-folder.js';
import { readServices } from './read-services.js';

/** What a site's own people verified lies apart from what is imported, so that an import loses none of it. */
export const VERIFICATIONS = 'verifications.json';

export type SiteDirectoryResult =
  | { readonly kind: 'read'; readonly directory: SiteDirectory }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

interface Records {
  readonly records: readonly VerificationRecord[];
  readonly findings: readonly LintFinding[];
}

function readRecords(path: string, text: string, isDemo: boolean): Records {
  const file = parseContentFile(path, text);
  const checked = checkFile(file, VERIFICATION_FILE);
  if (checked.kind === 'invalid') return { records: [], findings: checked.findings };
  const findings = checked.value.flatMap(({ verifiedOn, facts }, number) => {
    if (verifiedOn === 'start') return isDemo ? [] : [file.at([number], 'directory', START)];
    return facts === undefined
      ? [file.at([number], 'directory', 'facts: `haven directory verify` writes what was verified')]
      : [];
  });
  return { records: checked.value, findings };
}

/** Nobody verifies at every start; a demo has synthetic patients and agencies that do not exist. */
const START = 'verifiedOn: `start` is for a demo site; give the day on which somebody verified it';

/** A start that stands for a verification, outside a demo. */
export function lintStart(
  services: ReturnType<typeof readServices>['services'],
  isDemo: boolean,
): readonly LintFinding[] {
  if (isDemo) return [];
  return services
    .filter(({ service }) => service.verification?.verifiedOn === 'start')
    .map(({ file, number }) => file.at([number, 'verification'], 'directory', START));
}

/**
 * Reads the folder `directory` of a site.
 *
 * @param texts its files by their path; none: the site lists nothing of its own
 */
export function readSiteDirectory(texts: FolderTexts, { demo }: Pick<Site, 'demo'>): SiteDirectoryResult {
  const isRecords = (path: string): boolean => path.endsWith(VERIFICATIONS);
  const read = readServices(new Map([...texts].filter(([path]) => !isRecords(path))));
  const verified = [...texts]
    .filter(([path]) => isRecords(path))
    .map(([path, text]) => readRecords(path, text, demo));
  const findings = [
    ...read.findings,
    ...lintStart(read.services, demo),
    ...verified.flatMap((one) => one.findings),
  ];
  if (findings.length > 0) return { kind: 'refused', findings };
  const services = read.services.map(({ service }) => service);
  return { kind: 'read', directory: { services, records: verified.flatMap(({ records }) => records) } };
}
