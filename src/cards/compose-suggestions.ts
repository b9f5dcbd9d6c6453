import type { ClientProfile } from '../model/client-profile.js';
import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import { speechOf } from '../model/speech-of.js';
import type { OrderId } from '../model/wording.js';
import type { Coding, ProposedServiceRequest, Suggestion } from '../protocol/cds-card.js';

/** Restricted, and sensitive in the sense that fits best; by code only, since the text of SDV names violence (decision 20). */
const SECURITY: readonly Coding[] = [
  { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' },
];

/** Whom the orders are for. */
export interface Subject {
  readonly patientId: string;
  readonly encounterId: string | undefined;
}

function codingOf(order: OrderId, content: Content, client: ClientProfile): Coding | undefined {
  const coding = client.orders[order] ?? content.orderCodes[order];
  if (coding === undefined) return undefined;
  const { system, code, display } = coding;
  return display === undefined ? { system, code } : { system, code, display };
}

function serviceRequest(
  order: OrderId,
  name: string,
  subject: Subject,
  content: Content,
  client: ClientProfile,
): ProposedServiceRequest {
  const coding = codingOf(order, content, client);
  return {
    resourceType: 'ServiceRequest',
    meta: { security: SECURITY },
    status: 'draft',
    intent: 'proposal',
    code: coding === undefined ? { text: name } : { coding: [coding], text: name },
    subject: { reference: `Patient/${subject.patientId}` },
    ...(subject.encounterId === undefined
      ? {}
      : { encounter: { reference: `Encounter/${subject.encounterId}` } }),
  };
}

/**
 * The orders that a card offers: drafts with one action each, none pre-selected, none with a reason. An interpreter
 * is offered only where the record says that one is needed, and then first. Where time alone is not possible at this visit,
 * the card's orders for that stand in their place.
 *
 * @param uuid gives a fresh id for each suggestion
 */
export function composeSuggestions(
  decision: Decision & { readonly kind: 'show' },
  subject: Subject,
  content: Content,
  client: ClientProfile,
  uuid: () => string,
): readonly Suggestion[] {
  const isMinor = decision.wording === 'minor' || decision.wording === 'survivor-minor';
  const { wording } = speechOf(content, client);
  return ordersOf(decision, content).map((order) => {
    const { label, description, minorDescription, name } = wording.orders[order];
    const resource = serviceRequest(order, name, subject, content, client);
    const said = isMinor ? (minorDescription ?? description) : description;
    return { label, uuid: uuid(), actions: [{ type: 'create', description: said, resource }] };
  });
}

function ordersOf(
  decision: Decision & { readonly kind: 'show' },
  { cardPlans }: Content,
): readonly OrderId[] {
  const { orders, ordersNotAlone } = cardPlans[decision.pathway];
  const planned = isNotAlone(decision) ? (ordersNotAlone ?? orders) : orders;
  const fitting = planned.filter((order) => fits(order, decision));
  return [
    ...fitting.filter((order) => order === 'interpreter'),
    ...fitting.filter((order) => order !== 'interpreter'),
  ];
}

function isNotAlone({ circumstance }: Decision & { readonly kind: 'show' }): boolean {
  return circumstance === 'time-alone-not-possible';
}

/** Nobody can be roomed alone in a remote visit, or where it was not possible; an interpreter is offered only where one is recorded as needed. */
function fits(order: OrderId, decision: Decision & { readonly kind: 'show' }): boolean {
  if (order === 'private-rooming') return !decision.remote && !isNotAlone(decision);
  return order !== 'interpreter' || decision.interpreter;
}
