import { formatFinding } from '../content/lint-finding.js';
import { loadContent } from '../content/load-content.js';
import type { Content } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';
import type { CommandTools } from './command-tools.js';

/**
 * The content that a command is about.
 *
 * @throws HavenError `content-invalid` where it would not be served, after every finding was printed
 */
export async function contentOf({ place, print }: Pick<CommandTools, 'place' | 'print'>): Promise<Content> {
  const loaded = await loadContent(place);
  if (loaded.kind === 'loaded') return loaded.content;
  for (const finding of loaded.findings) print(formatFinding(finding));
  throw new HavenError('content-invalid', `${loaded.findings.length} finding(s)`);
}
