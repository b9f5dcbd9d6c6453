/** Canonical URL of the form on which a nurse notes what staff can see or know without asking the patient anything. */
export const OBSERVATION_FORM = 'urn:haven-cds:questionnaire:private-care-observation';
/** Code system of its answers: `observed`, `not-observed`; for time alone `accepted`, `declined`, `not-possible`; for contact `as-agreed`, `no-contact`. */
export const OBSERVATION_ANSWER = 'urn:haven-cds:observation-answer';
