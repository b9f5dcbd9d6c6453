import { canonicalSystem, ICD_10_CM, icdCategory } from '../model/code-system.js';
import { isJsonObject, listOf } from '../model/json-value.js';

function keyOf(coding: unknown): string | undefined {
  if (!isJsonObject(coding)) return undefined;
  const { system, code } = coding;
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  const canonical = canonicalSystem(system);
  return `${canonical}|${canonical === ICD_10_CM ? icdCategory(code) : code}`;
}

/** One comparable text per coding, for telling similar complaints: ICD-10-CM by its three-character category. */
export function complaintKeys(reasons: unknown): readonly string[] {
  const keys: string[] = [];
  for (const concept of listOf(reasons)) {
    if (!isJsonObject(concept)) continue;
    for (const coding of listOf(concept['coding'])) {
      const key = keyOf(coding);
      if (key !== undefined) keys.push(key);
    }
  }
  return keys;
}
