import { canonicalSystem, ICD_10_CM, plainIcd } from '../model/code-system.js';
import type { CodeIndex } from '../model/content.js';
import { listOf, member } from '../model/json-value.js';

const NONE: readonly number[] = Object.freeze([]);

function setsOfIcd(code: string, index: CodeIndex): readonly number[] {
  const plain = plainIcd(code);
  let found: number[] | undefined;
  const longest = Math.min(plain.length, index.longestPrefix);
  for (let length = 1; length <= longest; length += 1) {
    for (const entry of index.prefixes.get(plain.slice(0, length)) ?? []) {
      if (entry.excludes?.(plain) === true) continue;
      (found ??= []).push(entry.set);
    }
  }
  return found ?? NONE;
}

function setsOfCoding(coding: unknown, index: CodeIndex): readonly number[] {
  const system = member(coding, 'system');
  const code = member(coding, 'code');
  if (typeof system !== 'string' || typeof code !== 'string') return NONE;
  const canonical = canonicalSystem(system);
  const byPrefix = canonical === ICD_10_CM ? setsOfIcd(code, index) : NONE;
  const exact = index.exact.get(canonical)?.get(code);
  if (exact === undefined) return byPrefix;
  return byPrefix.length === 0 ? exact : [...byPrefix, ...exact];
}

/**
 * The value sets that a Coding, a CodeableConcept or a list of either belongs to, each once.
 * A code given only as text belongs to none.
 *
 * @param value what the element holds, whatever it is
 */
export function setsOf(value: unknown, index: CodeIndex): readonly number[] {
  const codings = Array.isArray(value) ? value : [value];
  let found: readonly number[] = NONE;
  for (const item of codings) {
    const inner = member(item, 'coding');
    const sets = inner === undefined ? setsOfCoding(item, index) : setsOf(listOf(inner), index);
    if (sets.length > 0) found = found.length === 0 ? sets : [...new Set([...found, ...sets])];
  }
  return found;
}

/** One comparable text per coding, for telling similar complaints: ICD-10-CM by its three-character category. */
export function complaintKeys(value: unknown): readonly string[] {
  return listOf(value).flatMap((concept) =>
    listOf(member(concept, 'coding')).flatMap((coding) => {
      const system = member(coding, 'system');
      const code = member(coding, 'code');
      if (typeof system !== 'string' || typeof code !== 'string') return [];
      const canonical = canonicalSystem(system);
      return [`${canonical}|${canonical === ICD_10_CM ? plainIcd(code).slice(0, 3) : code}`];
    }),
  );
}
