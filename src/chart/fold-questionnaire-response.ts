import type { Fact } from '../model/fact.js';
import { parseInterval } from '../model/interval.js';
import { listOf, MAX_DEPTH, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { drop, encounterIdOf, isFuture } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { readValue } from './fold-observation.js';

const FINISHED = new Set(['completed', 'amended']);

function readItems(items: unknown, depth: number, visit: (linkId: string, answer: unknown) => void): void {
  if (depth > MAX_DEPTH) return;
  for (const item of listOf(items)) {
    const linkId = textOf(member(item, 'linkId'));
    for (const answer of listOf(member(item, 'answer'))) {
      if (linkId !== undefined) visit(linkId, answer);
      readItems(member(answer, 'item'), depth + 1, visit);
    }
    readItems(member(item, 'item'), depth + 1, visit);
  }
}

/**
 * Folds the answers that content asks for out of one QuestionnaireResponse
 * (https://hl7.org/fhir/R4/questionnaireresponse.html). An unanswered item is nothing; a draft is not read.
 */
export function foldQuestionnaireResponse(resource: JsonObject, context: FoldContext): void {
  if (!FINISHED.has(textOf(resource['status']) ?? '')) return drop(context, 'not-finished');
  const when = parseInterval(resource['authored']);
  if (isFuture(when, context.at)) return drop(context, 'future');
  const fact: Fact = {
    resource: 'QuestionnaireResponse',
    id: textOf(resource['id']),
    when,
    encounter: encounterIdOf(resource['encounter'], context),
    active: false,
    standing: false,
    status: undefined,
    value: undefined,
  };
  const questionnaire = textOf(resource['questionnaire'])?.split('|')[0];
  readItems(resource['item'], 0, (linkId, answer) => {
    if (!context.content.cuesByLinkId.has(linkId)) return;
    const known = context.answers.get(linkId) ?? [];
    known.push({ questionnaire, fact, value: readValue(answer, context) });
    context.answers.set(linkId, known);
  });
}
