import { formatFinding } from '../../src/content/lint-finding.js';
import type { Site } from '../../src/model/site.js';
import { compileTexts, demoSite, shippedTexts } from './shipped-content.js';

/** Lints the shipped content with one file or the site changed; gives the findings as an editor would show them. */
export async function lintWith(
  path: string,
  change: (text: string) => string,
  site: Partial<Site> = {},
): Promise<readonly string[]> {
  const texts = new Map(await shippedTexts());
  const before = texts.get(path) ?? '';
  const after = change(before);
  if (after === before && Object.keys(site).length === 0) throw new Error(`${path} is as it was`);
  texts.set(path, after);
  const compiled = compileTexts(texts, { ...demoSite(await shippedTexts()), ...site });
  return 'revision' in compiled ? [] : compiled.map(formatFinding);
}
