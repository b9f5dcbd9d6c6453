import type { Restraints } from '../decide/effective-mode.js';
import type { Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import type { HookCall } from '../model/hook-call.js';
import { quietest } from '../model/mode.js';
import type { Mode } from '../model/mode.js';
import { placesOf } from '../model/places-of.js';
import type { Site } from '../model/site.js';
import { standingOf } from './standing-of.js';

/**
 * Where a call may be. Where it names an encounter that could not be read, nobody knows its department: it may be any, one that is
 * suspended too.
 */
function possiblePlaces(
  { encounterId }: Pick<HookCall, 'encounterId'>,
  { department, encounter }: Pick<Chart, 'department' | 'encounter'>,
  site: Pick<Site, 'departments'>,
): readonly (string | undefined)[] {
  const isUnread = encounterId !== undefined && encounter === undefined;
  return isUnread ? placesOf(site) : [department];
}

/** How loud a department is now, once its chart has said which one it is: by the site's file, operators, gate, approvals and budget. */
export function modeAfterReading(
  call: Pick<HookCall, 'encounterId'>,
  chart: Pick<Chart, 'department' | 'encounter'>,
  content: Content,
  restraints: Restraints,
  at: number,
): Mode {
  const places = possiblePlaces(call, chart, content.site);
  return quietest(places.map((place) => standingOf(content, place, restraints, at).mode));
}
