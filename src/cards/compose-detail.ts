import type { Content } from '../model/content.js';
import { fillSupportLine } from '../model/support-line-text.js';
import { STEPS } from '../model/wording.js';
import type { CardText } from '../model/wording.js';
import { escapeMarkdown } from './escape-markdown.js';

/**
 * The detail of a card in GitHub-Flavored Markdown: steps in their fixed order, then what always follows.
 * It never says why the card is there: the companion may read it.
 */
export function composeDetail(text: CardText, content: Content, isRemote: boolean): string {
  const { wording, site, supportLine } = content;
  // In a remote visit someone may be off camera: checking for that takes the place of leaving the room.
  const unfit = isRemote && text.steps.remote !== undefined ? 'privacy' : 'remote';
  const steps = STEPS.filter((step) => step !== unfit).flatMap((step) => {
    const line = text.steps[step];
    return line === undefined ? [] : [`- ${line}`];
  });
  const tail = [wording.immediateDanger];
  if (site.localContact !== undefined)
    tail.push(wording.localContact.replace('{contact}', () => escapeMarkdown(site.localContact ?? '')));
  if (supportLine !== undefined) tail.push(fillSupportLine(wording.supportLine, supportLine));
  return `${steps.join('\n')}\n\n${tail.join(' ')}`;
}
