/** Why a clinician sets a card aside: HL7 non-adherence-reason-codes, as the cards offer them (response brief 7.2). */
export const OVERRIDE_REASONS = [
  'action-completed',
  'cds-not-applicable',
  'cds-suboptimal-context',
  'inappropriate-recipient',
  'limited-time',
  'patient-refuses',
  'recipient-concerns-outcomes',
  'service-not-available',
  'recipient-does-not-understand',
] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** True for a code that the cards offer; a client may send anything. */
export function isOverrideReason(code: string): code is OverrideReason {
  return OVERRIDE_REASONS.some((known) => known === code);
}
