import { canonicalJson } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { newerVersion } from './newer-version.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';

/** A chart's resources, each once. */
export interface UniqueResources {
  /** by type, then by id, or by content where there is none */
  readonly byType: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>;
  /** versions that another one of the same resource was taken instead of */
  readonly copies: readonly JsonObject[];
  /** bundle names (`urn:uuid:…`) to `Type/id` */
  readonly aliases: ReadonlyMap<string, string>;
}

const URN_UUID = 'urn:uuid:';

/** The resource with an id: its own, or what its bundle calls it. */
function named(resource: JsonObject, fullUrl: string | undefined): JsonObject {
  const id = resource['id'];
  if (typeof id === 'string' && id !== '') return resource;
  return fullUrl?.startsWith(URN_UUID) === true
    ? Object.assign({}, resource, { id: fullUrl.slice(URN_UUID.length) })
    : resource;
}

/** The resource's id, or its content where it has none. */
function keyOf(resource: JsonObject): string {
  const id = resource['id'];
  return typeof id === 'string' && id !== '' ? id : ` ${canonicalJson(resource)}`;
}

/** Of two targets of one bundle name the one that sorts first, so that the order does not matter. */
function addAlias(aliases: Map<string, string>, fullUrl: string, target: string): void {
  const known = aliases.get(fullUrl);
  if (known === undefined || target < known) aliases.set(fullUrl, target);
}

/** Reads a chart as a set: one resource per type and id, whatever the order or the number of copies (decision 1). */
export function uniqueResources(received: Iterable<ReceivedResource>): UniqueResources {
  const byType = new Map<string, Map<string, JsonObject>>();
  const aliases = new Map<string, string>();
  const copies: JsonObject[] = [];
  for (const { resource: given, fullUrl } of received) {
    const resource = named(given, fullUrl);
    const type = resource['resourceType'];
    if (typeof type !== 'string') continue;
    const key = keyOf(resource);
    if (fullUrl?.startsWith('urn:') === true) addAlias(aliases, fullUrl, `${type}/${key}`);
    let known = byType.get(type);
    if (known === undefined) byType.set(type, (known = new Map<string, JsonObject>()));
    const earlier = known.get(key);
    if (earlier === undefined) known.set(key, resource);
    else if (earlier !== resource) {
      const newer = newerVersion(earlier, resource);
      copies.push(newer === resource ? earlier : resource);
      known.set(key, newer);
    }
  }
  return { byType, copies, aliases };
}
