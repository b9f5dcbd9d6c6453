import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { Ledger } from './ledger/ledger.js';
import type { ModeState } from './meter/line-state.js';
import type { Meter } from './meter/meter.js';
import { prometheusMeter } from './meter/prometheus-meter.js';
import { startTracing } from './meter/start-tracing.js';
import { tracedMeter } from './meter/traced-meter.js';
import type { Content } from './model/content.js';
import { beatHeart } from './pipeline/beat-heart.js';
import { reasonOf } from './watch/alarm.js';
import { watchLine } from './watch/watch-line.js';
import type { LineWatch } from './watch/watch-line.js';
import { watchState } from './watch/watch-state.js';

const BEAT_MS = 60_000;

/** What a service is watched with. */
export interface WatchOverTools {
  readonly content: () => Content;
  /** what is wrong with the content on disk */
  readonly findings: () => readonly unknown[];
  readonly ledger: Ledger;
  /** what else is not as it should be */
  readonly problems: () => readonly string[];
  readonly modes: () => readonly ModeState[];
  /** whether OTEL_* variables ask for traces */
  readonly traces: boolean;
  readonly now: () => number;
  readonly log: Logger;
}

/** What operators see of a service, and the end of it. */
export interface WatchedOver {
  readonly meter: Meter;
  /** what is not as it should be besides content and ledger: what was known already, and what stands out of the watch */
  readonly problems: () => readonly string[];
  readonly metrics: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Says once that an alarm came, and once that it went. */
function alarmReporter(log: Logger): (alarms: readonly string[]) => void {
  let before: readonly string[] = [];
  return (alarms) => {
    for (const alarm of alarms) if (!before.includes(alarm)) log.error({ event: 'alarm' }, alarm);
    for (const alarm of before) if (!alarms.includes(alarm)) log.info({ event: 'alarm-over' }, alarm);
    before = alarms;
  };
}

/** Looks now, and then once a minute; a look that is still going on is not joined by another. */
async function keepLooking(look: () => Promise<void>): Promise<() => void> {
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }, BEAT_MS);
  timer.unref();
  await look();
  return () => clearInterval(timer);
}

function watchFor(
  { content, ledger }: WatchOverTools,
  prefetchSeen: Parameters<typeof watchLine>[0]['prefetchSeen'],
): LineWatch {
  return watchLine({
    beat: (at) => beatHeart(content(), at),
    counters: (from, to) => ledger.counters(from, to),
    prefetchSeen,
    departments: () => content().site.departments.map(({ id }) => id),
  });
}

/**
 * Meters, traces and watches a service: the heartbeat goes through the line once before this resolves, and every minute after it.
 *
 * @throws HavenError `configuration-invalid` where traces are asked for and cannot be made
 */
export async function watchOver(tools: WatchOverTools): Promise<WatchedOver> {
  const { content, findings, ledger, modes, now } = tools;
  const tracing = tools.traces ? await startTracing() : undefined;
  const prometheus = prometheusMeter(() => performance.now());
  const watch = watchFor(tools, prometheus.prefetchSeen);
  const report = alarmReporter(tools.log);
  const alarms = (): readonly string[] => watch.alarms(now()).map(reasonOf);
  const stopLooking = await keepLooking(async () => {
    await watch.beat(now());
    await watch.look(now());
    report(alarms());
  });
  const problems = (): readonly string[] => [...tools.problems(), ...alarms()];
  return {
    meter:
      tracing === undefined
        ? prometheus
        : tracedMeter(prometheus, tracing.tracer, () => performance.timeOrigin + performance.now()),
    problems,
    metrics: () => {
      const { revision, site } = content();
      return prometheus.exposition({
        site: site.id,
        revision,
        findings: findings().length,
        ledgerProblems: ledger.health().length,
        reasons: Math.min(findings().length, 1) + ledger.health().length + problems().length,
        modes: modes(),
        watch: watchState(watch, now()),
      });
    },
    stop: async () => {
      stopLooking();
      // Bounded by the exporter's own time-out; spans that nobody takes are let go.
      await tracing?.close().catch(() => undefined);
    },
  };
}
