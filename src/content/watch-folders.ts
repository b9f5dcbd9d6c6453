import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** After the last of several changes; an editor writes a file in more than one step. */
const SETTLE_MS = 60;
/** Where the file system tells of changes, a look now and then is enough; where it does not, it must be often. */
const SLOW_POLL_MS = 5000;
const FAST_POLL_MS = 400;

async function foldersBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return [
    root,
    ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)),
  ];
}

/**
 * Calls back when something may have changed below some folders: told by the file system where it can, and by polling
 * everywhere, since network disks and mounted volumes tell nothing.
 *
 * @param look asked to look; never asked twice at once
 * @returns a function that ends it
 */
export function watchFolders(roots: readonly string[], look: () => Promise<void>): () => void {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let isLooking = false;
  // something changed while we were looking
  let isStale = false;
  const schedule = (delay: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void run(), delay);
    timer.unref();
  };
  const closeAll = (): void => {
    for (const watcher of watchers) watcher.close();
    watchers = [];
  };
  const listen = (folder: string): FSWatcher[] => {
    try {
      const watcher = watch(folder, { persistent: false }, () => {
        if (isLooking) isStale = true;
        else schedule(SETTLE_MS);
      });
      watcher.on('error', closeAll);
      return [watcher];
    } catch {
      return [];
    }
  };
  const run = async (): Promise<void> => {
    isLooking = true;
    isStale = false;
    const folders = (await Promise.all(roots.map(foldersBelow))).flat();
    // Anew each time: a folder that was replaced by another of its name has a watcher that hears nothing.
    if (!stopped) {
      closeAll();
      watchers = folders.flatMap(listen);
    }
    try {
      await look();
    } finally {
      isLooking = false;
      const isTold = watchers.length === folders.length;
      schedule(isStale ? SETTLE_MS : isTold ? SLOW_POLL_MS : FAST_POLL_MS);
    }
  };
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    closeAll();
  };
}
