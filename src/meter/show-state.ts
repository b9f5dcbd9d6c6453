import { NO_DEPARTMENT } from './line-state.js';
import type { LineState, ModeState, WatchState } from './line-state.js';
import type { MetricRegistry } from './metric-registry.js';

function modeShower({ gauge }: MetricRegistry): (modes: readonly ModeState[]) => void {
  const mode = gauge('haven_mode');
  const blocking = gauge('haven_gate_blocking_items');
  return (modes) => {
    mode.reset();
    blocking.reset();
    for (const state of modes) {
      const department = state.department ?? NO_DEPARTMENT;
      mode.set({ department, mode: state.mode }, 1);
      blocking.set({ department }, state.blocking);
    }
  };
}

function watchShower({ gauge }: MetricRegistry): (watch: WatchState) => void {
  const ok = gauge('haven_heartbeat_ok');
  const last = gauge('haven_heartbeat_last_success_timestamp_seconds');
  const alarm = gauge('haven_watch_alarm');
  const learning = gauge('haven_watch_learning');
  const prefetch = gauge('haven_watch_prefetch_alarm');
  return (watch) => {
    for (const one of [alarm, learning, prefetch]) one.reset();
    ok.set(watch.heartbeatOk ? 1 : 0);
    last.set((watch.lastGoodBeat ?? 0) / 1000);
    for (const { kind, department } of watch.alarms) alarm.set({ kind, department }, 1);
    for (const department of watch.learning) learning.set({ department }, 1);
    for (const source of watch.missing) prefetch.set({ source }, 1);
  };
}

/** Sets every gauge to what is so now; what is no longer so is gone. */
export function showState(registry: MetricRegistry): (state: LineState) => void {
  const { gauge } = registry;
  const info = gauge('haven_content_info');
  const findings = gauge('haven_content_findings');
  const ledger = gauge('haven_ledger_problems');
  const reasons = gauge('haven_readiness_reasons');
  const showModes = modeShower(registry);
  const showWatch = watchShower(registry);
  return (state) => {
    info.reset();
    info.set({ site: state.site, revision: state.revision }, 1);
    findings.set(state.findings);
    ledger.set(state.ledgerProblems);
    reasons.set(state.reasons);
    showModes(state.modes);
    showWatch(state.watch);
  };
}
