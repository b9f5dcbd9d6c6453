import { offersFor } from '../../src/pipeline/offers-for.js';
import { composeCards } from '../../src/cards/compose-cards.js';
import { APPROACHES } from '../../src/model/approach.js';
import { PATHWAYS } from '../../src/model/assessment.js';
import { CIRCUMSTANCES } from '../../src/model/circumstance.js';
import type { Content } from '../../src/model/content.js';
import { AUDIENCES } from '../../src/model/decision.js';
import type { Decision } from '../../src/model/decision.js';
import { firstClient } from '../../src/model/first-client.js';
import type { Card } from '../../src/protocol/cds-card.js';
import { ordersIn, SUBJECT } from './proposed.js';

/** A decision that shows a card. */
export type Show = Decision & { readonly kind: 'show' };

/** Every decision that shows a card. */
export const DECISIONS: readonly Show[] = PATHWAYS.flatMap((pathway) =>
  AUDIENCES.flatMap((wording) =>
    APPROACHES.flatMap((approach) =>
      [undefined, ...CIRCUMSTANCES].flatMap((circumstance) =>
        [false, true].flatMap((remote) =>
          [false, true].map((interpreter): Show => ({
            kind: 'show',
            pathway,
            wording,
            indicator: 'info',
            interpreter,
            remote,
            approach,
            circumstance,
            noContact: false,
            families: [],
          })),
        ),
      ),
    ),
  ),
);

/** For the support line; local services are in test/cards/offers.test.ts. */
const NOON = Date.parse('2026-11-24T18:00:00Z');
const PERSON = {
  age: { from: 30, to: 30 },
  person: { gender: 'woman', language: undefined },
  department: undefined,
} as const;

/** The one card of a decision. */
export function cardOf(decision: Show, content: Content): Card {
  const subject = { ...SUBJECT, encounterId: 'e' };
  const offers = { ...offersFor(decision, PERSON, content, NOON), services: [] };
  const client = firstClient(content.site);
  const [card, ...others] = composeCards(decision, subject, content, client, () => 'uuid', offers);
  if (card === undefined || others.length > 0) throw new Error(`no card: ${JSON.stringify(decision)}`);
  return card;
}

/** The steps of a card as they are shown. */
export const linesOf = ({ detail }: Card): readonly string[] =>
  detail.split('\n').filter((line) => line.startsWith('- '));
/** Counted here on its own: runs between spaces that hold a letter or a digit. */
export const wordsOf = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
/** The names of the orders that a card offers. */
export const ordersOf = ({ suggestions }: Card): readonly string[] =>
  ordersIn(suggestions).map(({ code }) => code.text);
/** A decision by what tells it from the others. */
export const named = (decision: Show): string =>
  [
    decision.pathway,
    decision.wording,
    decision.approach,
    decision.circumstance,
    decision.remote,
    decision.interpreter,
  ].join(' ');

/** Languages of the shipped cards. */
export const LANGUAGES = ['en', 'fr', 'es'] as const;
