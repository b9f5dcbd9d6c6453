import type { Age } from '../model/chart.js';
import { parseInterval } from '../model/interval.js';
import { listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { CodeIndex } from '../model/content.js';
import type { Registration } from '../model/site.js';
import { setsOf } from './sets-of.js';

/** https://hl7.org/fhir/us/core/StructureDefinition-us-core-interpreter-needed.html */
const INTERPRETER_NEEDED = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed';

function completedYears(birth: number, at: number): number {
  const [from, to] = [new Date(birth), new Date(at)];
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  const months = to.getUTCMonth() - from.getUTCMonth();
  const reached = months > 0 || (months === 0 && to.getUTCDate() >= from.getUTCDate());
  return reached ? years : years - 1;
}

/** Completed years of age at a moment; undefined without a usable birth date, or with one after it. */
export function readAge(patient: JsonObject, at: number): Age | undefined {
  const birth = parseInterval(patient['birthDate']);
  if (birth === undefined || birth.earliest > at) return undefined;
  return { from: Math.max(0, completedYears(birth.latest, at)), to: completedYears(birth.earliest, at) };
}

/** True where the record says that the patient has died. */
export function isDeceased(patient: JsonObject): boolean {
  return patient['deceasedBoolean'] === true || typeof patient['deceasedDateTime'] === 'string';
}

function hasIdentity(patient: JsonObject, systems: readonly string[]): boolean {
  return listOf(patient['identifier']).some((identifier) => {
    const system = member(identifier, 'system');
    return (
      typeof system === 'string' &&
      systems.includes(system) &&
      textOf(member(identifier, 'value')) !== undefined
    );
  });
}

/**
 * Whether the patient was registered without identification, by the site's rule (HTC-15): an anonymous or agreed name, or
 * no identity document. It says nothing about whether there is one.
 */
export function readUnidentified(
  patient: JsonObject,
  { unknownNames, identitySystems }: Registration,
): boolean | undefined {
  if (unknownNames.length + identitySystems.length === 0) return undefined;
  const known = new Set(unknownNames.map((name) => name.toLowerCase()));
  const isUnnamed = listOf(patient['name']).some(
    (name) =>
      member(name, 'use') === 'anonymous' || known.has((textOf(member(name, 'family')) ?? '').toLowerCase()),
  );
  return isUnnamed || (identitySystems.length > 0 && !hasIdentity(patient, identitySystems));
}

/**
 * Whether an interpreter is recorded as needed, on the Patient or the Encounter; undefined where nothing is said.
 *
 * @param yes number of the value set of the answers that mean yes
 */
export function readInterpreterNeeded(
  resources: readonly JsonObject[],
  yes: number,
  index: CodeIndex,
): boolean | undefined {
  for (const resource of resources) {
    const extension = listOf(resource['extension']).find(
      (entry) => member(entry, 'url') === INTERPRETER_NEEDED,
    );
    if (extension === undefined) continue;
    if (member(extension, 'valueBoolean') !== undefined) return member(extension, 'valueBoolean') === true;
    const value = member(extension, 'valueCoding') ?? member(extension, 'valueCodeableConcept');
    return setsOf(value, index).includes(yes);
  }
  return undefined;
}
