import { effectiveMode } from '../decide/effective-mode.js';
import type { Restraints } from '../decide/effective-mode.js';
import type { ModeState } from '../meter/line-state.js';
import type { Content } from '../model/content.js';

/** The mode in force in each department and outside all of them, and how many items of its gate stand in the way. */
export function modeStates(
  { site, version }: Pick<Content, 'site' | 'version'>,
  restraints: Restraints,
  at: number,
): readonly ModeState[] {
  const places = [undefined, ...site.departments.map(({ id }) => id)];
  return places.map((department) => {
    const { mode, causes } = effectiveMode(site, department, restraints, { contentVersion: version, at });
    const blocking = causes.reduce(
      (sum, cause) => sum + (cause.kind === 'gate' ? cause.blockers.length : 0),
      0,
    );
    return { department, mode, blocking };
  });
}
