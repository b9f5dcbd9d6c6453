import type { Coding } from './coding.js';

/** FHIR R4 resources as we propose them. Drafts; no reason, no diagnosis and no note, ever (response brief 4.1). */

interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}

/** A literal reference, or an organization that is known by its name alone. */
type Reference = { readonly reference: string } | { readonly type: 'Organization'; readonly display: string };

interface Proposed {
  readonly meta: { readonly security: readonly Coding[] };
  readonly status: 'draft';
}

/** https://hl7.org/fhir/R4/servicerequest.html */
export interface ProposedServiceRequest extends Proposed {
  readonly resourceType: 'ServiceRequest';
  /** only where a Task of the same suggestion refers to it; the server that creates it gives it another */
  readonly id?: string;
  readonly intent: 'proposal';
  readonly category?: readonly CodeableConcept[];
  readonly code: CodeableConcept & { readonly text: string };
  readonly orderDetail?: readonly CodeableConcept[];
  readonly subject: Reference;
  readonly encounter?: Reference;
}

/** https://hl7.org/fhir/R4/task.html */
export interface ProposedTask extends Proposed {
  readonly resourceType: 'Task';
  readonly businessStatus: CodeableConcept;
  readonly intent: 'order';
  readonly code: CodeableConcept;
  readonly description: string;
  readonly focus: Reference;
  readonly for: Reference;
  readonly encounter?: Reference;
  readonly authoredOn: string;
  readonly requester: Reference;
}

/** https://hl7.org/fhir/R4/careplan-definitions.html#CarePlan.activity.detail */
export interface ProposedActivity {
  readonly detail: {
    readonly status: 'not-started';
    readonly statusReason: CodeableConcept;
    readonly description: string;
  };
}

/** https://hl7.org/fhir/R4/careplan.html */
export interface ProposedCarePlan extends Proposed {
  readonly resourceType: 'CarePlan';
  readonly intent: 'proposal';
  readonly title: string;
  readonly subject: Reference;
  readonly encounter?: Reference;
  readonly activity: readonly ProposedActivity[];
}

export type ProposedResource = ProposedServiceRequest | ProposedTask | ProposedCarePlan;
