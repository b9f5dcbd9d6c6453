import type { Restraints } from '../decide/effective-mode.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Content } from '../model/content.js';
import type { OverrideChange } from '../model/mode-override.js';
import { followBudget } from './follow-budget.js';
import { followOverrides } from './follow-overrides.js';

/** A reading that failed once or twice is no news; the ledger says so by itself when it is down. */
const TOLERATED_MS = 5000;

/** What keeps a site quieter than its files, as this process knows it. */
export interface FollowedRestraints {
  readonly current: () => Restraints;
  /** what operators should know of the following itself; empty where all is well */
  readonly problems: () => readonly string[];
  /** records a change for every process; resolves when it is durable and holds in this one */
  readonly setOverride: (change: OverrideChange) => Promise<void>;
  readonly stop: () => void;
}

/** What following is done with. */
export interface RestraintSources {
  readonly content: () => Content;
  readonly ledger: Pick<Ledger, 'overrides' | 'setOverride' | 'counters'>;
  readonly now: () => number;
  readonly fault: (problem: string, error: unknown) => void;
  /** told when a department goes over its budget, or is within it again */
  readonly overBudget: (department: string | undefined, isOver: boolean) => void;
}

/**
 * Follows what operators have set and how many cards are given.
 *
 * @returns once both were tried, so that a process that starts speaks over no kill switch
 */
export async function followRestraints(sources: RestraintSources): Promise<FollowedRestraints> {
  const { content, ledger, now, fault } = sources;
  const [overrides, budget] = await Promise.all([
    followOverrides(() => ledger.overrides(), { now, report: fault }),
    followBudget({
      content,
      read: (from, to) => ledger.counters(from, to),
      now,
      report: sources.overBudget,
    }),
  ]);
  return {
    current: () => ({ overrides: overrides.current(), overBudget: budget.over() }),
    problems: () => {
      const since = overrides.failingSince();
      if (since === undefined || now() - since < TOLERATED_MS) return [];
      return [`what operators have set cannot be read since ${new Date(since).toISOString()}`];
    },
    setOverride: async (change) => {
      await ledger.setOverride(change);
      await overrides.refresh();
    },
    stop: () => {
      overrides.stop();
      budget.stop();
    },
  };
}
