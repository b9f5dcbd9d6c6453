import type { HookCall } from '../model/hook-call.js';
import type { Department } from '../model/site.js';
import { readPrefetchValue } from '../protocol/read-prefetch-value.js';
import { readDepartment } from './read-department.js';

const NO_ALIASES: ReadonlyMap<string, string> = new Map();

/** A department that is known before anything is read of the patient; undefined inside: in none. */
export interface KnownDepartment {
  readonly department: string | undefined;
}

/**
 * The department of a call, from nothing but the current Encounter as it was sent: a department that is switched off is told
 * before the chart is read.
 *
 * @returns undefined where it takes more to know
 */
export function peekDepartment(
  call: Pick<HookCall, 'encounterId' | 'prefetch'>,
  departments: readonly Department[],
  at: number,
): KnownDepartment | undefined {
  if (departments.length === 0) return { department: undefined };
  const sent = readPrefetchValue(call.prefetch.get('encounter'));
  if (sent.kind !== 'received' || call.encounterId === undefined) return undefined;
  const isCurrent = (id: unknown): boolean => id === undefined || id === call.encounterId;
  const current = sent.resources.find(
    ({ resource }) => resource['resourceType'] === 'Encounter' && isCurrent(resource['id']),
  );
  if (current === undefined) return undefined;
  return { department: readDepartment(current.resource, departments, { at, aliases: NO_ALIASES }) };
}
