import { PLAN_MARKS } from '../model/plan-activity.js';
import type { PlanActivity } from '../model/plan-activity.js';
import type { PlanText } from '../model/wording.js';
import type { ProposedActivity, ProposedCarePlan } from '../protocol/proposed-resource.js';
import { encounterOf, patientOf, SECURITY } from './subject.js';
import type { Subject } from './subject.js';

function activityOf(activity: PlanActivity, { activities, marks }: PlanText): ProposedActivity {
  return {
    detail: {
      status: 'not-started',
      statusReason: { coding: [{ system: PLAN_MARKS, code: 'offered', display: marks.offered }] },
      description: activities[activity],
    },
  };
}

/**
 * A plan of continuous care after the Medical Safe Haven model (response brief 4.3): offers side by side, each marked as offered
 * and nothing agreed. The clinician goes through them with the patient, and marks what the patient says.
 */
export function proposeCarePlan(
  activities: readonly PlanActivity[],
  subject: Subject,
  text: PlanText,
): ProposedCarePlan {
  return {
    resourceType: 'CarePlan',
    meta: { security: SECURITY },
    status: 'draft',
    intent: 'proposal',
    title: text.title,
    subject: patientOf(subject),
    ...encounterOf(subject),
    activity: activities.map((activity) => activityOf(activity, text)),
  };
}
