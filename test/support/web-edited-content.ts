import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.js';
import type { LoadResult } from '../../src/content/load-content.js';
import type { Content } from '../../src/model/content.js';
import { SHIPPED } from './web-server-under-test.js';

async function loadEdited(file: string, text: string, replacement: string): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  try {
    await cp(SHIPPED, folder, { recursive: true });
    const path = join(folder, file);
    const before = await readFile(path, 'utf8');
    if (!before.includes(text)) throw new Error(`${file} does not hold the text to replace`);
    await writeFile(
      path,
      before.replace(text, () => replacement),
    );
    const site = join(folder, 'sites', 'demo');
    return await loadContent({ site, shipped: folder, fhirServers: undefined, withCases: false });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Checks a copy of the shipped content in which one text is another.
 *
 * @returns the rules that the copy breaks; none where it is served
 */
export async function findingsFor(
  file: string,
  text: string,
  replacement: string,
): Promise<readonly string[]> {
  const loaded = await loadEdited(file, text, replacement);
  return loaded.kind === 'loaded' ? [] : loaded.findings.map(({ rule }) => rule);
}

/** The shipped content with one text replaced. */
export async function editedContent(file: string, text: string, replacement: string): Promise<Content> {
  const loaded = await loadEdited(file, text, replacement);
  if (loaded.kind === 'refused') throw new Error(loaded.findings.map(({ message }) => message).join('; '));
  return loaded.content;
}
