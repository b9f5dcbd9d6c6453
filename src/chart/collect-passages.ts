import { textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { draftDocuments } from './draft-documents.js';
import type { Draft } from './draft.js';
import { draftRecords } from './draft-records.js';
import type { MayTell } from './draft-records.js';
import { drop } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { languageOf } from './language-of.js';
import { newestFirst } from './newest-first.js';
import type { Passage } from './passage.js';
import type { DocumentText, Unread } from './read-attachments.js';
import { TextBudget } from './text-budget.js';
import type { UniqueResources } from './unique-resources.js';

/** The patient's free text, and how much of it there is that was not read. */
export interface CollectedPassages {
  /** newest first, undated last */
  readonly passages: readonly Passage[];
  /** UTF-16 units of all of them */
  readonly characters: number;
  /** texts that were not read, or not in full; `dropped` counts them by reason */
  readonly leftOut: number;
  /** why not all text could be read; undefined where all was */
  readonly incomplete: Unread | 'text-budget' | undefined;
}

const NOTHING: CollectedPassages = Object.freeze({
  passages: Object.freeze([]),
  characters: 0,
  leftOut: 0,
  incomplete: undefined,
});

function passageOf({ owner, resource, when, encounter }: Draft, text: string, language: unknown): Passage {
  return {
    resource,
    id: textOf(owner['id']),
    when,
    encounter,
    language: languageOf(language) ?? languageOf(owner['language']),
    text,
  };
}

function readDraft({ words }: Draft, budget: TextBudget): DocumentText {
  if (typeof words !== 'string') return words(budget);
  return { text: budget.takeText(words, true), language: undefined, unread: undefined };
}

function readDrafts(
  drafts: readonly Draft[],
  context: Pick<FoldContext, 'dropped'>,
): Omit<CollectedPassages, 'characters'> {
  const budget = new TextBudget();
  const passages: Passage[] = [];
  const incomplete = new Set<Unread | 'text-budget'>();
  let leftOut = 0;
  const leave = (reason: Unread | 'text-budget'): void => {
    leftOut += 1;
    incomplete.add(reason);
    drop(context, reason);
  };
  for (const draft of drafts) {
    if (budget.isSpent) {
      leave('text-budget');
      continue;
    }
    const { text, language, unread } = readDraft(draft, budget);
    if (/\S/.test(text)) passages.push(passageOf(draft, text, language));
    if (budget.isSpent) leave('text-budget');
    else if (unread !== undefined) leave(unread);
  }
  const [first] = incomplete;
  return { passages, leftOut, incomplete: incomplete.has('text-budget') ? 'text-budget' : first };
}

/**
 * Collects what the patient's own resources say in free text: notes and other documents, reasons for encounters,
 * conditions and observations. At most {@link TextBudget} of it, newest first; what is not read is counted.
 *
 * @param byType the resources, each once
 * @param encounters the patient's encounters that took place
 * @param mayTell whether words of a coded record could be of use; undefined where no cue reads any. Documents
 *   are read without asking
 */
export function collectPassages(
  byType: UniqueResources['byType'],
  encounters: readonly JsonObject[],
  context: FoldContext,
  mayTell: MayTell | undefined,
): CollectedPassages {
  const records = mayTell === undefined ? [] : draftRecords(byType, encounters, context, mayTell);
  const drafts = [...draftDocuments(byType, context), ...records];
  if (drafts.length === 0) return NOTHING;
  const read = readDrafts(drafts.toSorted(newestFirst), context);
  const characters = read.passages.reduce((sum, { text }) => sum + text.length, 0);
  return { characters, ...read };
}
