import {
  canonicalSystem,
  ICD_10_CM,
  isOddlyWritten,
  packedCategory,
  plainIcd,
} from '../model/code-system.js';
import type { CategoryEntry, CodeIndex, PrefixMember } from '../model/content.js';
import { isJsonObject, listOf } from '../model/json-value.js';

const NONE: readonly number[] = Object.freeze([]);

function addMember(member: PrefixMember, code: string, found: number[]): void {
  if (found.includes(member.set) || member.excludes?.(plainIcd(code)) === true) return;
  found.push(member.set);
}

function addCategory(entry: CategoryEntry, code: string, found: number[]): void {
  for (const member of entry.members) addMember(member, code, found);
  if (entry.longer.length === 0) return;
  const plain = plainIcd(code);
  for (const { prefix, member } of entry.longer)
    if (plain.startsWith(prefix)) addMember(member, plain, found);
}

function addIcd(code: string, index: CodeIndex, found: number[]): void {
  const start = isOddlyWritten(code) ? plainIcd(code) : code;
  for (let length = 1; length <= 3 && length <= start.length; length += 1) {
    const entry = index.categories.get(packedCategory(start, length));
    if (entry !== undefined) addCategory(entry, code, found);
  }
}

function addCoding(coding: unknown, index: CodeIndex, found: number[]): void {
  if (!isJsonObject(coding)) return;
  const system = coding['system'];
  const code = coding['code'];
  if (typeof system !== 'string' || typeof code !== 'string') return;
  const canonical = canonicalSystem(system);
  if (canonical === ICD_10_CM) addIcd(code, index, found);
  const exact = index.exact.get(canonical)?.get(code);
  if (exact === undefined) return;
  for (const set of exact) if (!found.includes(set)) found.push(set);
}

/**
 * Adds the value sets that a Coding, a CodeableConcept or a list of either belongs to, each once.
 * A code given only as text belongs to none.
 *
 * @param value what the element holds, whatever it is
 */
export function addSets(value: unknown, index: CodeIndex, found: number[]): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) addSetsOfOne(item, index, found);
  } else if (value !== undefined) addSetsOfOne(value, index, found);
}

function addSetsOfOne(value: unknown, index: CodeIndex, found: number[]): void {
  if (!isJsonObject(value)) return;
  const inner = value['coding'];
  if (inner === undefined) return addCoding(value, index, found);
  for (const coding of listOf(inner)) addCoding(coding, index, found);
}

/** The value sets that a Coding, a CodeableConcept or a list of either belongs to, each once. */
export function setsOf(value: unknown, index: CodeIndex): readonly number[] {
  if (value === undefined) return NONE;
  const found: number[] = [];
  addSets(value, index, found);
  return found;
}
