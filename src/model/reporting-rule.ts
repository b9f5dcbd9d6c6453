/** One row of a table of reporting rules: a law as its owner read it on a day. Data for people, never shown on a card. */
export interface ReportingRule {
  readonly region: string;
  readonly ageBand: 'under-18' | 'adult' | 'any';
  /** which kind of situation the rule is about */
  readonly kind: 'any' | 'sexual' | 'labour';
  readonly trigger: string;
  readonly recipient: string;
  readonly timeLimit: string;
  readonly citation: string;
  /** `YYYY-MM` or `YYYY-MM-DD` */
  readonly verifiedOn: string;
}
