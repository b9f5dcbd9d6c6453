import type { ParsedContent } from '../../content/parse-content.js';
import type { EvidenceSource } from './read-evidence.js';

/** What the pages are made of. */
export interface ContentSource {
  readonly parsed: ParsedContent;
  readonly evidence: ReadonlyMap<string, EvidenceSource>;
  /** the folder of the cues, as a link from the pages */
  readonly root: string;
}
