import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS } from './metric-table.js';
import type { MetricName } from './metric-table.js';

/** From a tenth of a millisecond, which a whole call may take, to the longest budget of a FHIR read. */
const SECONDS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
];

type OfType<T> = {
  [Name in MetricName]: (typeof METRICS)[Name]['type'] extends T ? Name : never;
}[MetricName];

/** The metrics of one service, made from the table; a name of another kind does not compile. */
export interface MetricRegistry {
  readonly counter: (name: OfType<'counter'>) => Counter;
  readonly gauge: (name: OfType<'gauge'>) => Gauge;
  readonly histogram: (name: OfType<'histogram'>) => Histogram;
  /** the text format of Prometheus */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** Makes every metric of the table, and those of Node (event loop, memory, garbage collection). One registry per service: nothing is global. */
export function metricRegistry(): MetricRegistry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const settings = (
    name: MetricName,
  ): { name: string; help: string; labelNames: string[]; registers: Registry[] } => {
    const { help, labels } = METRICS[name];
    return { name, help, labelNames: [...labels], registers: [registry] };
  };
  return {
    counter: (name) => new Counter(settings(name)),
    gauge: (name) => new Gauge(settings(name)),
    histogram: (name) => new Histogram({ ...settings(name), buckets: SECONDS }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
