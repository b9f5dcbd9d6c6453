import type { Tier } from '../model/assessment.js';
import type { CooldownTimes, Recall } from '../model/quiet.js';

/** Why a card that would be shown is not. */
export type HeldBack = 'cooldown' | 'often';

/** By what a card that would be shown is held back. */
export interface QuietRule {
  /** the site's; undefined where nothing is ever kept quiet (a demo site) */
  readonly times: CooldownTimes | undefined;
  /** whether this client tells what became of a card */
  readonly reportsOutcomes: boolean;
}

/** What decides whether a card that would be shown has been said often enough. */
export interface HoldBackFrame extends QuietRule {
  /** milliseconds since 1970 UTC */
  readonly at: number;
}

/**
 * Why a card that would be shown is held back: an outcome keeps its topic quiet for this patient, or a client that cannot report
 * outcomes has been given it often enough in this encounter. An unanswered card comes again, so that the nurse still sees what
 * the registrar scrolled past, and new evidence of a higher tier may always speak.
 *
 * @param recall undefined where it cannot be known now: then nothing is held back (missing is unknown, invariant 1)
 */
export function holdBack(
  recall: Recall | undefined,
  tier: Tier,
  { times, reportsOutcomes, at }: HoldBackFrame,
): HeldBack | undefined {
  if (times === undefined || recall === undefined) return undefined;
  const { quietUntil, quietInEncounter, issuedInEncounter } = recall;
  const isQuiet = quietInEncounter || (quietUntil !== undefined && at < quietUntil);
  // A card of a higher tier that nobody has answered comes again like any other.
  if (isQuiet && tier <= recall.answeredTier) return 'cooldown';
  const isOften = !reportsOutcomes && issuedInEncounter >= times.timesPerEncounter;
  return isOften && tier <= recall.tier ? 'often' : undefined;
}
