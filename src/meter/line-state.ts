/** Label of calls that are in none of the site's departments. */
export const NO_DEPARTMENT = 'none';

/** The mode of a department, and how much of its checklist, approvals included, stands in the way. */
export interface ModeState {
  /** undefined: calls that are in none of the site's departments */
  readonly department: string | undefined;
  readonly mode: string;
  readonly blocking: number;
}

/** What the malfunction watch sees, as numbers and words of closed lists. */
export interface WatchState {
  readonly heartbeatOk: boolean;
  /** milliseconds since 1970 UTC; undefined where none has gone well yet */
  readonly lastGoodBeat: number | undefined;
  /** `department` is an id, `none` or `all` */
  readonly alarms: readonly { readonly kind: string; readonly department: string }[];
  readonly learning: readonly string[];
  readonly missing: readonly string[];
}

/** What is so now, read whenever metrics are asked for; everything else is counted as it happens. */
export interface LineState {
  readonly site: string;
  readonly revision: string;
  readonly findings: number;
  readonly ledgerProblems: number;
  readonly reasons: number;
  readonly modes: readonly ModeState[];
  readonly watch: WatchState;
}
