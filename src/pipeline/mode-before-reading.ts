import { peekDepartment } from '../chart/peek-department.js';
import { commandedEverywhere, commandedMode } from '../decide/effective-mode.js';
import type { Restraints } from '../decide/effective-mode.js';
import type { HookCall } from '../model/hook-call.js';
import { readsNothing } from '../model/mode.js';
import type { Mode } from '../model/mode.js';
import type { Site } from '../model/site.js';

/** What is wanted of a call before its chart is read. */
export interface EarlyMode {
  readonly mode: Mode;
  /** undefined where it is in none, or not known yet */
  readonly department: string | undefined;
}

/**
 * What the site's file and the operators want of a call, as far as it is known without the chart: a site that is switched off
 * reads nothing, and a department neither where its Encounter was sent along.
 */
export function modeBeforeReading(
  call: Pick<HookCall, 'encounterId' | 'prefetch'>,
  site: Pick<Site, 'mode' | 'elsewhere' | 'departments'>,
  { overrides }: Restraints,
  at: number,
): EarlyMode {
  const everywhere = commandedEverywhere(site, overrides);
  if (readsNothing(everywhere)) return { mode: everywhere, department: undefined };
  const known = peekDepartment(call, site.departments, at);
  if (known === undefined) return { mode: everywhere, department: undefined };
  return { mode: commandedMode(site, known.department, overrides), department: known.department };
}
