import { createHash, timingSafeEqual } from 'node:crypto';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** True for the operators' token; the time it takes tells nothing of how much of a guess was right. */
export function isToken(given: unknown, token: string): boolean {
  return timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(token));
}
