import type { Interval } from '../model/interval.js';
import type { EvidenceResource } from '../model/source.js';

/**
 * Free text that one resource says about the patient. It lives within one call: a chart never holds it, and nothing
 * logs it. Lines end with `\n`; a heading is a line of its own that ends with `:`; a blank line ends a section.
 */
export interface Passage {
  readonly resource: EvidenceResource;
  /** logical id within the call; undefined where the resource has none */
  readonly id: string | undefined;
  readonly when: Interval | undefined;
  /** id of the encounter it belongs to */
  readonly encounter: string | undefined;
  /** two lower-case letters (ISO 639-1), where the record says so */
  readonly language: string | undefined;
  readonly text: string;
}
