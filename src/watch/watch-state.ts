import { labelOf } from './alarm.js';
import type { Alarm } from './alarm.js';
import type { LineWatch } from './watch-line.js';

/** What metrics show of the watch. */
interface WatchState {
  readonly heartbeatOk: boolean;
  readonly lastGoodBeat: number | undefined;
  readonly alarms: readonly { readonly kind: string; readonly department: string }[];
  readonly learning: readonly string[];
  readonly missing: readonly string[];
}

function placed(alarm: Alarm): WatchState['alarms'] {
  return alarm.kind === 'silence' || alarm.kind === 'burst'
    ? [{ kind: alarm.kind, department: labelOf(alarm.where) }]
    : [];
}

/** The watch at one moment, in words of closed lists. */
export function watchState(watch: LineWatch, at: number): WatchState {
  const alarms = watch.alarms(at);
  return {
    heartbeatOk: alarms.every(({ kind }) => kind !== 'heartbeat'),
    lastGoodBeat: watch.lastGoodBeat(),
    alarms: alarms.flatMap(placed),
    learning: watch.learning().map(labelOf),
    missing: alarms.flatMap((alarm) => (alarm.kind === 'prefetch' ? [alarm.source] : [])),
  };
}
