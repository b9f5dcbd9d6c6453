import type { Pathway } from './assessment.js';

/** Who and what every department must have a service for (response brief 8.2, "Directory coverage"). */
export const COVERAGE_ITEMS = [
  'adult-sexual',
  'adult-work',
  'minor',
  'man',
  'trans-non-binary',
  'legal-aid',
  'language-line',
  'round-the-clock-line',
] as const;
export type CoverageItem = (typeof COVERAGE_ITEMS)[number];

/** What the directory lacks for a department. */
export type CoverageGap =
  | { readonly kind: 'item'; readonly item: CoverageItem }
  /** nothing of what a card is to offer */
  | { readonly kind: 'card'; readonly pathway: Pathway }
  /** nobody has said where the department lies, so nothing can be near it */
  | { readonly kind: 'no-facility' };
