import { canonicalJson, listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { Draft } from './draft.js';
import { placeCondition } from './fold-condition.js';
import { drop, isFuture, isPatient } from './fold-context.js';
import type { FoldContext, Place } from './fold-context.js';
import { placeObservation } from './fold-observation.js';
import { setsOf } from './sets-of.js';
import { startOf } from './tabulate-encounters.js';
import type { UniqueResources } from './unique-resources.js';
import { conditionWords, encounterWords, observationWords } from './words-of.js';

/** True where a text could be of use. Asked before anything else is looked at: most only say again what a code says. */
export type MayTell = (words: string) => boolean;

interface Kind {
  readonly resource: 'Condition' | 'Observation';
  readonly wordsOf: (record: JsonObject) => string | undefined;
  readonly place: (record: JsonObject, key: string, context: FoldContext) => Place;
}

const KINDS: readonly Kind[] = [
  { resource: 'Condition', wordsOf: conditionWords, place: placeCondition },
  {
    resource: 'Observation',
    wordsOf: observationWords,
    place: (record, _, context) => placeObservation(record, context),
  },
];

/** True where the folder of coded evidence looks at the record, and so counts it if it is left out. */
function isCoded(record: JsonObject, { index }: FoldContext): boolean {
  return [record, ...listOf(record['component'])].some(
    (part) => setsOf(member(part, 'code'), index).length > 0,
  );
}

/** Why the patient came; an encounter in the future is left out, as it is where its codes are folded. */
function draftEncounters(
  encounters: readonly JsonObject[],
  context: FoldContext,
  mayTell: MayTell,
  drafts: Draft[],
): void {
  for (const owner of encounters) {
    const words = encounterWords(owner);
    if (words === undefined || !mayTell(words)) continue;
    const id = textOf(owner['id']);
    const when = startOf(owner);
    if ((id === undefined || id !== context.currentId) && isFuture(when, context.at)) continue;
    drafts.push({
      resource: 'Encounter',
      key: id ?? canonicalJson(owner),
      owner,
      when,
      encounter: id,
      words,
    });
  }
}

/**
 * What the patient's own coded records say in words. The rules are those of the folders: what is disproved, in error,
 * about another or in the future is left out.
 *
 * @param encounters those that took place
 */
export function draftRecords(
  byType: UniqueResources['byType'],
  encounters: readonly JsonObject[],
  context: FoldContext,
  mayTell: MayTell,
): readonly Draft[] {
  const drafts: Draft[] = [];
  draftEncounters(encounters, context, mayTell, drafts);
  for (const { resource, wordsOf, place } of KINDS) {
    for (const [key, owner] of byType.get(resource) ?? []) {
      const words = wordsOf(owner);
      if (words === undefined || !mayTell(words) || !isPatient(owner['subject'], context)) continue;
      const found = place(owner, key, context);
      if (found.kind === 'placed')
        drafts.push({ resource, key, owner, when: found.when, encounter: found.encounter, words });
      else if (!isCoded(owner, context)) drop(context, found.reason);
    }
  }
  return drafts;
}
