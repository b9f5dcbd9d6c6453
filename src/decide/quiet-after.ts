import { DAY_MS } from '../model/civil.js';
import type { CooldownTimes, Quiet } from '../model/quiet.js';

const HOUR_MS = 3_600_000;
const NONE: Quiet = { kind: 'none' };
const THIS_ENCOUNTER: Quiet = { kind: 'encounter' };

/** What a clinician said of a card, as far as it decides how long its topic is quiet. */
export interface Reaction {
  readonly outcome: 'accepted' | 'overridden';
  /** code of the override reason (http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes); undefined where none was given */
  readonly reason: string | undefined;
}

function forDays(days: number, at: number): Quiet {
  return days === 0 ? THIS_ENCOUNTER : { kind: 'until', at: at + days * DAY_MS, alsoEncounter: true };
}

type Rule = (times: CooldownTimes, at: number) => Quiet;

const NOT_OURS: Rule = () => NONE;

/** Decision 17, row by row; any other reason keeps quiet for this encounter. */
const BY_REASON: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['action-completed', ({ doneDays }, at) => forDays(doneDays, at)],
  ['patient-refuses', ({ declinedDays }, at) => forDays(declinedDays, at)],
  [
    'cds-suboptimal-context',
    ({ notInPrivateHours }, at) => ({
      kind: 'until',
      at: at + notInPrivateHours * HOUR_MS,
      alsoEncounter: false,
    }),
  ],
  // Somebody else, or the same person later, should still see it.
  ['limited-time', NOT_OURS],
  ['inappropriate-recipient', NOT_OURS],
]);

/**
 * How long an outcome keeps a topic quiet for its patient (decision 17).
 *
 * @param times the site's; undefined where nothing is ever kept quiet (a demo site)
 * @param at when the clinician reacted, milliseconds since 1970 UTC
 */
export function quietAfter(
  { outcome, reason }: Reaction,
  times: CooldownTimes | undefined,
  at: number,
): Quiet {
  if (times === undefined) return NONE;
  if (outcome === 'accepted') return forDays(times.offeredDays, at);
  return BY_REASON.get(reason ?? '')?.(times, at) ?? THIS_ENCOUNTER;
}
