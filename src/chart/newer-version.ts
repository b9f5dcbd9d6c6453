import { parseInterval } from '../model/interval.js';
import { canonicalJson, MAX_DEPTH, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';

function updated(resource: JsonObject): number {
  return parseInterval(member(resource['meta'], 'lastUpdated'))?.earliest ?? Number.NEGATIVE_INFINITY;
}

/** Version ids are opaque; those that are numbers rank above the others, and among themselves as numbers. */
function compareVersions(one: JsonObject, other: JsonObject): number {
  const [a, b] = [versionOf(one), versionOf(other)];
  const [isNumber, isOtherNumber] = [/^\d{1,15}$/.test(a), /^\d{1,15}$/.test(b)];
  if (isNumber !== isOtherNumber) return isNumber ? 1 : -1;
  if (isNumber && Number(a) !== Number(b)) return Number(a) - Number(b);
  return a < b ? -1 : Number(a > b);
}

function versionOf(resource: JsonObject): string {
  return textOf(member(resource['meta'], 'versionId')) ?? '';
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

/** Canonical texts of resources with copies: one with many copies is written out once. */
const TEXTS = new WeakMap<JsonObject, string>();

function textOfResource(resource: JsonObject): string {
  const text = TEXTS.get(resource) ?? canonicalJson(resource);
  TEXTS.set(resource, text);
  return text;
}

/** The one of two versions that the chart keeps (decision 1): a total order, so that neither order nor copies matter. */
export function newerVersion(one: JsonObject, other: JsonObject): JsonObject {
  const [atOne, atOther] = [updated(one), updated(other)];
  if (atOne !== atOther) return atOne > atOther ? one : other;
  const byVersion = compareVersions(one, other);
  if (byVersion !== 0) return byVersion > 0 ? one : other;
  // The current encounter comes under two keys: as a rule the two copies are alike.
  if (isSame(one, other, 0)) return one;
  return textOfResource(one) >= textOfResource(other) ? one : other;
}
