import { countWords } from '../model/card-limits.js';
import type { ClientProfile } from '../model/client-profile.js';
import type { Content, Speech } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { Offers } from '../model/offers.js';
import { reasonsSentence } from '../model/detail-tail.js';
import { speechOf } from '../model/speech-of.js';
import { summaryOf } from '../model/word-card.js';
import type { Manner } from '../model/word-card.js';
import type { CardText, Wording } from '../model/wording.js';
import type { Card } from '../protocol/cds-card.js';
import type { Coding } from '../protocol/coding.js';
import { composeDetail } from './compose-detail.js';
import type { SaidLine } from './compose-detail.js';
import { composeSuggestions } from './compose-suggestions.js';
import { fitCard } from './fit-card.js';
import { isMinor } from './is-minor.js';
import { linkStaffSupport } from './link-staff-support.js';
import { sayLine, withServices } from './offer-services.js';
import type { Subject } from './subject.js';

const TOPICS = 'urn:haven-cds:topic';
const OVERRIDE_REASONS = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

type Show = Decision & { readonly kind: 'show' };
/** What is the same on every card of one kind. */
type Fixed = Pick<Card, 'summary' | 'detail' | 'source' | 'overrideReasons'>;

/** The wording that fits best among those the content has. */
function chooseText(decision: Show, wording: Wording): CardText | undefined {
  const texts = wording.cards[decision.pathway];
  const byAge = isMinor(decision) ? texts.minor : texts.any;
  return texts[decision.wording] ?? byAge ?? texts.any ?? texts.minor;
}

function overrideReasons(wording: Wording): readonly Coding[] {
  return wording.overrideReasons.map(({ code, display }) => ({ system: OVERRIDE_REASONS, code, display }));
}

function mannerOf(decision: Show, { wording, limits }: Speech): Manner {
  const { approach, circumstance, remote, interpreter } = decision;
  return {
    approach,
    circumstance,
    isRemote: remote,
    interpreterFirst: interpreter ? wording.interpreterFirst : undefined,
    limits: limits?.[isMinor(decision) ? 'minor' : 'adult'],
  };
}

function composeFixed(
  decision: Show,
  { site, cardPlans }: Content,
  speech: Speech,
  { output }: ClientProfile,
  line: SaidLine | undefined,
): Fixed | undefined {
  const text = chooseText(decision, speech.wording);
  if (text === undefined) return undefined;
  const { approach, circumstance } = decision;
  return {
    summary: summaryOf(text, { approach, circumstance }, site.timeAloneIsRoutine),
    detail: composeDetail(text, speech.wording, line, site, mannerOf(decision, speech), output),
    source: {
      label: speech.wording.source,
      topic: { system: TOPICS, code: cardPlans[decision.pathway].topic },
    },
    overrideReasons: overrideReasons(speech.wording),
  };
}

type FixedByKind = Map<string, Fixed | undefined>;

/** Content is frozen and its clients are few, so what it says to each of them on each kind of card is worked out once. */
const FIXED = new WeakMap<Content, WeakMap<ClientProfile, FixedByKind>>();

function knownFixed(content: Content, client: ClientProfile): FixedByKind {
  const byClient = FIXED.get(content) ?? new WeakMap<ClientProfile, FixedByKind>();
  FIXED.set(content, byClient);
  const known = byClient.get(client) ?? new Map<string, Fixed | undefined>();
  byClient.set(client, known);
  return known;
}

/** Hours of a line may change during the day; the cards before the last change are let go. */
const MAX_KNOWN = 500;

function fixedOf(
  decision: Show,
  content: Content,
  speech: Speech,
  client: ClientProfile,
  line: SaidLine | undefined,
): Fixed | undefined {
  const known = knownFixed(content, client);
  const { pathway, wording, remote, interpreter, approach, circumstance } = decision;
  const kind = [
    pathway,
    wording,
    remote,
    interpreter,
    approach,
    circumstance,
    line?.number,
    line?.hours,
  ].join(' ');
  if (!known.has(kind)) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(kind, composeFixed(decision, content, speech, client, line));
  }
  return known.get(kind);
}

/** With reasons, where the decision names any and the client has room: neutral words for families, never what the record says. */
function withReasons(
  fixed: Fixed,
  { families }: Show,
  { wording }: Speech,
  { output }: ClientProfile,
): Fixed {
  if (families.length === 0) return fixed;
  const reasons = reasonsSentence(
    wording,
    families.map((family) => wording.reasons[family]),
  );
  const detail = `${fixed.detail}\n\n${reasons}`;
  return countWords(detail) > output.detail.words ? fixed : Object.assign({}, fixed, { detail });
}

/**
 * Composes the cards of a decision: none, or exactly one. Pure; the same decision gives the same card with fresh ids.
 *
 * @param uuid gives a fresh UUID each time
 * @param offers what the directory has for this card at this moment
 */
export function composeCards(
  decision: Decision,
  subject: Subject,
  content: Content,
  client: ClientProfile,
  uuid: () => string,
  offers: Offers,
): readonly Card[] {
  if (decision.kind === 'withhold') return [];
  const speech = speechOf(content, client);
  const fixed = fixedOf(decision, content, speech, client, sayLine(offers, speech.wording));
  if (fixed === undefined) return [];
  const suggestions = composeSuggestions(decision, subject, content, client, uuid);
  const { indicator } = decision;
  const said = withServices(withReasons(fixed, decision, speech, client), decision, offers, speech, client);
  const linked = linkStaffSupport(said, decision, content, speech.wording.language);
  const card = { uuid: uuid(), ...linked, indicator, suggestions };
  return [fitCard(card, client.output)];
}
