import type { Logger } from 'pino';
import { formatFinding } from './content/lint-finding.js';
import type { ContentChange } from './content/watch-content.js';
import type { Ledger } from './ledger/ledger.js';
import type { StandingChange } from './pipeline/follow-standings.js';
import { allowedFields, framesOf } from './web/shared/call-log.js';
import type { CallLog } from './web/shared/call-log.js';

/** Tells operators of content that was taken or refused. */
export function reportChange(change: ContentChange, log: Logger): void {
  if (change.kind === 'loaded') log.info({ event: 'content', revision: change.revision }, 'content loaded');
  else {
    const findings = change.findings.map(formatFinding);
    log.error({ event: 'content', findings }, 'content refused; the last good revision is served');
  }
}

/** What a change of how loud a department is was, in one sentence. */
function sayStanding({ before, after, reasons }: StandingChange): string {
  const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
  if (before === undefined) return `begins as ${after}${why}`;
  return before === after ? `stays ${after}${why}` : `${before} is now ${after}${why}`;
}

/**
 * Tells operators that a department is louder or quieter than it was, and writes it down: nobody is there when a gate item
 * expires.
 */
export function reportStanding(
  change: StandingChange,
  {
    ledger,
    log,
    now,
  }: { readonly ledger: Pick<Ledger, 'audit'>; readonly log: Logger; readonly now: () => number },
): void {
  const { department, before, after, reasons } = change;
  const detail = sayStanding(change);
  const line = { event: 'mode', department, before, after, reasons };
  const isGate = before === after;
  // How each begins is in the greeting.
  if (isGate) log.warn(line, 'what keeps a department from being louder has changed');
  else if (before !== undefined) log.warn(line, 'a department is louder or quieter than it was');
  // The log has it already; a ledger that is down says so by itself.
  void ledger
    .audit({ at: now(), kind: isGate ? 'gate' : 'mode', by: 'haven', department, detail })
    .catch(() => undefined);
}

/** Tells operators of a department that goes over its alert budget, or is within it again. */
export function reportBudget(department: string | undefined, isOver: boolean, log: Logger): void {
  const line = { event: 'alert-budget', department, isOver };
  if (isOver)
    log.error(line, 'over its alert budget: in shadow until operators have looked, or it is within it');
  else log.warn(line, 'within its alert budget again');
}

/** Tells operators of faults: their kind and place, never their message, which may quote what somebody sent. */
export function faultLog(log: Logger): CallLog['fault'] {
  return (problem, error) => {
    const kind = error instanceof Error ? error.name : typeof error;
    log.error({ event: 'fault', kind, frames: framesOf(error) }, problem);
  };
}

/** What the web writes: a line of allowed fields per call, and faults. */
export function callLog(log: Logger): CallLog {
  return { call: (line) => log.info(allowedFields(line)), fault: faultLog(log) };
}
