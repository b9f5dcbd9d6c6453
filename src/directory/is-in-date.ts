import { DAY_MS } from '../model/civil.js';
import type { Verified } from '../model/verified.js';

/** True where a verification stands at a moment. One of tomorrow (UTC) may be of today where it was signed. */
export function isInDate(verified: Verified | undefined, at: number): boolean {
  if (verified === undefined) return false;
  return verified.kind === 'start' || (at >= verified.from - DAY_MS && at < verified.until);
}
