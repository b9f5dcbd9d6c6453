import type { OutputLimits } from '../model/client-profile.js';
import { detailTail } from '../model/detail-tail.js';
import type { Site } from '../model/site.js';
import { stepsOf } from '../model/word-card.js';
import type { Manner } from '../model/word-card.js';
import type { CardText, Wording } from '../model/wording.js';
import { escapeMarkdown } from './escape-markdown.js';
import { fitSteps } from './fit-steps.js';

/** A support line in words. */
export interface SaidLine {
  readonly number: string;
  readonly hours: string;
}

/**
 * The detail of a card in GitHub-Flavored Markdown: steps in their fixed order, then what always follows.
 * It never says why the card is there: the companion may read it. (Reasons are added for clients that fold it away.)
 */
export function composeDetail(
  text: CardText,
  wording: Wording,
  supportLine: SaidLine | undefined,
  { localContact }: Pick<Site, 'localContact'>,
  manner: Manner,
  { detail }: Pick<OutputLimits, 'detail'>,
): string {
  const contact = localContact === undefined ? undefined : escapeMarkdown(localContact);
  const tail = detailTail(wording, contact, supportLine);
  const steps = fitSteps(stepsOf(text, manner), tail, detail);
  return `${steps.map((step) => `- ${step.text}`).join('\n')}\n\n${tail}`;
}
