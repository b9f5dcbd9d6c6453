import { join } from 'node:path';
import { compileContent } from '../../src/content/compile-content.js';
import type { LintFinding } from '../../src/content/lint-finding.js';
import { parseContent } from '../../src/content/parse-content.js';
import { readFolder } from '../../src/content/read-folder.js';
import type { FolderTexts } from '../../src/content/read-folder.js';
import { readGate } from '../../src/content/read-gate.js';
import { readSite } from '../../src/content/read-site.js';
import type { Content } from '../../src/model/content.js';
import type { Site } from '../../src/model/site.js';

/** The content folder of this checkout. */
export const SHIPPED = join(import.meta.dirname, '..', '..', 'cds-services');

/** Its files. */
export function shippedTexts(): Promise<FolderTexts> {
  return readFolder(SHIPPED);
}

/** The demo site. */
export function demoSite(texts: FolderTexts): Site {
  const read = readSite('site.yaml', texts.get('sites/demo/site.yaml') ?? '');
  if (read.kind === 'refused') throw new Error(read.findings.map(({ message }) => message).join('; '));
  const gate = readGate('gate.yaml', texts.get('sites/demo/gate.yaml'), read.site);
  if (gate.kind === 'refused') throw new Error(gate.findings.map(({ message }) => message).join('; '));
  return { ...read.site, gate: gate.gate };
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
