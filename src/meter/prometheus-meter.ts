import { SOURCES } from '../model/source.js';
import { CallLaps } from './call-laps.js';
import { countBy, observeBy } from './label-children.js';
import { NO_DEPARTMENT } from './line-state.js';
import type { LineState } from './line-state.js';
import type { CallMeter, CallSeen, Meter } from './meter.js';
import { metricRegistry } from './metric-registry.js';
import type { MetricRegistry } from './metric-registry.js';
import { showState } from './show-state.js';
import { SourceTally } from './source-tally.js';
import type { PrefetchSeen } from './source-tally.js';

/** The meter, and what it has counted. */
export interface PrometheusMeter extends Meter {
  readonly prefetchSeen: () => PrefetchSeen;
  /** the answer of `/metrics` */
  readonly exposition: (state: LineState) => Promise<string>;
  readonly contentType: string;
}

/** Counts an answered call in everything that it counts in. */
function callCounter(
  { counter, histogram }: MetricRegistry,
  tally: SourceTally,
): (laps: CallLaps, call: CallSeen) => void {
  const calls = countBy(counter('haven_calls_total'));
  const unread = countBy(counter('haven_source_unread_total'));
  const stage = observeBy(histogram('haven_stage_seconds'));
  const total = observeBy(histogram('haven_call_seconds'));
  return (laps, call) => {
    const { service, hook, outcome, tier, department } = call;
    total(service, laps.total());
    laps.each(stage);
    calls(service, hook, outcome, tier === undefined ? 'none' : String(tier), department ?? NO_DEPARTMENT);
    for (const [source, kind] of call.unread) unread(source, kind);
    tally.add(call);
  };
}

/** Copies the tally, which is kept in plain numbers, into its metrics. */
function tallyShower({ counter }: MetricRegistry, tally: SourceTally): () => void {
  const readCalls = counter('haven_read_calls_total');
  const missing = counter('haven_prefetch_missing_total');
  return () => {
    const seen = tally.seen();
    readCalls.reset();
    readCalls.inc(seen.calls);
    missing.reset();
    for (const source of SOURCES) missing.inc({ source }, seen.missing[source]);
  };
}

/**
 * Counts calls for Prometheus. Before the answer is out it costs one reading of the clock per stage; everything else comes after.
 *
 * @param clock milliseconds of a clock that never goes back
 */
export function prometheusMeter(clock: () => number): PrometheusMeter {
  const registry = metricRegistry();
  const tally = new SourceTally();
  const answered = callCounter(registry, tally);
  const failed = countBy(registry.counter('haven_call_errors_total'));
  const failedHook: CallMeter['failed'] = (service, kind) => failed(service, kind, 'hook');
  const showTally = tallyShower(registry, tally);
  const show = showState(registry);
  return {
    begin: () => {
      const laps = new CallLaps(clock);
      return {
        lap: (stage) => laps.end(stage),
        trace: undefined,
        answered: (call) => answered(laps, call),
        failed: failedHook,
      };
    },
    failed,
    feedback: countBy(registry.counter('haven_feedback_total')),
    fhirRead: countBy(registry.counter('haven_fhir_reads_total')),
    prefetchSeen: () => tally.seen(),
    exposition: (state) => {
      showTally();
      show(state);
      return registry.text();
    },
    contentType: registry.contentType,
  };
}
