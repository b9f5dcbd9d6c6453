import type { ClientProfile } from '../model/client-profile.js';
import { REFERRAL_STATES } from '../model/loop-state.js';
import type { Site } from '../model/site.js';
import type { Wording } from '../model/wording.js';
import type { ProposedTask } from '../protocol/proposed-resource.js';
import { encounterOf, patientOf, SECURITY } from './subject.js';
import type { Subject } from './subject.js';

/** SDOHCC 3.0.0, Task for Referral Management: exactly this code. */
const FULFILL = {
  coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }],
};

/**
 * SDOHCC takes a PractitionerRole or an Organization: the user where it is such a role, else whom the client's file names, else
 * the site by its name.
 */
function requesterOf(
  { userId }: Subject,
  { requester }: ClientProfile,
  { title }: Pick<Site, 'title'>,
): ProposedTask['requester'] {
  if (userId.startsWith('PractitionerRole/')) return { reference: userId };
  return requester === undefined ? { type: 'Organization', display: title } : { reference: requester };
}

/**
 * The Task that follows a referral, in the state *offered*. Its focus is the ServiceRequest of the same suggestion: clients apply
 * both as one transaction, whose references they resolve by type and id (CDS Hooks 2.0.1, Suggestion).
 *
 * @param name the order's own
 */
export function proposeTask(
  referralId: string,
  name: string,
  subject: Subject,
  { states }: Wording['referral'],
  client: ClientProfile,
  site: Pick<Site, 'title'>,
): ProposedTask {
  return {
    resourceType: 'Task',
    meta: { security: SECURITY },
    status: 'draft',
    businessStatus: { coding: [{ system: REFERRAL_STATES, code: 'offered', display: states.offered }] },
    intent: 'order',
    code: FULFILL,
    description: name,
    focus: { reference: `ServiceRequest/${referralId}` },
    for: patientOf(subject),
    ...encounterOf(subject),
    authoredOn: new Date(subject.at).toISOString(),
    requester: requesterOf(subject, client, site),
  };
}
