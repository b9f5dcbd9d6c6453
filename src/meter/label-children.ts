import type { Counter, Histogram } from 'prom-client';

/** A label's child, looked up once: making and checking labels is what costs. */
function children<T>(make: (labels: readonly string[]) => T): (labels: readonly string[]) => T {
  const known = new Map<string, T>();
  return (labels) => {
    const key = labels.join('\n');
    const found = known.get(key) ?? make(labels);
    known.set(key, found);
    return found;
  };
}

/** Counts one more of these labels, in the order of the table. */
export function countBy(counter: Counter): (...labels: readonly string[]) => void {
  const child = children((labels) => counter.labels(...labels));
  return (...labels) => child(labels).inc();
}

/** Observes a time, given in milliseconds, under its one label. */
export function observeBy(histogram: Histogram): (label: string, ms: number) => void {
  const child = children((labels) => histogram.labels(...labels));
  return (label, ms) => child([label]).observe(ms / 1000);
}
