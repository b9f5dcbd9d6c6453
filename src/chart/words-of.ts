import { listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';

/** Adds a text on a line of its own. */
function withLine(words: string | undefined, line: unknown): string | undefined {
  const text = textOf(line);
  if (text === undefined) return words;
  return words === undefined ? text : `${words}\n${text}`;
}

/** Adds the `text` of each CodeableConcept or Annotation of a list (https://hl7.org/fhir/R4/datatypes.html#Annotation). */
function withTexts(words: string | undefined, list: unknown): string | undefined {
  if (list === undefined) return words;
  let all = words;
  for (const item of listOf(list)) all = withLine(all, member(item, 'text'));
  return all;
}

/** Why the patient came, in words. */
export function encounterWords({ reasonCode }: JsonObject): string | undefined {
  let words: string | undefined;
  for (const reason of listOf(reasonCode)) words = withLine(words, ownText(reason));
  return words;
}

/** What a concept is called, where that says more than the codes beside it do. */
function ownText(concept: unknown): string | undefined {
  const text = textOf(member(concept, 'text'));
  if (text === undefined) return undefined;
  const isRepeated = listOf(member(concept, 'coding')).some((coding) => member(coding, 'display') === text);
  return isRepeated ? undefined : text;
}

/** What a Condition is called, and what was noted on it. */
export function conditionWords({ code, note }: JsonObject): string | undefined {
  return withTexts(ownText(code), note);
}

/** What was observed, in words, and what was noted on it. */
export function observationWords({ valueString, component, note }: JsonObject): string | undefined {
  let words = textOf(valueString);
  for (const part of listOf(component)) words = withLine(words, member(part, 'valueString'));
  return withTexts(words, note);
}

/** What was thought (https://hl7.org/fhir/R4/clinicalimpression.html). */
export function impressionWords({ summary, description, note }: JsonObject): string | undefined {
  return withTexts(withLine(textOf(summary), description), note);
}
