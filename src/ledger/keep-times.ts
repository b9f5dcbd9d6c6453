export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Nothing is quiet longer after its outcome (response brief 7.7: a keyed mark lives 90 days at most). */
const QUIET_MS = 90 * DAY_MS;

/** How long things are remembered; docs/ledger.md says the same in words. */
export const KEPT_MS = {
  /** the marks of a card that nobody has answered, and of an answer that may still be corrected */
  marks: 7 * DAY_MS,
  /** an encounter that an outcome made quiet: longer ones hear of it again */
  encounter: QUIET_MS,
  /** stands for the encounter where a call named none (decision 6) */
  withoutEncounter: DAY_MS,
  /** cards, feedback and counts without marks: thirteen months, for a rolling year */
  records: 400 * DAY_MS,
  comments: 30 * DAY_MS,
  /** a token is refused by its age long before; clocks differ */
  tokenMargin: 5 * 60_000,
} as const;

/** The first millisecond of the hour. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

/** The first millisecond of the UTC day. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** When the marks of an unanswered card go: never more than seven days after it, since only its hour is known. */
export function marksEnd(hour: number): number {
  return hour + KEPT_MS.marks;
}

/**
 * When the marks of a card are gone, whatever became of it, and however late it was answered: an answer within the days of an
 * unanswered card's marks is quiet for as long as it says.
 */
export function lastMarksEnd(hour: number): number {
  return marksEnd(hour) + QUIET_MS;
}

/** So many cards about one patient and topic are remembered, answered or not: the newest. */
export const MOST_REMEMBERED = 64;
