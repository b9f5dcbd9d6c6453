import type { Content } from '../model/content.js';
import type { LintFinding } from './lint-finding.js';
import { loadContent } from './load-content.js';
import type { ContentPlace, LoadedContent, LoadResult } from './load-content.js';
import { markFolders } from './read-folder.js';
import { watchFolders } from './watch-folders.js';

/** The content that is served now. A bad change keeps the last good revision (invariant 6). */
export interface LiveContent {
  readonly current: () => Content;
  /** what is wrong with the files on disk; empty where they are what is served */
  readonly findings: () => readonly LintFinding[];
  readonly stop: () => void;
}

/** What happened to the files. */
export type ContentChange =
  | { readonly kind: 'loaded'; readonly revision: string }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

/** What following content is done with. */
export interface WatchTools {
  /** what would make this content unsafe to serve here; undefined where nothing would */
  readonly objection: (content: Content) => string | undefined;
  /** told of each change that was taken or refused */
  readonly report: (change: ContentChange) => void;
}

function finding(rule: string, message: string): LintFinding {
  return { file: 'site.yaml', line: 1, col: 1, rule, message };
}

/** Loads once more; whatever goes wrong is a finding, never an end of the service. */
async function reload(place: ContentPlace, tools: WatchTools): Promise<LoadResult> {
  try {
    const result = await loadContent(place);
    const objection = result.kind === 'loaded' ? tools.objection(result.content) : undefined;
    if (objection === undefined) return result;
    return { kind: 'refused', findings: [finding('unsafe-site', objection)], folders: result.folders };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'cannot be read';
    return { kind: 'refused', findings: [finding('unreadable', message)], folders: [] };
  }
}

/**
 * Serves content and follows its files.
 *
 * @param first what was loaded at the start
 * @param seenAtStart the mark of its folders, taken before it was loaded
 */
export function watchContent(
  place: ContentPlace,
  first: LoadedContent,
  seenAtStart: string,
  tools: WatchTools,
): LiveContent {
  let current = first.content;
  let findings: readonly LintFinding[] = [];
  let { folders } = first;
  let mark = seenAtStart;
  let stop = (): void => undefined;
  const take = async (): Promise<void> => {
    const result = await reload(place, tools);
    findings = result.kind === 'loaded' ? [] : result.findings;
    tools.report(
      result.kind === 'loaded'
        ? { kind: 'loaded', revision: result.content.revision }
        : { kind: 'refused', findings },
    );
    if (result.kind === 'refused') return;
    current = result.content;
    if (result.folders.join() !== folders.join()) {
      // The site points to other content now.
      ({ folders } = result);
      stop();
      mark = await markFolders(folders).catch(() => 'unreadable');
      follow();
    }
  };
  const look = async (): Promise<void> => {
    const seen = await markFolders(folders).catch(() => 'unreadable');
    if (seen === mark) return;
    mark = seen;
    await take();
  };
  const follow = (): void => {
    stop = watchFolders(folders, look);
  };
  follow();
  return { current: () => current, findings: () => findings, stop: () => stop() };
}
