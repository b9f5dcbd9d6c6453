import type { Decision } from '../model/decision.js';

/** True where the card speaks of a minor. */
export function isMinor({ wording }: Decision & { readonly kind: 'show' }): boolean {
  return wording === 'minor' || wording === 'survivor-minor';
}
