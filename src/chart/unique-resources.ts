import { parseInterval } from '../model/interval.js';
import { canonicalJson, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';

/** A chart's resources, each once. */
export interface UniqueResources {
  /** resource by `Type/id`, or by content where it has no id */
  readonly byKey: ReadonlyMap<string, JsonObject>;
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

/** The one of two versions that the chart keeps (decision 1): a total order, so that neither order nor copies matter. */
function newer(one: JsonObject, other: JsonObject): JsonObject {
  const [atOne, atOther] = [updated(one), updated(other)];
  if (atOne !== atOther) return atOne > atOther ? one : other;
  const byVersion = compareVersions(one, other);
  if (byVersion !== 0) return byVersion > 0 ? one : other;
  return canonicalJson(one) >= canonicalJson(other) ? one : other;
}

function keyOf(resource: JsonObject, fullUrl: string | undefined): string {
  const type = textOf(resource['resourceType']) ?? '';
  const id =
    textOf(resource['id']) ?? (fullUrl?.startsWith('urn:uuid:') === true ? fullUrl.slice(9) : undefined);
  return id === undefined ? `${type} ${canonicalJson(resource)}` : `${type}/${id}`;
}

/** Reads a chart as a set: one resource per type and id, whatever the order or the number of copies (decision 1). */
export function uniqueResources(received: Iterable<ReceivedResource>): UniqueResources {
  const byKey = new Map<string, JsonObject>();
  const aliases = new Map<string, string>();
  for (const { resource, fullUrl } of received) {
    const key = keyOf(resource, fullUrl);
    if (fullUrl?.startsWith('urn:') === true && !(key >= (aliases.get(fullUrl) ?? '\u{10ffff}')))
      aliases.set(fullUrl, key);
    const earlier = byKey.get(key);
    byKey.set(key, earlier === undefined || earlier === resource ? resource : newer(earlier, resource));
  }
  return { byKey, aliases };
}
