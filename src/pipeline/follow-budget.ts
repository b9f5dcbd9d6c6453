import { countAlerts } from '../decide/count-alerts.js';
import type { CountedCalls } from '../decide/count-alerts.js';
import { overBudget } from '../decide/over-budget.js';
import { within } from '../ledger/within.js';
import type { Content } from '../model/content.js';
import { DAY_MS } from '../model/civil.js';

/** Counts are written every few seconds; a rule gone wrong is silent within a minute. */
const POLL_MS = 30_000;
const READ_MS = 10_000;

/** Departments that are over their alert budget, as this process knows it. */
export interface FollowedBudget {
  readonly over: () => ReadonlySet<string | undefined>;
  readonly refresh: () => Promise<void>;
  readonly stop: () => void;
}

/** What following is done with. */
export interface BudgetTools {
  readonly content: () => Pick<Content, 'site' | 'revision'>;
  /** counts of the hours that begin in `[from, to)` */
  readonly read: (from: number, to: number) => Promise<readonly CountedCalls[]>;
  readonly now: () => number;
  /** told when a department goes over its budget, or is within it again */
  readonly report: (department: string | undefined, isOver: boolean) => void;
}

/**
 * Follows how many cards each department is given. What was known last holds while the counts cannot be read.
 *
 * @returns as soon as it was tried once
 */
export async function followBudget({ content, read, now, report }: BudgetTools): Promise<FollowedBudget> {
  let over: ReadonlySet<string | undefined> = new Set();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const refresh = async (): Promise<void> => {
    const { site, revision } = content();
    const to = now();
    const days = site.alertBudget?.days;
    // The ledger says by itself that it is down.
    const counts =
      days === undefined ? [] : await within(READ_MS, read(to - days * DAY_MS, to)).catch(() => undefined);
    if (counts === undefined) return;
    const before = over;
    over = overBudget(countAlerts(counts, revision), site);
    for (const department of over) if (!before.has(department)) report(department, true);
    for (const department of before) if (!over.has(department)) report(department, false);
  };
  const follow = (): void => {
    if (stopped) return;
    timer = setTimeout(() => void refresh().then(follow), POLL_MS);
    timer.unref();
  };
  await refresh();
  follow();
  return {
    over: () => over,
    refresh,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
