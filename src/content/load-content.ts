import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Content } from '../model/content.js';
import type { Site } from '../model/site.js';
import { compileContent } from './compile-content.js';
import type { LintFinding } from './lint-finding.js';
import { parseContent } from './parse-content.js';
import type { ParsedContent } from './parse-content.js';
import { digestOf, readFolder } from './read-folder.js';
import type { FolderTexts } from './read-folder.js';
import { readSite } from './read-site.js';

/** Where a site and its content lie. */
export interface ContentPlace {
  /** folder of site.yaml */
  readonly site: string;
  /** the content that ships with the service, where the site names none */
  readonly shipped: string;
  /** FHIR servers from the environment, instead of the site's own list */
  readonly fhirServers: readonly string[] | undefined;
  /** read the worked patients too */
  readonly withCases: boolean;
}

/** Content that is ready to serve, and what it was made of. */
export interface LoadedContent {
  readonly kind: 'loaded';
  readonly content: Content;
  readonly parsed: ParsedContent;
  /** folders to watch */
  readonly folders: readonly string[];
}

export type LoadResult =
  | LoadedContent
  | {
      readonly kind: 'refused';
      readonly findings: readonly LintFinding[];
      readonly folders: readonly string[];
    };

function isBelow(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root + sep);
}

function withServers(site: Site, servers: readonly string[] | undefined): Site {
  return servers === undefined ? site : { ...site, fhirServers: servers };
}

/** What decides about a card: not the worked patients, the other sites, the editors' schemas or the prose. */
function servedFiles(texts: FolderTexts): FolderTexts {
  return new Map([...texts].filter(([path]) => !/^(?:schemas|sites)\/|\/cases\/|\.md$/.test(path)));
}

function unreadable(file: string): LintFinding {
  return {
    file,
    line: 1,
    col: 1,
    rule: 'missing-file',
    message: 'cannot be read (HAVEN_SITE names a folder with a site.yaml)',
  };
}

/** Reads, checks and compiles a site with its content. A fault in the files is a result, not an exception. */
export async function loadContent(place: ContentPlace): Promise<LoadResult> {
  const siteFile = join(place.site, 'site.yaml');
  const text = await readFile(siteFile, 'utf8').catch(() => undefined);
  if (text === undefined) return { kind: 'refused', findings: [unreadable(siteFile)], folders: [place.site] };
  const read = readSite(siteFile, text);
  const root = resolve(
    place.site,
    read.kind === 'read' && read.content !== undefined ? read.content : place.shipped,
  );
  const folders = [root, ...(isBelow(resolve(place.site), root) ? [] : [resolve(place.site)])];
  if (read.kind === 'refused') return { kind: 'refused', findings: read.findings, folders };
  const texts = await readFolder(root).catch(() => undefined);
  if (texts === undefined) return { kind: 'refused', findings: [unreadable(root)], folders };
  const parsed = parseContent(texts, place.withCases);
  if (parsed.kind === 'refused') return { ...parsed, folders };
  const compiled = compileContent(
    parsed.content,
    withServers(read.site, place.fhirServers),
    digestOf(servedFiles(texts), text),
  );
  if (compiled.kind === 'refused') return { ...compiled, folders };
  return { kind: 'loaded', content: compiled.content, parsed: parsed.content, folders };
}
