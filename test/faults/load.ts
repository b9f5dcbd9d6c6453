import type { Bench } from './fault.js';
import type { Hospital, Expected } from './hospital.js';

/** How a load is made. */
export interface LoadSettings {
  /** requests a second: of three, two are calls and one is feedback */
  readonly perSecond: number;
  /** where the next request goes; asked once for each */
  readonly base: () => string;
  readonly expected?: Expected;
  /** tells patients of one load from those of another */
  readonly name: string;
}

const TICK_MS = 20;
/** A caller has so many connections; beyond them it waits, as on a busy machine. */
const MOST_AT_ONCE = 64;
const CALLS_IN_A_REQUEST = 2 / 3;

/** A load that goes on until it is told to stop. */
export interface Load {
  /** how many are under way now */
  readonly underWay: () => number;
  /** resolves when the last answer is in */
  readonly stop: () => Promise<void>;
}

/** Calls at a steady rate, every second patient with a reason for a card; every card gets feedback. */
export function startLoad(bench: Bench, hospital: Hospital, settings: LoadSettings): Load {
  const underWay = new Set<Promise<void>>();
  const started = performance.now();
  let made = 0;
  const one = async (number: number): Promise<void> => {
    const patient = { id: `${settings.name}-${number}`, hasReason: number % 2 === 0 };
    const card = await hospital.call(settings.base(), patient, settings.expected);
    if (card !== undefined) await hospital.report(settings.base(), card, settings.expected?.headers);
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - started) / 1000) * settings.perSecond * CALLS_IN_A_REQUEST;
    while (made < due && underWay.size < MOST_AT_ONCE) {
      made += 1;
      const running: Promise<void> = one(made).finally(() => underWay.delete(running));
      underWay.add(running);
    }
    // What a busy machine could not send in time is not sent in a burst later.
    made = Math.max(made, Math.floor(due) - MOST_AT_ONCE);
  }, TICK_MS);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await Promise.all(underWay);
  };
  bench.after(stop);
  return { underWay: () => underWay.size, stop };
}
