/**
 * What a plan of continuous care can offer, after the Medical Safe Haven model, in neutral names (response brief 4.3). Which of
 * them a plan has, and in which order, stands in continuity-of-care/service.yaml.
 */
export const PLAN_ACTIVITIES = [
  'same-clinician',
  'longer-visits',
  'one-contact',
  'safe-contact',
  'next-visit',
  'primary-care',
  'reproductive-health',
  'wellbeing',
  'dental-and-eye',
  'support-worker',
  'benefits-and-documents',
  'remote-visits',
] as const;
export type PlanActivity = (typeof PLAN_ACTIVITIES)[number];

/** Code system of the mark of each activity, as neutral as that of referrals. */
export const PLAN_MARKS = 'urn:supportive-care:plan-mark';

/**
 * How the patient answered an offer, each with the R4 `CarePlan.activity.detail.status` that goes with it (the pairs are our
 * judgement). The mark is the reason of the status.
 */
export const OFFER_MARKS = {
  offered: 'not-started',
  accepted: 'scheduled',
  later: 'on-hold',
  declined: 'cancelled',
} as const;

export type OfferMark = keyof typeof OFFER_MARKS;

/** In the order in which they are listed. */
export const OFFER_MARK_IDS = Object.keys(OFFER_MARKS) as readonly OfferMark[];
