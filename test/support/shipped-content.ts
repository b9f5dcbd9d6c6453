import { join } from 'node:path';
import { compileContent } from '../../src/content/compile-content.js';
import type { LintFinding } from '../../src/content/lint-finding.js';
import { parseContent } from '../../src/content/parse-content.js';
import { readFolder } from '../../src/content/read-folder.js';
import type { FolderTexts } from '../../src/content/read-folder.js';
import { readApprovals } from '../../src/content/read-approvals.js';
import { readGate } from '../../src/content/read-gate.js';
import { parseSite, readSite } from '../../src/content/read-site.js';
import { readSiteDirectory } from '../../src/content/read-site-directory.js';
import type { ClientProfile } from '../../src/model/client-profile.js';
import type { Content, Speech } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import type { Site } from '../../src/model/site.js';
import { speechOf } from '../../src/model/speech-of.js';

/** The content folder of this checkout. */
export const SHIPPED = join(import.meta.dirname, '..', '..', 'cds-services');

/** Its files. */
export function shippedTexts(): Promise<FolderTexts> {
  return readFolder(SHIPPED);
}

const NO_CLIENTS: FolderTexts = new Map();

function textsBelow(texts: FolderTexts, folder: string): FolderTexts {
  return new Map([...texts].filter(([path]) => path.startsWith(`${folder}/`)));
}

/** A site by its text and those of its clients, or what is wrong with it. */
export function siteOf(
  text: string,
  own: FolderTexts = NO_CLIENTS,
  profiles: FolderTexts = NO_CLIENTS,
): Site | readonly LintFinding[] {
  const parsed = parseSite('site.yaml', text);
  if (parsed.kind === 'refused') return parsed.findings;
  const read = readSite(parsed, { own, profiles, root: SHIPPED });
  return read.kind === 'read' ? read.site : read.findings;
}

/** A shipped site. */
export function shippedSite(texts: FolderTexts, id: string): Site {
  const text = texts.get(`sites/${id}/site.yaml`) ?? '';
  const site = siteOf(text, textsBelow(texts, `sites/${id}/clients`), textsBelow(texts, 'clients'));
  if ('id' in site) {
    const gate = readGate('gate.yaml', texts.get(`sites/${id}/gate.yaml`), site);
    if (gate.kind === 'refused') throw new Error(gate.findings.map(({ message }) => message).join('; '));
    const listed = readSiteDirectory(textsBelow(texts, `sites/${id}/directory`), site);
    if (listed.kind === 'refused') throw new Error(listed.findings.map(({ message }) => message).join('; '));
    const approved = readApprovals('approvals.yaml', texts.get(`sites/${id}/approvals.yaml`), site);
    if (approved.kind === 'refused') throw new Error(approved.findings.map(({ message }) => message).join());
    return { ...site, gate: gate.gate, approvals: approved.approvals, directory: listed.directory };
  }
  throw new Error(site.map(({ message }) => message).join('; '));
}

/** The demo site. */
export function demoSite(texts: FolderTexts): Site {
  return shippedSite(texts, 'demo');
}

/** The demo site's one client. */
export async function demoClient(): Promise<ClientProfile> {
  return firstClient(demoSite(await shippedTexts()));
}

/** The demo site's one client with some of it changed, as a site has it. */
export async function clientWith(change: Partial<ClientProfile>): Promise<Pick<Site, 'clients'>> {
  return { clients: [{ ...(await demoClient()), ...change }] };
}

const TRUST = 'trust: { issuer: "https://ehr.example", jku: ["https://ehr.example/jwks"] }\n';

/** A client as a shipped profile has it; Epic's as the example hospital maps its orders. */
export async function clientNamed(profile: string): Promise<ClientProfile> {
  const texts = await shippedTexts();
  if (profile === 'epic') return { ...firstClient(shippedSite(texts, 'example-hospital')), id: profile };
  const own = new Map([['clients/c.yaml', `id: ${profile}\nprofile: ${profile}\n${TRUST}`]]);
  const site = siteOf('id: x\ntitle: X\nauth: none-i-accept-the-risk\n', own, textsBelow(texts, 'clients'));
  if ('id' in site) return firstClient(site);
  throw new Error(site.map(({ message }) => message).join('; '));
}

/** What is said to the first client. */
export function speechIn(content: Content): Speech {
  return speechOf(content, firstClient(content.site));
}

/** Compiles files, or gives what is wrong with them. */
export function compileTexts(
  texts: FolderTexts,
  site: Site,
  withCases = false,
): Content | readonly LintFinding[] {
  const parsed = parseContent(texts, withCases);
  if (parsed.kind === 'refused') return parsed.findings;
  const compiled = compileContent(parsed.content, site, 'test');
  return compiled.kind === 'compiled' ? compiled.content : compiled.findings;
}

/** The shipped content for the demo site, with the site's choices changed. */
export async function shippedContent(change: Partial<Site> = {}): Promise<Content> {
  const texts = await shippedTexts();
  const compiled = compileTexts(texts, { ...demoSite(texts), ...change });
  if ('revision' in compiled) return compiled;
  throw new Error(compiled.map(({ file, message }) => `${file}: ${message}`).join('; '));
}
