import type { Content } from '../model/content.js';
import type { LintFinding } from './lint-finding.js';
import { loadContent } from './load-content.js';
import type { ContentPlace, LoadedContent } from './load-content.js';
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

/**
 * Serves content and follows its files.
 *
 * @param first what was loaded at the start
 * @param report told of each change that was taken or refused
 */
export function watchContent(
  place: ContentPlace,
  first: LoadedContent,
  report: (change: ContentChange) => void,
): LiveContent {
  let current = first.content;
  let findings: readonly LintFinding[] = [];
  let mark: string | undefined;
  const take = async (): Promise<void> => {
    const result = await loadContent(place);
    findings = result.kind === 'loaded' ? [] : result.findings;
    if (result.kind === 'loaded') current = result.content;
    report(
      result.kind === 'loaded'
        ? { kind: 'loaded', revision: current.revision }
        : { kind: 'refused', findings },
    );
  };
  const stop = watchFolders(first.folders, async () => {
    const seen = await markFolders(first.folders).catch(() => 'unreadable');
    if (mark !== undefined && seen !== mark) await take();
    mark = seen;
  });
  return { current: () => current, findings: () => findings, stop };
}
