/**
 * How a department speaks of these matters with its patients (response brief 1.1, SOAR and CUES): the same information for
 * everyone and no question; a conversation (PEARR); or the site's own form. Site files and the brief call it `pathway`; in
 * code `Pathway` is the kind of card, so this is the approach. It changes wording, never whether a card is shown.
 */
export const APPROACHES = ['universal-education', 'conversation', 'structured-screen'] as const;
export type Approach = (typeof APPROACHES)[number];
