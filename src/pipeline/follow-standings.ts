import type { DepartmentStanding } from './describe-standing.js';

/** Somebody should know soon; nothing waits for it. */
const LOOK_MS = 5000;

/** A department that is louder or quieter than it was, or is as quiet for other reasons, as this process sees it. */
export interface StandingChange {
  readonly department: string | undefined;
  /** undefined: it is new, or this is the start */
  readonly before: DepartmentStanding['mode'] | undefined;
  readonly after: DepartmentStanding['mode'];
  readonly reasons: readonly string[];
}

function isAlike(one: DepartmentStanding, other: DepartmentStanding): boolean {
  return one.mode === other.mode && one.reasons.join('\n') === other.reasons.join('\n');
}

/** What is loud now and was not so before, or the other way round, and what holds it back; a department that is gone says nothing. */
function changesBetween(
  before: readonly DepartmentStanding[],
  after: readonly DepartmentStanding[],
): readonly StandingChange[] {
  return after.flatMap((now) => {
    const { department, mode, reasons } = now;
    const known = before.find((one) => one.department === department);
    if (known !== undefined && isAlike(known, now)) return [];
    return [{ department, before: known?.mode, after: mode, reasons }];
  });
}

/**
 * Tells of every change of how loud a department is, and of what keeps it from being louder, whatever it came from: a file, an
 * operator, a budget, or a gate item that has expired without anybody doing anything.
 *
 * @param report told of each change, and of every department at the start
 * @returns a function that ends it
 */
export function followStandings(
  describe: () => readonly DepartmentStanding[],
  report: (change: StandingChange) => void,
): () => void {
  let known: readonly DepartmentStanding[] = [];
  const look = (): void => {
    const now = describe();
    for (const change of changesBetween(known, now)) report(change);
    known = now;
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
