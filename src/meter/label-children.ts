import type { Counter, Histogram } from 'prom-client';

/**
 * A label's child, looked up once: making and checking labels is what costs. The number of children is bounded, since labels are ids of
 * the site's files and words of closed lists.
 */
function childOf<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

/** Counts one more of these labels, in the order of the table. */
export function countBy(counter: Counter): (...labels: readonly string[]) => void {
  const known = new Map<string, Counter.Internal>();
  return (...labels) => childOf(known, labels.join('\n'), () => counter.labels(...labels)).inc();
}

/** Observes a time, given in milliseconds, under its one label. */
export function observeBy(histogram: Histogram): (label: string, ms: number) => void {
  const known = new Map<string, Histogram.Internal<string>>();
  return (label, ms) => childOf(known, label, () => histogram.labels(label)).observe(ms / 1000);
}
