import { HavenError } from '../../model/haven-error.js';
import { isJsonObject, listOf } from '../../model/json-value.js';
import type { JsonObject } from '../../model/json-value.js';
import { hsdsService } from './hsds-service.js';
import { hsdsTables } from './hsds-tables.js';
import type { HsdsTable, TabularService } from './hsds-tables.js';
import { takeServices } from './imported.js';
import type { Imported, Written } from './imported.js';
import { itemLines } from './item-lines.js';
import type { Mapping } from './mapping.js';

/** The list that a nested HSDS file holds: the file itself, a page of the API, or services below one name. */
function listIn(value: unknown): { readonly items: readonly unknown[]; readonly member: string | undefined } {
  if (Array.isArray(value)) return { items: value as readonly unknown[], member: undefined };
  if (!isJsonObject(value)) throw new HavenError('invalid-request', 'not HSDS: neither a list nor an object');
  const name = ['contents', 'services'].find((known) => Array.isArray(value[known]));
  if (name !== undefined) return { items: listOf(value[name]), member: name };
  if ('name' in value) return { items: [value], member: '' };
  throw new HavenError('invalid-request', 'not HSDS: no list of services, `contents` or `services`');
}

/** A service, or the services of an organization that nests them. */
function servicesOf(
  item: unknown,
): readonly { readonly service: JsonObject; readonly organization: unknown }[] {
  if (!isJsonObject(item)) return [];
  const nested = listOf(item['services']).filter(isJsonObject);
  if (nested.length === 0) return [{ service: item, organization: undefined }];
  return nested.map((service) => ({ service, organization: item }));
}

/**
 * Services of HSDS 3.0 JSON as its API nests them.
 *
 * @throws HavenError `invalid-request` where it is no list of services
 */
export function importHsdsJson(
  { file, text, value }: { readonly file: string; readonly text: string; readonly value: unknown },
  mapping: Mapping,
  taken: ReadonlySet<string>,
): Imported {
  const { items, member } = listIn(value);
  const lines = member === '' ? [] : itemLines(text, member);
  const written = items.flatMap((item, number): readonly Written[] => {
    const line = lines[number] ?? 1;
    if (!isJsonObject(item)) return [{ file, line, value: {}, faults: ['not an object'] }];
    return servicesOf(item).map(({ service, organization }) => ({
      file,
      line,
      value: hsdsService(service, organization, mapping),
      faults: [],
    }));
  });
  return takeServices(written, mapping.defaults, taken);
}

/** One after another: what was checked is let go before the next is put together. */
function* writtenIn(services: Iterable<TabularService>, mapping: Mapping): Generator<Written> {
  for (const { file, line, service } of services)
    yield { file, line, value: hsdsService(service, undefined, mapping), faults: [] };
}

/** Services of an HSDS 3.0 tabular data package. */
export function importHsdsTables(
  tables: readonly HsdsTable[],
  mapping: Mapping,
  taken: ReadonlySet<string>,
): Imported {
  const { services, refusals } = hsdsTables(tables);
  const imported = takeServices(writtenIn(services, mapping), mapping.defaults, taken);
  return { services: imported.services, refusals: [...refusals, ...imported.refusals] };
}
