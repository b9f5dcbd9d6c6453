import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Text files of a folder by their path from it, with forward slashes. */
export type FolderTexts = ReadonlyMap<string, string>;

/** Not what editors leave beside a file that is open (`.#x.yaml`). */
const KINDS = /^[^.].*\.(?:ya?ml|json|md)$/;

async function listFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => KINDS.test(entry.name) && !entry.isDirectory());
  return files
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

/** Reads every YAML, JSON and Markdown file of a folder. */
export async function readFolder(root: string): Promise<FolderTexts> {
  const paths = await listFiles(root);
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const),
  );
  return new Map(texts);
}

/** A cheap mark that changes when any file of the folders changes: names, sizes and times. */
export async function markFolders(roots: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const root of roots) {
    // Folders one after another, so that the mark does not depend on which answers first.
    // oxlint-disable-next-line no-await-in-loop
    const paths = await listFiles(root);
    // oxlint-disable-next-line no-await-in-loop
    const marks = await Promise.all(paths.map(async (path) => [path, await stat(join(root, path))] as const));
    for (const [path, { size, mtimeMs }] of marks) hash.update(`${root}/${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** A digest of what the files say: the revision that every decision carries. */
export function digestOf(texts: FolderTexts, ...more: readonly string[]): string {
  const hash = createHash('sha256');
  for (const [path, text] of texts) hash.update(`${path}\n${text.length}\n${text}\n`);
  for (const text of more) hash.update(text);
  return hash.digest('hex').slice(0, 16);
}
