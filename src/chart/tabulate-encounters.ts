import type { Interval } from '../model/interval.js';
import { DAY_MS } from '../model/civil.js';
import { parseInterval } from '../model/interval.js';
import { isJsonObject, listOf, member } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { drop, idOfReference } from './fold-context.js';
import type { FoldContext } from './fold-context.js';

const NEVER_HAPPENED = new Set(['cancelled', 'entered-in-error']);

/** The patient's encounters that took place, or are taking place. */
export interface EncounterTable {
  readonly happened: readonly JsonObject[];
  readonly current: JsonObject | undefined;
  /** the encounter with an id; most calls never ask */
  readonly byId: (id: string) => JsonObject | undefined;
  /** the id of the encounter that names a Condition as its diagnosis; most calls never ask */
  readonly byDiagnosis: (condition: string) => string | undefined;
}

/** When an encounter began. */
export function startOf(encounter: JsonObject): Interval | undefined {
  const period = encounter['period'];
  return isJsonObject(period) ? parseInterval(period['start']) : undefined;
}

/** Without `encounterId`: the only encounter in progress that began in the last 24 hours (decision 6). */
function guessCurrent(encounters: readonly JsonObject[], at: number): JsonObject | undefined {
  const running = encounters.filter((encounter) => {
    const start = encounter['status'] === 'in-progress' ? startOf(encounter) : undefined;
    return start !== undefined && start.earliest >= at - DAY_MS && start.earliest <= at + DAY_MS;
  });
  return running.length === 1 ? running[0] : undefined;
}

/** Makes a function that builds its map when it is first asked. */
function lazily<V>(build: () => ReadonlyMap<string, V>): (key: string) => V | undefined {
  let map: ReadonlyMap<string, V> | undefined;
  return (key) => (map ??= build()).get(key);
}

function diagnosesOf(
  encounters: readonly JsonObject[],
  base: Pick<FoldContext, 'aliases'>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const encounter of encounters) {
    const { id } = encounter;
    if (typeof id !== 'string') continue;
    for (const diagnosis of listOf(encounter['diagnosis'])) {
      const condition = idOfReference('Condition', member(diagnosis, 'condition'), base);
      const known = condition === undefined ? undefined : found.get(condition);
      // Named by several encounters: always the same one, whatever their order.
      if (condition !== undefined && (known === undefined || id < known)) found.set(condition, id);
    }
  }
  return found;
}

/**
 * Sorts the patient's encounters out: which is the current one, which never happened or were only planned. The current one
 * counts whatever its date or plan, unless it was cancelled or entered in error.
 *
 * @param currentId `context.encounterId`
 */
export function tabulateEncounters(
  encounters: readonly JsonObject[],
  currentId: string | undefined,
  base: Pick<FoldContext, 'at' | 'aliases' | 'dropped'>,
): EncounterTable {
  const standing = encounters.filter(
    ({ status }) => typeof status !== 'string' || !NEVER_HAPPENED.has(status),
  );
  for (let gone = standing.length; gone < encounters.length; gone += 1) drop(base, 'never-happened');
  const current =
    currentId === undefined ? guessCurrent(standing, base.at) : standing.find(({ id }) => id === currentId);
  const happened = standing.filter((encounter) => encounter === current || encounter['status'] !== 'planned');
  for (let planned = happened.length; planned < standing.length; planned += 1) drop(base, 'not-yet');
  return {
    happened,
    current,
    byId: lazily(() => byId(happened)),
    byDiagnosis: lazily(() => diagnosesOf(happened, base)),
  };
}

function byId(encounters: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const encounter of encounters)
    if (typeof encounter['id'] === 'string') found.set(encounter['id'], encounter);
  return found;
}
