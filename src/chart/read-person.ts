import type { Person } from '../model/chart.js';
import { listOf, member } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { primaryLanguage } from '../model/language.js';

const GENDERS: ReadonlyMap<unknown, Person['gender']> = new Map([
  ['female', 'woman'],
  ['male', 'man'],
]);

/** The language that is marked as preferred; without a mark, the only one. */
function languageOf(patient: JsonObject): string | undefined {
  const spoken = listOf(patient['communication']);
  const chosen =
    spoken.find((one) => member(one, 'preferred') === true) ?? (spoken.length === 1 ? spoken[0] : undefined);
  const codes = listOf(member(member(chosen, 'language'), 'coding'));
  return codes.map((coding) => primaryLanguage(member(coding, 'code'))).find((code) => code !== undefined);
}

/** What local services may ask of a person (https://hl7.org/fhir/R4/patient.html): for finding one, and for nothing else. */
export function readPerson(patient: JsonObject): Person {
  return { gender: GENDERS.get(patient['gender']), language: languageOf(patient) };
}
