import { readFile } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import type { Site } from '../model/site.js';
import type { LintFinding } from './lint-finding.js';
import { readApprovals } from './read-approvals.js';
import { readFolder } from './read-folder.js';
import type { FolderTexts } from './read-folder.js';
import { readGate } from './read-gate.js';
import { readSiteDirectory } from './read-site-directory.js';
import { parseSite, readSite } from './read-site.js';

/** Where a site lies, and the content it falls back on. */
export interface SitePlace {
  /** folder of site.yaml */
  readonly site: string;
  /** the content that ships with the service, where the site names none */
  readonly shipped: string;
}

/** A site that was read, and the folder its content lies in. */
interface LocatedContent {
  readonly kind: 'located';
  readonly site: Site;
  /** site.yaml and its client files as they stand */
  readonly own: readonly string[];
  /** folder of the content */
  readonly root: string;
  /** folders to watch */
  readonly folders: readonly string[];
}

/** Files that are not served, and why. */
export interface RefusedContent {
  readonly kind: 'refused';
  readonly findings: readonly LintFinding[];
  /** folders to watch */
  readonly folders: readonly string[];
}

function isBelow(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root + sep);
}

/** The finding for a file or folder that is not there or may not be read. */
export function unreadable(file: string): LintFinding {
  return {
    file,
    line: 1,
    col: 1,
    rule: 'missing-file',
    message: 'cannot be read (HAVEN_SITE names a folder with a site.yaml)',
  };
}

/** Client files of a folder; none where there is no such folder. */
async function clientTexts(folder: string): Promise<FolderTexts> {
  const texts = await readFolder(join(folder, 'clients')).catch((): FolderTexts => new Map());
  const files = [...texts].filter(([path]) => /^[^/]+\.yaml$/.test(path));
  return new Map(files.map(([path, text]) => [join(folder, 'clients', path), text]));
}

/** Files of a site's own directory; none where there is no such folder. */
async function directoryTexts(folder: string): Promise<FolderTexts> {
  const texts = await readFolder(join(folder, 'directory')).catch((): FolderTexts => new Map());
  const files = [...texts].filter(([path]) => /^[^/]+\.(?:yaml|json)$/.test(path));
  return new Map(files.map(([path, text]) => [join(folder, 'directory', path), text]));
}

/** Reads a site with its clients and finds its content, without reading that. A fault in the files is a result, not an exception. */
export async function locateContent(place: SitePlace): Promise<LocatedContent | RefusedContent> {
  const siteFile = join(place.site, 'site.yaml');
  const text = await readFile(siteFile, 'utf8').catch(() => undefined);
  if (text === undefined) return { kind: 'refused', findings: [unreadable(siteFile)], folders: [place.site] };
  const parsed = parseSite(siteFile, text);
  const root = resolve(
    place.site,
    parsed.kind === 'parsed' && parsed.entry.content !== undefined ? parsed.entry.content : place.shipped,
  );
  const folders = [root, ...(isBelow(resolve(place.site), root) ? [] : [resolve(place.site)])];
  if (parsed.kind === 'refused') return { ...parsed, folders };
  const texts = { own: await clientTexts(place.site), profiles: await clientTexts(root), root };
  const read = readSite(parsed, texts);
  if (read.kind === 'refused') return { ...read, folders };
  const gateFile = join(place.site, 'gate.yaml');
  const gate = readGate(gateFile, await readFile(gateFile, 'utf8').catch(() => undefined), read.site);
  if (gate.kind === 'refused') return { ...gate, folders };
  const approvalsFile = join(place.site, 'approvals.yaml');
  const approved = readApprovals(
    approvalsFile,
    await readFile(approvalsFile, 'utf8').catch(() => undefined),
    read.site,
  );
  if (approved.kind === 'refused') return { ...approved, folders };
  const listed = readSiteDirectory(await directoryTexts(place.site), read.site);
  if (listed.kind === 'refused') return { ...listed, folders };
  const own = [text, ...[...texts.own].map(([path, client]) => `${basename(path)}\n${client}`)];
  const site = { ...read.site, gate: gate.gate, approvals: approved.approvals, directory: listed.directory };
  return { kind: 'located', site, own, root, folders };
}
