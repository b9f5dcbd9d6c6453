import { composeCards } from '../../src/cards/compose-cards.js';
import type { ClientProfile } from '../../src/model/client-profile.js';
import type { Content } from '../../src/model/content.js';
import { NO_OFFERS } from '../../src/model/offers.js';
import type { Card } from '../../src/protocol/cds-card.js';
import type { ProposedResource } from '../../src/protocol/proposed-resource.js';
import { DECISIONS } from './every-decision.js';
import type { Show } from './every-decision.js';
import { resourcesIn, SUBJECT } from './proposed.js';
import { clientNamed, shippedContent } from './shipped-content.js';

const USERS = ['Practitioner/u', 'PractitionerRole/r'] as const;
/** The kinds of client that differ in what they take. */
export const KINDS = ['standard', 'epic', 'oracle-health'] as const;
export type Kind = (typeof KINDS)[number];

const known = new Map<string, Promise<Content>>();

/** One content with a client of each kind, compiled once for each language. */
export function contentIn(language: string): Promise<Content> {
  const content =
    known.get(language) ??
    Promise.all(KINDS.map(clientNamed)).then((clients) => shippedContent({ language, clients }));
  known.set(language, content);
  return content;
}

/** Its client of a kind. */
export function clientIn({ site }: Content, kind: Kind): ClientProfile {
  const client = site.clients.find(({ id }) => id === kind);
  if (client === undefined) throw new Error(`no client ${kind}`);
  return client;
}

/** The card of a decision for a client and a user. */
export function cardFor(
  decision: Show,
  content: Content,
  client: ClientProfile,
  userId: string = USERS[0],
): Card {
  const subject = { ...SUBJECT, encounterId: 'e', userId };
  const [card] = composeCards(decision, subject, content, client, () => 'b5c1', NO_OFFERS);
  if (card === undefined) throw new Error('no card');
  return card;
}

/** Every different resource that any decision proposes to a client, with and without the wish for no contact. */
export function everyProposal(content: Content, kind: Kind): readonly ProposedResource[] {
  const client = clientIn(content, kind);
  const all = DECISIONS.flatMap((decision) =>
    [false, true].flatMap((noContact) =>
      USERS.flatMap((user) =>
        resourcesIn(cardFor({ ...decision, noContact }, content, client, user).suggestions),
      ),
    ),
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** The first decision of either card. */
export const CONTINUITY = DECISIONS.find(({ pathway }) => pathway === 'continuity') as Show;
export const CONVERSATION = DECISIONS.find(({ pathway }) => pathway === 'private-conversation') as Show;
