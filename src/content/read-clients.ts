import { posix, win32 } from 'node:path';
import type { ClientProfile } from '../model/client-profile.js';
import { checkFile } from './check-file.js';
import { clientOf, layered } from './client-of.js';
import { parseContentFile } from './content-file.js';
import { lintClients } from './lint-clients.js';
import type { ClientSite, PlacedClient } from './lint-clients.js';
import type { LintFinding } from './lint-finding.js';
import type { FolderTexts } from './read-folder.js';
import { CLIENT_FILE } from './schema/client-file.js';
import type { ClientEntry } from './schema/client-file.js';

/** Client files by their path. */
export interface ClientTexts {
  /** of the site */
  readonly own: FolderTexts;
  /** profiles that these can build on */
  readonly profiles: FolderTexts;
  /** the content folder that these profiles are from */
  readonly root: string;
}

export type ClientsResult =
  | { readonly kind: 'read'; readonly clients: readonly ClientProfile[] }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

function nameOf(path: string): string {
  return posix.basename(win32.basename(path)).replace(/\.ya?ml$/, '');
}

/** Profiles that were read. */
interface Profiles {
  readonly entries: ReadonlyMap<string, ClientEntry>;
  /** what there is where a client names one that is not among them */
  readonly instead: string;
}

/** Reads the profiles; a fault in one is a finding whether a client uses it or not. */
function readProfiles(texts: FolderTexts, findings: LintFinding[]): ReadonlyMap<string, ClientEntry> {
  const profiles = new Map<string, ClientEntry>();
  for (const [path, text] of texts) {
    const file = parseContentFile(path, text);
    const checked = checkFile(file, CLIENT_FILE);
    if (checked.kind === 'invalid') findings.push(...checked.findings);
    else if (checked.value.profile !== undefined)
      findings.push(file.at(['profile'], 'unknown-profile', 'a profile builds on no other'));
    else profiles.set(nameOf(path), checked.value);
  }
  return profiles;
}

function readOne(
  [path, text]: readonly [string, string],
  { entries, instead }: Profiles,
  site: ClientSite,
  findings: LintFinding[],
): readonly PlacedClient[] {
  const file = parseContentFile(path, text);
  const checked = checkFile(file, CLIENT_FILE);
  if (checked.kind === 'invalid') {
    findings.push(...checked.findings);
    return [];
  }
  const { profile = 'standard', id = nameOf(path) } = checked.value;
  const below = entries.get(profile);
  if (below === undefined && checked.value.profile !== undefined)
    findings.push(file.at(['profile'], 'unknown-profile', `no profile "${profile}" (${instead})`));
  const entry = layered(checked.value, layered(below ?? {}, entries.get('standard') ?? {}));
  return [{ file, entry, client: clientOf(id, entry, site.demo) }];
}

/** Reads the clients of a site. A site without authentication that names none has one, of profile `standard`, for every caller. */
export function readClients({ own, profiles, root }: ClientTexts, site: ClientSite): ClientsResult {
  const findings: LintFinding[] = [];
  const known = readProfiles(profiles, findings);
  // A site that was copied may point to a folder that holds no content.
  const instead =
    profiles.size === 0
      ? `the content folder ${root} has no clients/`
      : `known: ${[...known.keys()].join(', ')}`;
  const placed = [...own].flatMap((one) => readOne(one, { entries: known, instead }, site, findings));
  findings.push(...lintClients(placed, site));
  if (findings.length > 0) return { kind: 'refused', findings };
  if (placed.length > 0) return { kind: 'read', clients: placed.map(({ client }) => client) };
  if (site.auth !== 'jwt')
    return { kind: 'read', clients: [clientOf('standard', known.get('standard') ?? {}, site.demo)] };
  const message = 'a site that authenticates needs clients/*.yaml beside site.yaml (docs/authentication.md)';
  const finding = { file: 'clients', line: 1, col: 1, rule: 'unsafe-client', message };
  return { kind: 'refused', findings: [finding] };
}
