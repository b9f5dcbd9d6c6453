import { HavenError } from '../../model/haven-error.js';
import { isJsonObject, listOf, member, textOf } from '../../model/json-value.js';
import type { JsonObject } from '../../model/json-value.js';
import { fhirService } from './fhir-service.js';
import type { Resolve } from './fhir-service.js';
import { takeServices } from './imported.js';
import type { Imported, Written } from './imported.js';
import { itemLines } from './item-lines.js';
import type { Mapping } from './mapping.js';

/** References within a Bundle: by full URL, by type and id, or to what a resource contains. */
function resolver(entries: readonly unknown[]): (within: JsonObject) => Resolve {
  const known = new Map<string, JsonObject>();
  for (const entry of entries) {
    const resource = member(entry, 'resource');
    if (!isJsonObject(resource)) continue;
    const fullUrl = textOf(member(entry, 'fullUrl'));
    if (fullUrl !== undefined) known.set(fullUrl, resource);
    known.set(`${String(resource['resourceType'])}/${String(resource['id'])}`, resource);
  }
  return (within) => (reference) => {
    const to = textOf(member(reference, 'reference'));
    if (to === undefined) return undefined;
    if (to.startsWith('#'))
      return listOf(within['contained'])
        .filter(isJsonObject)
        .find(({ id }) => `#${String(id)}` === to);
    return known.get(to) ?? known.get(to.split('/').slice(-2).join('/'));
  };
}

/**
 * Services of a FHIR R4 Bundle: HealthcareService with the Organizations and Locations that it refers to.
 *
 * @throws HavenError `invalid-request` where it is no Bundle
 */
export function importFhir(
  { file, text, value }: { readonly file: string; readonly text: string; readonly value: unknown },
  mapping: Mapping,
  taken: ReadonlySet<string>,
): Imported {
  if (member(value, 'resourceType') !== 'Bundle')
    throw new HavenError('invalid-request', `${file} is no Bundle`);
  const entries = listOf(member(value, 'entry'));
  const within = resolver(entries);
  const lines = itemLines(text, 'entry');
  const written = entries.flatMap((entry, number): readonly Written[] => {
    const resource = member(entry, 'resource');
    const line = lines[number] ?? 1;
    if (!isJsonObject(resource)) return [{ file, line, value: {}, faults: ['an entry without a resource'] }];
    if (resource['resourceType'] !== 'HealthcareService') return [];
    return [{ file, line, value: fhirService(resource, within(resource), mapping), faults: [] }];
  });
  return takeServices(written, mapping.defaults, taken);
}
