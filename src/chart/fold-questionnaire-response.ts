import { primaryLanguage } from '../model/language.js';
import type { Fact } from '../model/fact.js';
import { parseInterval } from '../model/interval.js';
import { listOf, MAX_DEPTH, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { drop, encounterIdOf, isFuture } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { readValue } from './fold-observation.js';

const FINISHED = new Set(['completed', 'amended']);

type VisitAnswer = (linkId: string | undefined, text: string | undefined, answer: unknown) => void;

function readItems(items: unknown, depth: number, visit: VisitAnswer): void {
  if (depth > MAX_DEPTH) return;
  for (const item of listOf(items)) {
    const linkId = textOf(member(item, 'linkId'));
    for (const answer of listOf(member(item, 'answer'))) {
      visit(linkId, textOf(member(item, 'text')), answer);
      readItems(member(answer, 'item'), depth + 1, visit);
    }
    readItems(member(item, 'item'), depth + 1, visit);
  }
}

function factOf(resource: JsonObject, when: Fact['when'], context: FoldContext): Fact {
  return {
    resource: 'QuestionnaireResponse',
    id: textOf(resource['id']),
    when,
    encounter: encounterIdOf(resource['encounter'], context),
    active: false,
    standing: false,
    status: undefined,
    value: undefined,
  };
}

/**
 * Folds the answers that content asks for out of one QuestionnaireResponse
 * (https://hl7.org/fhir/R4/questionnaireresponse.html). An unanswered item is nothing; a draft is not read. A question of a
 * questionnaire that content does not know is read as a statement where it was answered with yes, and only there.
 */
export function foldQuestionnaireResponse(resource: JsonObject, context: FoldContext): void {
  if (!FINISHED.has(textOf(resource['status']) ?? '')) return drop(context, 'not-finished');
  const when = parseInterval(resource['authored']);
  if (isFuture(when, context.at)) return drop(context, 'future');
  const { content } = context;
  const fact = factOf(resource, when, context);
  const questionnaire = textOf(resource['questionnaire'])?.split('|')[0];
  const isKnown = questionnaire !== undefined && content.questionnaires.has(questionnaire);
  readItems(resource['item'], 0, (linkId, text, answer) => {
    if (linkId !== undefined && content.cuesByLinkId.has(linkId)) {
      const known = context.answers.get(linkId) ?? [];
      known.push({ questionnaire, fact, value: readValue(answer, context) });
      context.answers.set(linkId, known);
    } else if (!isKnown && text !== undefined && isYes(answer, context)) {
      const language = primaryLanguage(resource['language']);
      const { id, encounter } = fact;
      const of = { resource: fact.resource, id, when, encounter, language };
      context.affirmed.push({ text, isAffirmed: true, ...of });
    }
  });
}

function isYes(answer: unknown, context: FoldContext): boolean {
  const { boolean, sets } = readValue(answer, context);
  return boolean === true || sets.includes(context.content.settings.interpreterYes);
}
