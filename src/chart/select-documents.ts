import { parseInterval } from '../model/interval.js';
import type { Interval } from '../model/interval.js';
import { listOf, member } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { Content } from '../model/content.js';
import { attachmentsOf } from './document-attachments.js';
import type { Attachment } from './document-attachments.js';
import { drop, encounterIdOf, idOfReference, isFuture, isPatient } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { newestFirst } from './newest-first.js';
import { setsOf } from './sets-of.js';

/** What decides which documents are read. */
export type DocumentContext = Pick<FoldContext, 'at' | 'patientKey' | 'aliases' | 'dropped'> & {
  readonly content: Pick<Content, 'index' | 'settings'>;
};

/** A document that is read. */
export interface SelectedDocument {
  readonly resource: 'DocumentReference';
  readonly key: string;
  readonly document: JsonObject;
  readonly when: Interval | undefined;
  readonly encounter: string | undefined;
  readonly attachments: readonly Attachment[];
}

/** Ids of what other documents of the patient replace; a document that does not stand replaces nothing. */
export function replacedIds(
  type: string,
  documents: ReadonlyMap<string, JsonObject>,
  context: Pick<FoldContext, 'patientKey' | 'aliases'>,
): ReadonlySet<string> {
  const replaced = new Set<string>();
  for (const [key, document] of documents) {
    if (document['relatesTo'] === undefined) continue;
    if (!stands(document) || !isPatient(document['subject'], context)) continue;
    for (const relation of listOf(document['relatesTo'])) {
      if (member(relation, 'code') !== 'replaces') continue;
      const target = member(relation, 'target') ?? member(relation, 'targetReference');
      const id = idOfReference(type, target, context);
      if (id !== undefined && id !== key) replaced.add(id);
    }
  }
  return replaced;
}

/** False for what the record itself takes back. */
function stands(document: JsonObject): boolean {
  return document['status'] !== 'entered-in-error' && document['docStatus'] !== 'entered-in-error';
}

function isNote(document: JsonObject, { index, settings }: DocumentContext['content']): boolean {
  return setsOf(document['type'], index).some((set) => settings.notes.includes(set));
}

/** When the care was that it tells of, or else when it was written. */
function whenOf(document: JsonObject, attachments: readonly Attachment[]): Interval | undefined {
  const written = parseInterval(document['date']);
  const period = member(document['context'], 'period');
  const care = parseInterval(member(period, 'start')) ?? written;
  if (care !== undefined) return care;
  return attachments.map(({ creation }) => parseInterval(creation)).find((when) => when !== undefined);
}

function whyNot(
  document: JsonObject,
  isReplaced: boolean,
  when: Interval | undefined,
  context: DocumentContext,
): string | undefined {
  if (!isPatient(document['subject'], context)) return 'not-this-patient';
  if (document['status'] !== 'current' || !stands(document)) return 'not-current';
  if (isReplaced) return 'replaced';
  if (!isNote(document, context.content)) return 'not-a-note';
  return isFuture(when, context.at) ? 'future' : undefined;
}

/**
 * The patient's notes, newest first (https://hl7.org/fhir/R4/documentreference.html): current, not replaced, of a type
 * that the content reads. What is left out is counted.
 *
 * @param documents by id, or by content where there is none
 */
export function selectDocuments(
  documents: ReadonlyMap<string, JsonObject>,
  context: DocumentContext,
): readonly SelectedDocument[] {
  const replaced = replacedIds('DocumentReference', documents, context);
  const selected: SelectedDocument[] = [];
  for (const [key, document] of documents) {
    const attachments = attachmentsOf(document);
    const when = whenOf(document, attachments);
    const reason = whyNot(document, replaced.has(key), when, context);
    if (reason === undefined) {
      const encounter = encounterIdOf(listOf(member(document['context'], 'encounter'))[0], context);
      selected.push({ resource: 'DocumentReference', key, document, when, encounter, attachments });
    } else drop(context, reason);
  }
  return selected.toSorted(newestFirst);
}
