import { join } from 'node:path';
import { compileValueSets } from '../../src/content/compile-value-sets.js';
import type { Member } from '../../src/content/compile-value-sets.js';
import { loadContent } from '../../src/content/load-content.js';
import type { LoadedContent } from '../../src/content/load-content.js';

/** The root of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..');
/** The content that ships with the service. */
export const SHIPPED = join(ROOT, 'cds-services');

/** The demo site's content, read and compiled as `haven serve` does it. */
export async function loadDemo(): Promise<LoadedContent> {
  const loaded = await loadContent({
    site: join(SHIPPED, 'sites', 'demo'),
    shipped: SHIPPED,
    fhirServers: undefined,
    withCases: false,
  });
  if (loaded.kind === 'loaded') return loaded;
  throw new Error(`the demo content has ${loaded.findings.length} finding(s)`);
}

/** The demo content with every cue that a site may opt into, so that properties cover them too. */
export async function loadEverything(): Promise<LoadedContent> {
  const demo = await loadDemo();
  const cues = demo.content.cues.map((cue) => ({ ...cue, state: 'on' as const }));
  return { ...demo, content: { ...demo.content, cues } };
}

/** Codes by value set name, from the value set files themselves. */
export function membersOf(loaded: LoadedContent): ReadonlyMap<string, readonly Member[]> {
  const entries = [...loaded.parsed.valueSets].map(([name, { value }]) => [name, value] as const);
  return compileValueSets(new Map(entries), loaded.content.site.valueSets).members;
}
