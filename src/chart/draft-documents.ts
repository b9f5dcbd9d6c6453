import { parseInterval } from '../model/interval.js';
import { member } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { compositionText } from './composition-text.js';
import type { Draft } from './draft.js';
import { drop, encounterIdOf, isFuture, isPatient } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { readAttachments } from './read-attachments.js';
import { replacedIds, selectDocuments } from './select-documents.js';
import type { TextBudget } from './text-budget.js';
import type { UniqueResources } from './unique-resources.js';
import { impressionWords } from './words-of.js';

type ByType = UniqueResources['byType'];

/** When an impression was formed (https://hl7.org/fhir/R4/clinicalimpression.html). */
function whenFormed(impression: JsonObject): Draft['when'] {
  return (
    parseInterval(impression['effectiveDateTime']) ??
    parseInterval(member(impression['effectivePeriod'], 'start')) ??
    parseInterval(impression['date'])
  );
}

function whyNot(
  document: JsonObject,
  when: Draft['when'],
  isReplaced: boolean,
  context: FoldContext,
): string | undefined {
  if (!isPatient(document['subject'], context)) return 'not-this-patient';
  if (document['status'] === 'entered-in-error') return 'not-current';
  if (isReplaced) return 'replaced';
  return isFuture(when, context.at) ? 'future' : undefined;
}

interface Kind {
  readonly resource: 'ClinicalImpression' | 'Composition';
  readonly whenOf: (document: JsonObject) => Draft['when'];
  readonly textOf: (document: JsonObject, budget: TextBudget) => string;
}

const IMPRESSION: Kind = {
  resource: 'ClinicalImpression',
  whenOf: whenFormed,
  textOf: (impression, budget) => budget.takeText(impressionWords(impression) ?? '', true),
};
const COMPOSITION: Kind = {
  resource: 'Composition',
  whenOf: (composition) => parseInterval(composition['date']),
  textOf: (composition, budget) => {
    const text = compositionText(composition, budget);
    return budget.takeText(text, !budget.isSpent);
  },
};

function draftKind(kind: Kind, byType: ByType, context: FoldContext): readonly Draft[] {
  const drafts: Draft[] = [];
  const documents = byType.get(kind.resource);
  if (documents === undefined) return drafts;
  const replaced = replacedIds(kind.resource, documents, context);
  for (const [key, owner] of documents) {
    const when = kind.whenOf(owner);
    const reason = whyNot(owner, when, replaced.has(key), context);
    if (reason === undefined) {
      drafts.push({
        resource: kind.resource,
        key,
        owner,
        when,
        encounter: encounterIdOf(owner['encounter'], context),
        words: (budget) => ({ text: kind.textOf(owner, budget), language: undefined, unread: undefined }),
      });
    } else drop(context, reason);
  }
  return drafts;
}

/** Everything of the patient's documents that may be read; what may not is counted. */
export function draftDocuments(byType: ByType, context: FoldContext): readonly Draft[] {
  const references = byType.get('DocumentReference');
  const selected = references === undefined ? [] : selectDocuments(references, context);
  return [
    ...selected.map(({ resource, key, document, when, encounter, attachments }): Draft => ({
      resource,
      key,
      owner: document,
      when,
      encounter,
      words: (budget) => readAttachments(attachments, budget),
    })),
    ...draftKind(IMPRESSION, byType, context),
    ...draftKind(COMPOSITION, byType, context),
  ];
}
