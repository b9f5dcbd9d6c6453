import type { Decision } from '../model/decision.js';

/** True where time alone was not possible at this visit: somebody else may be reading the card. */
export function isNotAlone({ circumstance }: Decision & { readonly kind: 'show' }): boolean {
  return circumstance === 'time-alone-not-possible';
}
