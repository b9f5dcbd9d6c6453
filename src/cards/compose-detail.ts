import type { Content } from '../model/content.js';
import { detailTail } from '../model/detail-tail.js';
import { stepsOf } from '../model/word-card.js';
import type { Manner } from '../model/word-card.js';
import type { CardText } from '../model/wording.js';
import { escapeMarkdown } from './escape-markdown.js';

/**
 * The detail of a card in GitHub-Flavored Markdown: steps in their fixed order, then what always follows.
 * It never says why the card is there: the companion may read it. (Reasons are added for clients that fold it away.)
 */
export function composeDetail(text: CardText, content: Content, manner: Manner): string {
  const { wording, site, supportLine } = content;
  const contact = site.localContact === undefined ? undefined : escapeMarkdown(site.localContact);
  const steps = stepsOf(text, manner).map((step) => `- ${step.text}`);
  return `${steps.join('\n')}\n\n${detailTail(wording, contact, supportLine)}`;
}
