import { countWords } from '../model/card-limits.js';
import type { ClientProfile } from '../model/client-profile.js';
import type { Speech } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import { servicesSentence } from '../model/detail-tail.js';
import type { Offer, Offers } from '../model/offers.js';
import { sayOpening } from '../model/say-opening.js';
import type { Wording } from '../model/wording.js';
import type { Link } from '../protocol/cds-card.js';
import type { SaidLine } from './compose-detail.js';
import { escapeMarkdown } from './escape-markdown.js';
import { isNotAlone } from './is-not-alone.js';

/** A card has room for two; the rest is for the app. */
const MOST = 2;

/** The site's support line by number and hours. */
export function sayLine({ at, timeZone, supportLine }: Offers, wording: Wording): SaidLine | undefined {
  if (supportLine === undefined) return undefined;
  const { number, opening } = supportLine;
  return { number, hours: sayOpening(opening, at, timeZone, wording) };
}

function sayOffer({ name, opening, intake }: Offer, { at, timeZone }: Offers, wording: Wording): string {
  const hours = sayOpening(opening, at, timeZone, wording);
  const how = intake === undefined ? [] : [wording.intake[intake]];
  return `${escapeMarkdown(name)} (${[hours, ...how].join(', ')})`;
}

/** A sentence for the first so many services, with the number of its words. */
interface Said {
  readonly count: number;
  readonly text: string;
  readonly words: number;
}

/** What is offered is the same for every patient with the same need in the same minute, and so is how it is said. */
const known = new WeakMap<Offers, Map<string, readonly Said[]>>();

function sentencesOf(offers: Offers, wording: Wording): readonly Said[] {
  const byLanguage = known.get(offers) ?? new Map<string, readonly Said[]>();
  known.set(offers, byLanguage);
  const told = byLanguage.get(wording.language);
  if (told !== undefined) return told;
  const each = offers.services.slice(0, MOST).map((offer) => sayOffer(offer, offers, wording));
  const said = each
    .map((_, last) => servicesSentence(wording, each.slice(0, last + 1)))
    .map((text, last) => ({ count: last + 1, text, words: countWords(text) }))
    .toReversed();
  byLanguage.set(wording.language, said);
  return said;
}

function linksOf(services: readonly Offer[]): readonly Link[] {
  return services.flatMap(({ name, link }) =>
    link === undefined ? [] : [{ label: name, url: link, type: 'absolute' as const }],
  );
}

/**
 * A card with local services, as many as there is room for: nothing of it gives way to them. None where time alone was not
 * possible: somebody else is reading.
 */
export function withServices<T extends { readonly detail: string }>(
  card: T,
  decision: Decision & { readonly kind: 'show' },
  offers: Offers,
  { wording }: Speech,
  { output }: ClientProfile,
): T & { readonly links?: readonly Link[] } {
  if (offers.services.length === 0 || isNotAlone(decision)) return card;
  const room = output.detail.words - countWords(card.detail);
  const said = sentencesOf(offers, wording).find(({ words }) => words <= room);
  if (said === undefined) return card;
  const links = linksOf(offers.services.slice(0, said.count));
  const detail = `${card.detail}\n\n${said.text}`;
  // No literal that begins with a spread: it leaves a hidden class behind for every call (docs/benchmarks.md).
  return Object.assign({}, card, links.length === 0 ? { detail } : { detail, links });
}
