import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { Link } from '../protocol/cds-card.js';
import { isNotAlone } from './is-not-alone.js';

/**
 * A card with a link to the page of support for staff, where the site gave its address: whoever had the conversation finds a short
 * debrief where they were offered it (response brief 5). Opt-in twice: by the site, and by who opens it. None on a card that
 * is about time alone only, or where somebody else is reading.
 */
export function linkStaffSupport<T extends { readonly links?: readonly Link[] }>(
  card: T,
  decision: Decision & { readonly kind: 'show' },
  { site, staffSupport }: Pick<Content, 'site' | 'staffSupport'>,
  language: string,
): T {
  const link = site.staffSupportLink;
  const label = staffSupport.pages.get(language)?.title;
  if (link === undefined || label === undefined) return card;
  if (decision.pathway === 'time-alone' || isNotAlone(decision)) return card;
  // Our own page has one for each language.
  const url = link.endsWith('/staff-support') ? `${link}/${language}` : link;
  return Object.assign({}, card, {
    links: [...(card.links ?? []), { label, url, type: 'absolute' as const }],
  });
}
