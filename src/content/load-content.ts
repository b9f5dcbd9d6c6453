import type { Content } from '../model/content.js';
import type { Site } from '../model/site.js';
import { compileContent } from './compile-content.js';
import { locateContent, unreadable } from './locate-content.js';
import type { RefusedContent, SitePlace } from './locate-content.js';
import { parseContent } from './parse-content.js';
import type { ParsedContent } from './parse-content.js';
import { digestOf, readFolder } from './read-folder.js';
import type { FolderTexts } from './read-folder.js';

/** Where a site and its content lie. */
export interface ContentPlace extends SitePlace {
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

export type LoadResult = LoadedContent | RefusedContent;

/** What the environment says stands for every client. */
function withServers(site: Site, servers: readonly string[] | undefined): Site {
  if (servers === undefined) return site;
  const clients = site.clients.map((client) => ({ ...client, fhirServers: undefined }));
  return { ...site, fhirServers: servers, clients };
}

/** What decides about a card: not the worked patients, the other sites, the editors' schemas or the prose. */
function servedFiles(texts: FolderTexts): FolderTexts {
  return new Map([...texts].filter(([path]) => !/^(?:schemas|sites)\/|\/cases\/|\.md$/.test(path)));
}

/** Reads, checks and compiles a site with its content. A fault in the files is a result, not an exception. */
export async function loadContent(place: ContentPlace): Promise<LoadResult> {
  const located = await locateContent(place);
  if (located.kind === 'refused') return located;
  const { root, folders, site, own } = located;
  const texts = await readFolder(root).catch(() => undefined);
  if (texts === undefined) return { kind: 'refused', findings: [unreadable(root)], folders };
  const parsed = parseContent(texts, place.withCases);
  if (parsed.kind === 'refused') return { ...parsed, folders };
  const compiled = compileContent(
    parsed.content,
    withServers(site, place.fhirServers),
    digestOf(servedFiles(texts), ...own),
  );
  if (compiled.kind === 'refused') return { ...compiled, folders };
  return { kind: 'loaded', content: compiled.content, parsed: parsed.content, folders };
}
