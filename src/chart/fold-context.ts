import type { CodeIndex, Content } from '../model/content.js';
import { DAY_MS } from '../model/civil.js';
import type { ItemAnswer } from '../model/chart.js';
import type { Fact } from '../model/fact.js';
import type { Interval } from '../model/interval.js';
import { isJsonObject, textOf } from '../model/json-value.js';
import type { ReadablePassage } from './read-passages.js';
import type { Since } from '../model/look-back.js';
import { referenceKey } from '../model/reference.js';

/** Clocks differ: evidence is only "in the future" a day after the call (decision 4). */
const FUTURE_TOLERANCE_MS = DAY_MS;

/** What every resource folder is given. Only `facts`, `answers` and `dropped` grow, and only within one fold. */
export interface FoldContext {
  readonly content: Content;
  readonly index: CodeIndex;
  readonly at: number;
  readonly patientKey: string;
  readonly aliases: ReadonlyMap<string, string>;
  /** the current encounter, which is never in the future (decision 4) */
  readonly currentId: string | undefined;
  /** when an encounter began, by its id */
  readonly startOfEncounter: (id: string) => Interval | undefined;
  /** the id of the encounter that names a Condition as its diagnosis */
  readonly encounterOfDiagnosis: (condition: string) => string | undefined;
  /** since when facts of a value set can matter */
  readonly since: Since;
  readonly facts: Map<number, Fact[]>;
  /** answers by linkId */
  readonly answers: Map<string, ItemAnswer[]>;
  /** questions of questionnaires that were answered with yes */
  readonly affirmed: ReadablePassage[];
  readonly dropped: Record<string, number>;
}

/** Where a resource belongs in time, or why it does not count. */
export type Place =
  | {
      readonly kind: 'placed';
      readonly when: Interval | undefined;
      /** id of its encounter */
      readonly encounter: string | undefined;
    }
  | { readonly kind: 'left-out'; readonly reason: string };

/** Counts a resource that is left out; the reason names no one. */
export function drop(context: Pick<FoldContext, 'dropped'>, reason: string): void {
  context.dropped[reason] = (context.dropped[reason] ?? 0) + 1;
}

/** The `Type/id` that a Reference element points to. */
export function keyOfReference(reference: unknown, aliases: ReadonlyMap<string, string>): string | undefined {
  const text = isJsonObject(reference) ? textOf(reference['reference']) : undefined;
  return text === undefined || text.length > 2048 ? undefined : referenceKey(text, aliases);
}

/** True where a Reference element points to the patient of the call (invariant 3). */
export function isPatient(reference: unknown, context: Pick<FoldContext, 'patientKey' | 'aliases'>): boolean {
  if (!isJsonObject(reference)) return false;
  return (
    reference['reference'] === context.patientKey ||
    keyOfReference(reference, context.aliases) === context.patientKey
  );
}

/** The id of what a Reference element points to, where it points to that type. */
export function idOfReference(
  type: string,
  reference: unknown,
  context: Pick<FoldContext, 'aliases'>,
): string | undefined {
  const key = keyOfReference(reference, context.aliases);
  return key?.startsWith(`${type}/`) === true ? key.slice(type.length + 1) : undefined;
}

/** The id of the encounter that a Reference element points to. */
export function encounterIdOf(reference: unknown, context: Pick<FoldContext, 'aliases'>): string | undefined {
  return reference === undefined ? undefined : idOfReference('Encounter', reference, context);
}

/** True where a moment is certainly later than the call. */
export function isFuture(when: Interval | undefined, at: number): boolean {
  return when !== undefined && when.earliest > at + FUTURE_TOLERANCE_MS;
}

/** The value sets of a fact that a cue could still use: what is older than every look-back is let go at once. */
export function usefulSets(
  sets: readonly number[],
  when: Interval | undefined,
  isStanding: boolean,
  context: Pick<FoldContext, 'since'>,
): readonly number[] {
  const latest = when === undefined || isStanding ? Number.MAX_VALUE : when.latest;
  return sets.every((set) => latest >= context.since(set))
    ? sets
    : sets.filter((set) => latest >= context.since(set));
}

/** Records a fact under each of its value sets. */
export function addFact(context: FoldContext, sets: readonly number[], fact: Fact): void {
  for (const set of sets) {
    const known = context.facts.get(set);
    if (known === undefined) context.facts.set(set, [fact]);
    else known.push(fact);
  }
}
