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

interface Planned {
  readonly of: readonly PlanActivity[];
  readonly activities: readonly ProposedActivity[];
}

/** The activities are the same for every patient: they are made once for the words of each language. */
const known = new WeakMap<PlanText, Planned>();

function activitiesOf(of: readonly PlanActivity[], text: PlanText): readonly ProposedActivity[] {
  const told = known.get(text);
  if (told?.of === of) return told.activities;
  const activities = of.map((activity) => activityOf(activity, text));
  known.set(text, { of, activities });
  return activities;
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
    activity: activitiesOf(activities, text),
  };
}
