import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { ClientProfile } from '../model/site.js';
import type { CardText } from '../model/wording.js';
import type { Card, Coding } from '../protocol/cds-card.js';
import { composeDetail } from './compose-detail.js';
import { composeSuggestions } from './compose-suggestions.js';
import type { Subject } from './compose-suggestions.js';

const TOPICS = 'urn:haven-cds:topic';
const OVERRIDE_REASONS = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

/** The wording that fits best among those the content has. */
function chooseText(decision: Decision & { readonly kind: 'show' }, content: Content): CardText | undefined {
  const texts = content.wording.cards[decision.pathway];
  const byAge =
    decision.wording === 'survivor-minor' || decision.wording === 'minor' ? texts.minor : texts.any;
  return texts[decision.wording] ?? byAge ?? texts.any ?? texts.minor;
}

function overrideReasons(content: Content): readonly Coding[] {
  return content.wording.overrideReasons.map(({ code, display }) => ({
    system: OVERRIDE_REASONS,
    code,
    display,
  }));
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
  const text = chooseText(decision, content);
  if (text === undefined) return [];
  const suggestions = composeSuggestions(decision, subject, content, client, uuid);
  const isRoutine = content.site.timeAloneIsRoutine && text.routineSummary !== undefined;
  return [
    {
      uuid: uuid(),
      summary: isRoutine ? (text.routineSummary ?? text.summary) : text.summary,
      detail: composeDetail(text, content, decision.remote),
      indicator: decision.indicator,
      source: {
        label: content.wording.source,
        topic: { system: TOPICS, code: content.cardPlans[decision.pathway].topic },
      },
      ...(suggestions.length === 0 ? {} : { suggestions, selectionBehavior: client.selectionBehavior }),
      overrideReasons: overrideReasons(content),
    },
  ];
}
