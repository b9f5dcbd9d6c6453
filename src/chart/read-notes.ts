import type { Chart } from '../model/chart.js';
import type { JsonObject } from '../model/json-value.js';
import { readerOf } from '../text/reader-of.js';
import { collectPassages } from './collect-passages.js';
import { drop } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { isReadable, readPassages } from './read-passages.js';
import type { UniqueResources } from './unique-resources.js';

/** What the free text of a record states, and why not all of it was read. */
export interface ReadNotes extends Pick<Chart, 'notes' | 'passagesRead'> {
  /** undefined where everything was read */
  readonly incomplete: string | undefined;
}

/**
 * Reads the free text of a record: documents, what coded records say in words, and questions that were answered with yes.
 * The text is let go here; what goes on holds no words of it. A text in a language that no phrase is written in was not
 * read (invariant 1).
 *
 * @param encounters those that took place
 */
export function readNotes(
  byType: UniqueResources['byType'],
  encounters: readonly JsonObject[],
  context: FoldContext,
): ReadNotes {
  const reader = readerOf(context.content.phrases);
  const read = collectPassages(byType, encounters, context, (words) => reader.mentions(words));
  const foreign = read.passages.filter((passage) => !isReadable(passage)).length;
  for (let number = 0; number < foreign; number += 1) drop(context, 'language');
  const { passages, characters, leftOut } = read;
  return {
    notes: readPassages([...passages, ...context.affirmed], reader),
    passagesRead: { count: passages.length - foreign, characters, leftOut: leftOut + foreign },
    incomplete: read.incomplete ?? (foreign > 0 ? 'language' : undefined),
  };
}
