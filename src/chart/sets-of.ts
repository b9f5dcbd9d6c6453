import { canonicalSystem, ICD_10_CM, plainIcd } from '../model/code-system.js';
import type { CodeIndex, PrefixMember, PrefixNode } from '../model/content.js';
import { isJsonObject, listOf } from '../model/json-value.js';

const NONE: readonly number[] = Object.freeze([]);

function addMembers(members: readonly PrefixMember[], code: string, found: number[]): void {
  for (const member of members) {
    if (member.excludes?.(plainIcd(code)) !== true && !found.includes(member.set)) found.push(member.set);
  }
}

/** Walks the prefix tree along the code, dots, spaces and case aside; most codes leave it after one or two steps. */
function addIcd(code: string, root: PrefixNode, found: number[]): void {
  let node = root;
  for (let at = 0; at < code.length; at += 1) {
    const symbol = code.charCodeAt(at);
    if (symbol === 46 || symbol === 32) continue;
    const next = node.next[symbol];
    if (next === undefined) return;
    addMembers(next.members, code, found);
    node = next;
  }
}

function addCoding(coding: unknown, index: CodeIndex, found: number[]): void {
  if (!isJsonObject(coding)) return;
  const system = coding['system'];
  const code = coding['code'];
  if (typeof system !== 'string' || typeof code !== 'string') return;
  const canonical = canonicalSystem(system);
  if (canonical === ICD_10_CM) addIcd(code, index.prefixes, found);
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
