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

/** Value sets found so far, and those that a coding of the concept at hand says it is not in. */
export interface Reading {
  readonly found: number[];
  barred: number[] | undefined;
}

function addMember(member: PrefixMember, code: string, reading: Reading): void {
  if (member.excludes?.(plainIcd(code)) === true) (reading.barred ??= []).push(member.set);
  else if (!reading.found.includes(member.set)) reading.found.push(member.set);
}

function addCategory(entry: CategoryEntry, code: string, reading: Reading): void {
  for (const member of entry.members) addMember(member, code, reading);
  if (entry.longer.length === 0) return;
  const plain = plainIcd(code);
  for (const { prefix, member } of entry.longer)
    if (plain.startsWith(prefix)) addMember(member, plain, reading);
}

function addIcd(code: string, index: CodeIndex, reading: Reading): void {
  const start = isOddlyWritten(code) ? plainIcd(code) : code;
  for (let length = 1; length <= 3 && length <= start.length; length += 1) {
    const entry = index.categories.get(packedCategory(start, length));
    if (entry !== undefined) addCategory(entry, code, reading);
  }
}

function addCoding(coding: unknown, index: CodeIndex, reading: Reading): void {
  if (!isJsonObject(coding)) return;
  const system = coding['system'];
  const code = coding['code'];
  if (typeof system !== 'string' || typeof code !== 'string') return;
  const canonical = canonicalSystem(system);
  if (canonical === ICD_10_CM) addIcd(code, index, reading);
  const exact = index.exact.get(canonical)?.get(code);
  if (exact === undefined) return;
  for (const set of exact) if (!reading.found.includes(set)) reading.found.push(set);
}

/**
 * The codings of one concept say the same thing in several systems: where one of them is left out of a set (in remission,
 * sequela), the concept is, even if a coarser coding beside it is in.
 */
function addConcept(value: unknown, index: CodeIndex, reading: Reading): void {
  if (!isJsonObject(value)) return;
  const before = reading.found.length;
  const inner = value['coding'];
  if (inner === undefined) addCoding(value, index, reading);
  else for (const coding of listOf(inner)) addCoding(coding, index, reading);
  if (reading.barred !== undefined) leaveOut(reading, reading.barred, before);
}

function leaveOut(reading: Reading, barred: readonly number[], before: number): void {
  const kept = reading.found.splice(before).filter((set) => !barred.includes(set));
  reading.found.push(...kept);
  reading.barred = undefined;
}

/**
 * Adds the value sets that a Coding, a CodeableConcept or a list of either belongs to, each once.
 * A code given only as text belongs to none.
 *
 * @param value what the element holds, whatever it is
 */
export function addSets(value: unknown, index: CodeIndex, reading: Reading): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) return addConcept(value, index, reading);
  for (const item of value as readonly unknown[]) addConcept(item, index, reading);
}

/** The value sets that a Coding, a CodeableConcept or a list of either belongs to, each once. */
export function setsOf(value: unknown, index: CodeIndex): readonly number[] {
  if (value === undefined) return NONE;
  const reading: Reading = { found: [], barred: undefined };
  addSets(value, index, reading);
  return reading.found;
}
