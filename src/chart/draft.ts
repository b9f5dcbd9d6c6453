import type { Interval } from '../model/interval.js';
import type { JsonObject } from '../model/json-value.js';
import type { EvidenceResource } from '../model/source.js';
import type { DocumentText } from './read-attachments.js';
import type { TextBudget } from './text-budget.js';

/** A passage before its words are read. */
export interface Draft {
  readonly resource: EvidenceResource;
  /** id, or content where there is none */
  readonly key: string;
  readonly owner: JsonObject;
  readonly when: Interval | undefined;
  readonly encounter: string | undefined;
  /** the words, or how to come by them: nothing is decoded before its turn has come */
  readonly words: string | ((budget: TextBudget) => DocumentText);
}
