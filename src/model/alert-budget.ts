/** How many cards a department may be given before it goes to shadow; a site's choice. */
export interface AlertBudget {
  /** cards per 1,000 calls of clinicians, shown or (in shadow) held back */
  readonly per1000: number;
  /** looked at over so many days */
  readonly days: number;
  /** with fewer cards than this in that time, nothing can be said of a rate */
  readonly atLeast: number;
}

/** What was counted in a department in the days of its budget. */
export interface AlertCount {
  /** cards shown, and those that shadow held back */
  readonly cards: number;
  /** calls in which a chart was evaluated */
  readonly calls: number;
}
