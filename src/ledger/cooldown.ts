import type { Tier } from '../model/assessment.js';
import { KEPT_MS, lastMarksEnd, marksEnd } from './keep-times.js';
import type { Quiet, Recall } from '../model/quiet.js';
import type { SubjectMarks } from './ledger.js';
import { outweighs } from './read-report.js';
import type { Weighed } from './read-report.js';

/** What outlives an answered card: its marks, for as long as something follows from them. */
interface Cooldown {
  /** the patient's topic is quiet before this moment; 0 where it is not */
  readonly until: number;
  /** the same for the encounter */
  readonly encounterUntil: number;
  /** from then on the marks are gone */
  readonly keptUntil: number;
}

/** When a quiet that begins at an outcome ends. Without encounter, the day that stands for one is quiet for the patient. */
function quietEnds(
  quiet: Quiet,
  at: number,
  hasEncounter: boolean,
): Pick<Cooldown, 'until' | 'encounterUntil'> {
  const encounter = hasEncounter
    ? { until: 0, encounterUntil: at + KEPT_MS.encounter }
    : { until: at + KEPT_MS.withoutEncounter, encounterUntil: 0 };
  switch (quiet.kind) {
    case 'none':
      return { until: 0, encounterUntil: 0 };
    case 'encounter':
      return encounter;
    case 'until':
      if (!quiet.alsoEncounter) return { until: quiet.at, encounterUntil: 0 };
      return { ...encounter, until: Math.max(quiet.at, encounter.until) };
  }
}

/** A report, as far as a card is settled by it. */
export interface Settling extends Weighed {
  readonly receivedAt: number;
  readonly quiet: Quiet;
}

/** No answer comes before its card: a clock that is behind, or a date that stands for none, ends no quiet before it begins. */
function sinceCard({ at, quiet }: Settling, hour: number): Pick<Settling, 'at' | 'quiet'> {
  const early = Math.max(0, hour - at);
  return { at: at + early, quiet: quiet.kind === 'until' ? { ...quiet, at: quiet.at + early } : quiet };
}

/** The report that holds of a card, and what follows from it. */
export interface Settled {
  readonly report: Weighed | undefined;
  readonly cooldown: Cooldown;
}

/** A card that nobody has answered keeps nothing quiet. */
export function unsettled(hour: number): Settled {
  return { report: undefined, cooldown: { until: 0, encounterUntil: 0, keptUntil: marksEnd(hour) } };
}

/**
 * Settles a card by one more report. Its marks stay at least as long as an unanswered card's would have, so that a later report
 * can correct it (CDS Hooks 2.0.1: the same card may come several times, an accept after an override too). Reports that come
 * again and again do not keep them for good.
 */
export function settle(
  card: { readonly hour: number; readonly hasEncounter: boolean },
  before: Settled,
  report: Settling,
): Settled {
  if (before.report !== undefined && !outweighs(report, before.report)) return before;
  // Marks that are gone come back for nobody.
  if (before.cooldown.keptUntil <= report.receivedAt) return { ...before, report };
  const { at, quiet } = sinceCard(report, card.hour);
  const last = lastMarksEnd(card.hour);
  const said = quietEnds(quiet, at, card.hasEncounter);
  const ends = { until: Math.min(said.until, last), encounterUntil: Math.min(said.encounterUntil, last) };
  const keptUntil = Math.max(ends.until, ends.encounterUntil, marksEnd(card.hour));
  return { report, cooldown: { ...ends, keptUntil } };
}

/** Cards about the same patient and topic that are still remembered, and alike in everything that matters here. */
export interface Remembered {
  readonly tier: Tier;
  readonly hour: number;
  readonly patientEncounter: string | undefined;
  readonly until: number;
  readonly encounterUntil: number;
  /** how many they are */
  readonly cards: number;
}

function isOfEncounter({ patientEncounter, hour }: Remembered, marks: SubjectMarks, at: number): boolean {
  if (marks.patientEncounter.length > 0)
    return patientEncounter !== undefined && marks.patientEncounter.includes(patientEncounter);
  return patientEncounter === undefined && hour > at - KEPT_MS.withoutEncounter;
}

const NOTHING: Recall = {
  quietUntil: undefined,
  quietInEncounter: false,
  issuedInEncounter: 0,
  tier: 0,
  answeredTier: 0,
};

function higher(one: Tier, other: Tier): Tier {
  return one > other ? one : other;
}

/** What all that is remembered of a patient and topic comes to at one moment. */
export function recallFrom(cards: readonly Remembered[], marks: SubjectMarks, at: number): Recall {
  let recall = NOTHING;
  for (const card of cards) {
    const isHere = isOfEncounter(card, marks, at);
    const isQuiet = card.until > at;
    const isQuietHere = isHere && card.encounterUntil > at;
    const answered = isQuiet || isQuietHere ? card.tier : 0;
    recall = {
      quietUntil: isQuiet ? Math.max(card.until, recall.quietUntil ?? 0) : recall.quietUntil,
      quietInEncounter: recall.quietInEncounter || isQuietHere,
      issuedInEncounter: recall.issuedInEncounter + (isHere ? card.cards : 0),
      tier: higher(recall.tier, isHere ? card.tier : answered),
      answeredTier: higher(recall.answeredTier, answered),
    };
  }
  return recall;
}
