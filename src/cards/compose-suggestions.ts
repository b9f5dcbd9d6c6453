import type { ClientProfile } from '../model/client-profile.js';
import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import { speechOf } from '../model/speech-of.js';
import type { OrderId, Wording } from '../model/wording.js';
import type { Action, Suggestion } from '../protocol/cds-card.js';
import { isMinor } from './is-minor.js';
import { isNotAlone } from './is-not-alone.js';
import { proposeCarePlan } from './propose-care-plan.js';
import { isReferral, proposeOrder } from './propose-order.js';
import { proposeTask } from './propose-task.js';
import type { Subject } from './subject.js';

type Show = Decision & { readonly kind: 'show' };

/** What one card's suggestions are composed from. */
interface Scene {
  readonly decision: Show;
  readonly subject: Subject;
  readonly content: Content;
  readonly client: ClientProfile;
  readonly wording: Wording;
  readonly uuid: () => string;
}

/** One order; with the Task that follows it where it is a referral and the client takes both. */
function suggestOrder(id: OrderId, scene: Scene): Suggestion {
  const { decision, subject, content, client, wording, uuid } = scene;
  const { label, description, minorDescription, name } = wording.orders[id];
  const said = isMinor(decision) ? (minorDescription ?? description) : description;
  const referralId = isReferral(id, content, client) ? uuid() : undefined;
  const noContact = decision.noContact ? wording.referral.contact : undefined;
  const order = { id, name, noContact, referralId };
  const create: Action = {
    type: 'create',
    description: said,
    resource: proposeOrder(order, subject, content, client),
  };
  if (referralId === undefined) return { label, uuid: uuid(), actions: [create] };
  const task = proposeTask(referralId, name, subject, wording.referral, client, content.site);
  const follow: Action = { type: 'create', description: wording.referral.task, resource: task };
  return { label, uuid: uuid(), actions: [create, follow] };
}

/** The plan of the card, where it has one and the client takes it. */
function suggestPlan({ decision, subject, content, client, wording, uuid }: Scene): readonly Suggestion[] {
  const { carePlan = [] } = content.cardPlans[decision.pathway];
  // Its activities could be read by whoever is there.
  if (carePlan.length === 0 || isNotAlone(decision)) return [];
  if (!client.output.resourceTypes.includes('CarePlan')) return [];
  const { label, description } = wording.plan;
  const resource = proposeCarePlan(carePlan, subject, wording.plan);
  return [{ label, uuid: uuid(), actions: [{ type: 'create', description, resource }] }];
}

/**
 * What a card offers to create: drafts, none pre-selected, none with a reason, and none that the client does not take. An
 * interpreter is offered only where the record says that one is needed, and then first. Where time alone is not possible at this
 * visit, the card's orders for that stand in their place. A plan comes last.
 *
 * @param uuid gives a fresh id for each suggestion, and for a resource that another refers to
 */
export function composeSuggestions(
  decision: Show,
  subject: Subject,
  content: Content,
  client: ClientProfile,
  uuid: () => string,
): readonly Suggestion[] {
  if (client.output.resourceTypes.length === 0) return [];
  const { wording } = speechOf(content, client);
  const scene: Scene = { decision, subject, content, client, wording, uuid };
  const orders = ordersOf(decision, content).map((order) => suggestOrder(order, scene));
  return [...orders, ...suggestPlan(scene)];
}

function ordersOf(decision: Show, { cardPlans }: Content): readonly OrderId[] {
  const { orders, ordersNotAlone } = cardPlans[decision.pathway];
  const planned = isNotAlone(decision) ? (ordersNotAlone ?? orders) : orders;
  const fitting = planned.filter((order) => fits(order, decision));
  return [
    ...fitting.filter((order) => order === 'interpreter'),
    ...fitting.filter((order) => order !== 'interpreter'),
  ];
}

/** Nobody can be roomed alone in a remote visit, or where it was not possible; an interpreter is offered only where one is recorded as needed. */
function fits(order: OrderId, decision: Show): boolean {
  if (order === 'private-rooming') return !decision.remote && !isNotAlone(decision);
  return order !== 'interpreter' || decision.interpreter;
}
