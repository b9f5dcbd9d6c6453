import type { Wording } from './wording.js';

/** What always follows the steps of a card: immediate danger, the local contact, the support line by number and hours (decisions 21, 22). */
export function detailTail(
  words: Pick<Wording, 'immediateDanger' | 'localContact' | 'supportLine'>,
  localContact: string | undefined,
  supportLine: { readonly number: string; readonly hours: string } | undefined,
): string {
  const tail = [words.immediateDanger];
  if (localContact !== undefined) tail.push(words.localContact.replace('{contact}', () => localContact));
  if (supportLine !== undefined)
    tail.push(
      words.supportLine
        .replace('{number}', () => supportLine.number)
        .replace('{hours}', () => supportLine.hours),
    );
  return tail.join(' ');
}

/** The sentence that names reasons in neutral words; only for clients that fold the detail away. */
export function reasonsSentence(words: Pick<Wording, 'reasonsLine'>, reasons: readonly string[]): string {
  return words.reasonsLine.replace('{reasons}', () => reasons.join('; '));
}

/** The sentence that names local services: neutral names, hours, how to come to them. */
export function servicesSentence(words: Pick<Wording, 'servicesLine'>, services: readonly string[]): string {
  return words.servicesLine.replace('{services}', () => services.join('; '));
}
