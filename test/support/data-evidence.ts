import type { Clause } from '../../src/model/clause.js';
import type { Content } from '../../src/model/content.js';
import { setsOfEncounter } from '../../src/chart/fold-encounters.js';
import { setsOf } from '../../src/chart/sets-of.js';
import { listOf, member } from '../../src/model/json-value.js';
import type { JsonObject } from '../../src/model/json-value.js';

/** Every value set that a statement looks at, the ones it must not meet included. */
function allSets(clause: Clause): readonly number[] {
  switch (clause.kind) {
    case 'code':
      return [clause.set, ...clause.unlessWith, ...clause.onlyWith];
    case 'together':
      return clause.sets;
    case 'observation':
      return [clause.set];
    case 'all':
    case 'any':
      return clause.of.flatMap(allSets);
    case 'note':
    case 'answer':
    case 'providers':
    case 'age':
    case 'unidentified':
    case 'unconfigured':
      return [];
  }
}

/** Value sets whose presence can silence a statement, or that count by absence or as documented history. */
function silencing(clause: Clause): readonly number[] {
  if (clause.kind === 'all' || clause.kind === 'any') return clause.of.flatMap(silencing);
  if (clause.kind !== 'code') return [];
  const isHistory = clause.within.kind === 'not-in-last' || clause.active === 'inactive';
  return isHistory ? [clause.set, ...clause.unlessWith] : clause.unlessWith;
}

/** Value sets of evidence that is not purely supporting (decision 13). */
export function notSupporting(content: Content): ReadonlySet<number> {
  const found = content.cues.flatMap((cue) => [
    ...cue.unless.flatMap(({ clause }) => allSets(clause)),
    ...silencing(cue.when),
    ...(cue.rule === 'supportive' ? allSets(cue.when) : []),
  ]);
  return new Set(found);
}

/** The value sets that a resource's own codes belong to. */
function setsOfResource(resource: JsonObject, content: Content): readonly number[] {
  if (resource['resourceType'] === 'Encounter') return setsOfEncounter(resource, content);
  const parts = [resource, ...listOf(resource['component'])];
  return parts.flatMap((part) => setsOf(member(part, 'code'), content.index));
}

/** True where a resource is only ever a reason to speak: no exclusion, absence or history rule matches it. */
export function isSupporting(
  resource: JsonObject,
  content: Content,
  silencers: ReadonlySet<number>,
): boolean {
  return setsOfResource(resource, content).every((set) => !silencers.has(set));
}

/** Every coding anywhere in a value that belongs to a value set, found without the chart's own reading. */
export function codesInside(value: unknown, content: Content): readonly number[] {
  if (Array.isArray(value)) return value.flatMap((item) => codesInside(item, content));
  if (typeof value !== 'object' || value === null) return [];
  const own = setsOf(value, content.index);
  return [...own, ...Object.values(value).flatMap((inner) => codesInside(inner, content))];
}
