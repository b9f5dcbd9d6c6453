import type { QuietCause, Restraints } from '../decide/effective-mode.js';
import type { ModeState } from '../meter/line-state.js';
import { placesOf } from '../model/places-of.js';
import { standingOf } from './standing-of.js';
import type { StandingContent } from './standing-of.js';

function blockersIn(cause: QuietCause): number {
  if (cause.kind === 'gate') return cause.blockers.length;
  return cause.kind === 'directory' || cause.kind === 'approvals' ? cause.gaps.length : 0;
}

/** The mode in force in each department and outside all of them, and how much of its checklist stands in the way. */
export function modeStates(
  content: StandingContent,
  restraints: Restraints,
  at: number,
): readonly ModeState[] {
  return placesOf(content.site).map((department) => {
    const { mode, causes } = standingOf(content, department, restraints, at);
    const blocking = causes.reduce((sum, cause) => sum + blockersIn(cause), 0);
    return { department, mode, blocking };
  });
}
