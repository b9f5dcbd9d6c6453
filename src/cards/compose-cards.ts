import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { ClientProfile } from '../model/site.js';
import { reasonsSentence } from '../model/detail-tail.js';
import { summaryOf } from '../model/word-card.js';
import type { Manner } from '../model/word-card.js';
import type { CardText } from '../model/wording.js';
import type { Card, Coding } from '../protocol/cds-card.js';
import { composeDetail } from './compose-detail.js';
import { composeSuggestions } from './compose-suggestions.js';
import type { Subject } from './compose-suggestions.js';

const TOPICS = 'urn:haven-cds:topic';
const OVERRIDE_REASONS = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

type Show = Decision & { readonly kind: 'show' };
/** What is the same on every card of one kind. */
type Fixed = Pick<Card, 'summary' | 'detail' | 'source' | 'overrideReasons'>;

function isMinor({ wording }: Show): boolean {
  return wording === 'minor' || wording === 'survivor-minor';
}

/** The wording that fits best among those the content has. */
function chooseText(decision: Show, content: Content): CardText | undefined {
  const texts = content.wording.cards[decision.pathway];
  const byAge = isMinor(decision) ? texts.minor : texts.any;
  return texts[decision.wording] ?? byAge ?? texts.any ?? texts.minor;
}

function overrideReasons(content: Content): readonly Coding[] {
  return content.wording.overrideReasons.map(({ code, display }) => ({
    system: OVERRIDE_REASONS,
    code,
    display,
  }));
}

function mannerOf(decision: Show, { wording, limits }: Content): Manner {
  const { approach, circumstance, remote, interpreter } = decision;
  return {
    approach,
    circumstance,
    isRemote: remote,
    interpreterFirst: interpreter ? wording.interpreterFirst : undefined,
    limits: limits?.[isMinor(decision) ? 'minor' : 'adult'],
  };
}

function composeFixed(decision: Show, content: Content): Fixed | undefined {
  const text = chooseText(decision, content);
  if (text === undefined) return undefined;
  const { approach, circumstance } = decision;
  return {
    summary: summaryOf(text, { approach, circumstance }, content.site.timeAloneIsRoutine),
    detail: composeDetail(text, content, mannerOf(decision, content)),
    source: {
      label: content.wording.source,
      topic: { system: TOPICS, code: content.cardPlans[decision.pathway].topic },
    },
    overrideReasons: overrideReasons(content),
  };
}

/** Content is frozen, so what it says on each kind of card is worked out once. */
const FIXED = new WeakMap<Content, Map<string, Fixed | undefined>>();

function fixedOf(decision: Show, content: Content): Fixed | undefined {
  const known = FIXED.get(content) ?? new Map<string, Fixed | undefined>();
  FIXED.set(content, known);
  const { pathway, wording, remote, interpreter, approach, circumstance } = decision;
  const kind = [pathway, wording, remote, interpreter, approach, circumstance].join(' ');
  if (!known.has(kind)) known.set(kind, composeFixed(decision, content));
  return known.get(kind);
}

/** With reasons, where the decision names any: neutral words for families, never what the record says. */
function withReasons(fixed: Fixed, { families }: Show, { wording }: Content): Fixed {
  if (families.length === 0) return fixed;
  const reasons = reasonsSentence(
    wording,
    families.map((family) => wording.reasons[family]),
  );
  return { ...fixed, detail: `${fixed.detail}\n\n${reasons}` };
}

/**
 * Composes the cards of a decision: none, or exactly one. Pure; the same decision gives the same card with fresh ids.
 *
 * @param uuid gives a fresh UUID each time
 */
export function composeCards(
  decision: Decision,
  subject: Subject,
  content: Content,
  client: ClientProfile,
  uuid: () => string,
): readonly Card[] {
  if (decision.kind === 'withhold') return [];
  const fixed = fixedOf(decision, content);
  if (fixed === undefined) return [];
  const suggestions = composeSuggestions(decision, subject, content, client, uuid);
  const offered =
    suggestions.length === 0 ? {} : { suggestions, selectionBehavior: client.selectionBehavior };
  return [
    { uuid: uuid(), ...withReasons(fixed, decision, content), indicator: decision.indicator, ...offered },
  ];
}
