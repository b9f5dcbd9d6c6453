import type { ClientProfile } from '../model/client-profile.js';
import type { Content } from '../model/content.js';
import type { OrderId } from '../model/wording.js';
import type { Coding } from '../protocol/coding.js';
import type { ProposedServiceRequest } from '../protocol/proposed-resource.js';
import { encounterOf, patientOf, SECURITY } from './subject.js';
import type { Subject } from './subject.js';

/** Codes of the SDOH Clinical Care guide 3.0.0 (docs/referral.md). */
const SDOHCC = 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes';

/** No category of the guide fits, and a wrong one would label: it says that none is said (response brief 3.4). */
const CATEGORY = [{ coding: [{ system: SDOHCC, code: 'sdoh-category-unspecified' }] }];

/** The subject wishes no contact about this request (SDOHCC ServiceRequest, `orderDetail`). */
const CONTACT_PROHIBITED = { system: SDOHCC, code: 'contacting-subject-prohibited' } as const;

/** Orders that are carried out after the visit, by somebody who would make contact first. */
const FOR_LATER: ReadonlySet<OrderId> = new Set(['social-work', 'follow-up']);

type OrderCode = NonNullable<Content['orderCodes'][OrderId]>;

function codingOf({ system, code, display }: OrderCode): Coding {
  return display === undefined ? { system, code } : { system, code, display };
}

/** The client's own code comes first; a referral has the standard one too, since its profile binds to it. */
function codingsOf(
  own: OrderCode | undefined,
  standard: OrderCode | undefined,
  isForTask: boolean,
): readonly Coding[] {
  const codes = own === undefined || isForTask ? [own, standard] : [own];
  return codes.flatMap((code) => (code === undefined ? [] : [codingOf(code)]));
}

/** An order by name, and what it needs to know of the decision. */
interface Order {
  readonly id: OrderId;
  readonly name: string;
  /** words beside the code of the wish for no contact; undefined: the record holds no such wish */
  readonly noContact: string | undefined;
  /** id by which the Task of the same suggestion refers to it; undefined: there is none, and it is no referral */
  readonly referralId: string | undefined;
}

/** True where the client gets a referral as ServiceRequest and Task; else it gets the order alone. */
export function isReferral(order: OrderId, { orderCodes }: Content, { output }: ClientProfile): boolean {
  return (
    orderCodes[order]?.referral === true &&
    output.actionsPerSuggestion > 1 &&
    output.resourceTypes.includes('Task')
  );
}

/** One order as a draft: its name, its code and whom it is for, and never why. */
export function proposeOrder(
  { id, name, noContact, referralId }: Order,
  subject: Subject,
  { orderCodes }: Content,
  { orders }: ClientProfile,
): ProposedServiceRequest {
  const coding = codingsOf(orders[id], orderCodes[id], referralId !== undefined);
  return {
    resourceType: 'ServiceRequest',
    ...(referralId === undefined ? {} : { id: referralId }),
    meta: { security: SECURITY },
    status: 'draft',
    intent: 'proposal',
    ...(referralId === undefined ? {} : { category: CATEGORY }),
    code: coding.length === 0 ? { text: name } : { coding, text: name },
    ...(noContact === undefined || !FOR_LATER.has(id)
      ? {}
      : { orderDetail: [{ coding: [CONTACT_PROHIBITED], text: noContact }] }),
    subject: patientOf(subject),
    ...encounterOf(subject),
  };
}
