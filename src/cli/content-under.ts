import { compileContent } from '../content/compile-content.js';
import { formatFinding } from '../content/lint-finding.js';
import type { LoadedContent } from '../content/load-content.js';
import { overlayOf } from '../content/read-site.js';
import { OVERLAY } from '../content/schema/site-file.js';
import type { OverlayEntry } from '../content/schema/site-file.js';
import type { Content } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';

/**
 * Content under no site's choices but these.
 *
 * @param overlay none: the content as it ships
 * @throws HavenError `content-invalid` where the content does not hold under them
 */
export function contentUnder(loaded: LoadedContent, overlay?: OverlayEntry): Content {
  const site = { ...loaded.content.site, ...overlayOf(overlay ?? OVERLAY.parse({})) };
  const compiled = compileContent(loaded.parsed, site, loaded.content.revision);
  if (compiled.kind === 'compiled') return compiled.content;
  throw new HavenError('content-invalid', compiled.findings.map(formatFinding).join('\n'));
}
