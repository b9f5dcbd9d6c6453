import type { AgeGroup } from './age-bands.js';
import type { ContentSource } from './content-source.js';
import type { Coverage } from './coverage.js';
import type { Evidence } from './evidence-kind.js';

/** What the page of coverage is made of. */
export interface CoverageSource extends ContentSource {
  /** the content under no site's choices */
  readonly shipped: Coverage;
  /** the content under a site that makes every choice it has */
  readonly chosen: Coverage;
  readonly groups: readonly AgeGroup[];
  /** kinds of evidence in the content as it ships, the first of them any */
  readonly kinds: readonly Evidence[];
}
