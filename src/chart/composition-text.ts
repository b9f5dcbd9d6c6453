import { listOf, MAX_DEPTH, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { htmlToText } from './html-to-text.js';
import type { TextBudget } from './text-budget.js';

/** The text of a narrative (https://hl7.org/fhir/R4/narrative.html), as far as there is room for its markup. */
function narrativeOf(holder: unknown, budget: TextBudget): string {
  const div = textOf(member(member(holder, 'text'), 'div'));
  if (div === undefined) return '';
  const markup = div.slice(0, budget.room(true));
  budget.takeMarkup(markup.length, markup.length === div.length);
  return htmlToText(markup);
}

/** The title as a heading line. */
function headingOf(section: unknown): string | undefined {
  const code = member(section, 'code');
  const display = member(listOf(member(code, 'coding'))[0], 'display');
  const title = textOf(member(section, 'title')) ?? textOf(member(code, 'text')) ?? textOf(display);
  const line = title?.replaceAll(/\s+/g, ' ').trim();
  return line === undefined || line === '' ? undefined : `${line.replace(/\s?:$/, '')}:`;
}

function addSections(sections: unknown, depth: number, budget: TextBudget, parts: string[]): void {
  if (depth > MAX_DEPTH) return;
  for (const section of listOf(sections)) {
    const [heading, text] = [headingOf(section), narrativeOf(section, budget)];
    const inner: string[] = [];
    addSections(member(section, 'section'), depth + 1, budget, inner);
    const own = [heading, text].filter((part) => part !== undefined && part !== '').join('\n');
    // A heading with nothing below it would be the heading of what comes next.
    if (text !== '' || inner.length > 0) parts.push(own, ...inner);
  }
}

/** The narrative of a Composition and of its sections, each under its title, parted by blank lines. */
export function compositionText(composition: JsonObject, budget: TextBudget): string {
  const parts = [narrativeOf(composition, budget)];
  addSections(composition['section'], 0, budget, parts);
  return parts.filter((part) => part !== '').join('\n\n');
}
