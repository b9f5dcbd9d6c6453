/** What callers saw, and what they were promised. */
export class Tally {
  given = 0;
  /** calls that ended without an answer: the process was gone */
  readonly unanswered: string[] = [];
  /** feedback that was refused with 503 and Retry-After */
  refused = 0;
  readonly wrong: string[] = [];
  /** ids of cards that were given */
  readonly cards = new Set<string>();
  /** ids of cards whose feedback was answered with 200 */
  readonly reported = new Set<string>();
  /** names under which operators' changes were answered with 200 */
  readonly changes = new Set<string>();

  /** What is wrong where every call should be answered; nothing where all were. */
  allAnswered(): readonly string[] {
    const { unanswered } = this;
    return unanswered.length === 0
      ? []
      : [`${unanswered.length} call(s) without an answer: ${[...new Set(unanswered)].join(', ')}`];
  }
}
