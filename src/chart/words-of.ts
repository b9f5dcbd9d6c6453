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
  return withTexts(undefined, reasonCode);
}

/** What a Condition is called, and what was noted on it. */
export function conditionWords({ code, note }: JsonObject): string | undefined {
  return withTexts(textOf(member(code, 'text')), note);
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
