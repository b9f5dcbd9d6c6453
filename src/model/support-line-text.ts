import type { SupportLine } from './content.js';

/** The sentence of a support line, by number and hours only (decision 22). */
export function fillSupportLine(template: string, line: Pick<SupportLine, 'number' | 'hours'>): string {
  return template.replace('{number}', () => line.number).replace('{hours}', () => line.hours);
}
