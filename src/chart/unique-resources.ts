import { parseInterval } from '../model/interval.js';
import { canonicalJson, MAX_DEPTH, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';

/** A chart's resources, each once. */
export interface UniqueResources {
  /** by type, then by id, or by content where there is none */
  readonly byType: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>;
  /** bundle names (`urn:uuid:…`) to `Type/id` */
  readonly aliases: ReadonlyMap<string, string>;
}

function updated(resource: JsonObject): number {
  return parseInterval(member(resource['meta'], 'lastUpdated'))?.earliest ?? Number.NEGATIVE_INFINITY;
}

/** Version ids are opaque; where both are numbers they are compared as numbers. */
function compareVersions(one: JsonObject, other: JsonObject): number {
  const [a, b] = [one, other].map((resource) => textOf(member(resource['meta'], 'versionId')) ?? '');
  if (a === undefined || b === undefined || a === b) return 0;
  const difference = Number(a) - Number(b);
  if (Number.isFinite(difference) && difference !== 0) return difference;
  return a < b ? -1 : 1;
}

/** True for equal JSON values with their members in the same order; a false is no proof of a difference. */
function isSame(one: unknown, other: unknown, depth: number): boolean {
  if (one === other) return true;
  if (
    typeof one !== 'object' ||
    typeof other !== 'object' ||
    one === null ||
    other === null ||
    depth > MAX_DEPTH
  )
    return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length || Array.isArray(one) !== Array.isArray(other)) return false;
  return names.every(
    (name) =>
      Object.hasOwn(other, name) && isSame(Reflect.get(one, name), Reflect.get(other, name), depth + 1),
  );
}

/** The one of two versions that the chart keeps (decision 1): a total order, so that neither order nor copies matter. */
function newer(one: JsonObject, other: JsonObject): JsonObject {
  const [atOne, atOther] = [updated(one), updated(other)];
  if (atOne !== atOther) return atOne > atOther ? one : other;
  const byVersion = compareVersions(one, other);
  if (byVersion !== 0) return byVersion > 0 ? one : other;
  // The current encounter comes under two keys: as a rule the two copies are alike.
  if (isSame(one, other, 0)) return one;
  return canonicalJson(one) >= canonicalJson(other) ? one : other;
}

const URN_UUID = 'urn:uuid:';

/** The resource with an id: its own, or what its bundle calls it. */
function named(resource: JsonObject, fullUrl: string | undefined): JsonObject {
  const id = resource['id'];
  if (typeof id === 'string' && id !== '') return resource;
  return fullUrl?.startsWith(URN_UUID) === true
    ? { ...resource, id: fullUrl.slice(URN_UUID.length) }
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
  for (const { resource: given, fullUrl } of received) {
    const resource = named(given, fullUrl);
    const type = resource['resourceType'];
    if (typeof type !== 'string') continue;
    const key = keyOf(resource);
    if (fullUrl?.startsWith('urn:') === true) addAlias(aliases, fullUrl, `${type}/${key}`);
    let known = byType.get(type);
    if (known === undefined) byType.set(type, (known = new Map<string, JsonObject>()));
    const earlier = known.get(key);
    known.set(key, earlier === undefined || earlier === resource ? resource : newer(earlier, resource));
  }
  return { byType, aliases };
}
