import { within } from '../ledger/within.js';
import type { ModeOverride } from '../model/mode-override.js';

/** Operators reach every process within this time; the promise is one second on one process, five on all (issue: kill switch). */
const POLL_MS = 500;
/** A reading that takes longer is given up, so that one dead connection cannot hold the next reading back. */
const READ_MS = 2000;

/** What operators have set, as this process knows it. */
export interface FollowedOverrides {
  /** undefined: not once read yet */
  readonly current: () => readonly ModeOverride[] | undefined;
  /** since when it cannot be read; undefined where the last reading was good */
  readonly failingSince: () => number | undefined;
  /** reads now, for who has just set something */
  readonly refresh: () => Promise<void>;
  readonly stop: () => void;
}

/** What following is done with. */
export interface FollowTools {
  readonly now: () => number;
  /** told of the first of several readings that fail */
  readonly report: (problem: string, error: unknown) => void;
}

/**
 * Follows what operators have set in the ledger. What was read last holds while it cannot be read: the ledger may be down, and
 * cards are given all the same.
 *
 * @param read the overrides that hold now
 * @returns as soon as it was tried once
 */
export async function followOverrides(
  read: () => Promise<readonly ModeOverride[]>,
  { now, report }: FollowTools,
): Promise<FollowedOverrides> {
  let current: readonly ModeOverride[] | undefined;
  let failingSince: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  // Of two readings under way at once, the one that began later counts.
  let begun = 0;
  let taken = 0;
  const refresh = async (): Promise<void> => {
    begun += 1;
    const mine = begun;
    try {
      const overrides = await within(READ_MS, read());
      if (mine < taken) return;
      taken = mine;
      current = overrides;
      failingSince = undefined;
    } catch (error) {
      if (failingSince === undefined) report('what operators have set cannot be read', error);
      failingSince ??= now();
    }
  };
  const follow = (): void => {
    if (stopped) return;
    timer = setTimeout(() => void refresh().then(follow), POLL_MS);
    timer.unref();
  };
  await refresh();
  follow();
  return {
    current: () => current,
    failingSince: () => failingSince,
    refresh,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
