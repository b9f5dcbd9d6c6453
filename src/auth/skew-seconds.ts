/** Clocks differ by at most so much (CDS Hooks best practice; checklist 68). */
export const SKEW_SECONDS = 60;
