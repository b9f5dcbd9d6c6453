import type { Logger } from 'pino';
import { formatFinding } from './content/lint-finding.js';
import type { ContentChange } from './content/watch-content.js';
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

/** Tells operators of a department that goes over its alert budget, or is within it again. */
export function reportBudget(department: string | undefined, isOver: boolean, log: Logger): void {
  const line = { event: 'alert-budget', department, isOver };
  if (isOver)
    log.error(line, 'over its alert budget: in shadow until operators have looked, or it is within it');
  else log.warn(line, 'within its alert budget again');
}

/** Tells operators of faults: their kind and place, never their message, which may quote what somebody sent. */
function faultLog(log: Logger): CallLog['fault'] {
  return (problem, error) => {
    const kind = error instanceof Error ? error.name : typeof error;
    log.error({ event: 'fault', kind, frames: framesOf(error) }, problem);
  };
}

/** What the web writes: a line of allowed fields per call, and faults. */
export function callLog(log: Logger): CallLog {
  return { call: (line) => log.info(allowedFields(line)), fault: faultLog(log) };
}
