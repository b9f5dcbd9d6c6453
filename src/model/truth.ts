/** Kleene's three values: a missing datum makes a statement unknown, never false. */
export type Truth = 'true' | 'false' | 'unknown';

/** True if any is true; else unknown if any is unknown; else false (false for none). */
export function or(values: readonly Truth[]): Truth {
  if (values.includes('true')) return 'true';
  return values.includes('unknown') ? 'unknown' : 'false';
}

/** False if any is false; else unknown if any is unknown; else true (true for none). */
export function and(values: readonly Truth[]): Truth {
  if (values.includes('false')) return 'false';
  return values.includes('unknown') ? 'unknown' : 'true';
}
