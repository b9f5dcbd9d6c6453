import { effectiveMode } from '../decide/effective-mode.js';
import type { QuietCause, Restraints } from '../decide/effective-mode.js';
import type { ModeState } from '../meter/line-state.js';
import type { Content } from '../model/content.js';
import { coverageOf } from './coverage-of.js';

function blockersIn(cause: QuietCause): number {
  if (cause.kind === 'gate') return cause.blockers.length;
  return cause.kind === 'directory' ? cause.gaps.length : 0;
}

/** The mode in force in each department and outside all of them, and how much of its checklist stands in the way. */
export function modeStates(
  content: Pick<Content, 'site' | 'version' | 'directory' | 'cardPlans'>,
  restraints: Restraints,
  at: number,
): readonly ModeState[] {
  const { site, version } = content;
  const places = [undefined, ...site.departments.map(({ id }) => id)];
  return places.map((department) => {
    const gaps = coverageOf(content, department, at);
    const frame = { contentVersion: version, at, gaps };
    const { mode, causes } = effectiveMode(site, department, restraints, frame);
    const blocking = causes.reduce((sum, cause) => sum + blockersIn(cause), 0);
    return { department, mode, blocking };
  });
}
