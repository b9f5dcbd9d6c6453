import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of the sites that lie in a content folder. */
export async function listSites(root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, 'sites'), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(root, 'sites', entry.name));
}
