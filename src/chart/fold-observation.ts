import type { FactValue } from '../model/fact.js';
import { parseInterval } from '../model/interval.js';
import type { Interval } from '../model/interval.js';
import { listOf, member, numberOf, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { addFact, drop, encounterIdOf, isFuture, isPatient, usefulSets } from './fold-context.js';
import type { FoldContext, Place } from './fold-context.js';
import { setsOf } from './sets-of.js';

const NOT_A_FINDING = new Set(['entered-in-error', 'cancelled', 'registered']);

function quantityOf(quantity: unknown): Pick<FactValue, 'number' | 'unit'> {
  const value = numberOf(member(quantity, 'value'));
  // `<18.5` is not 18.5
  if (value === undefined || member(quantity, 'comparator') !== undefined) return {};
  const unit = textOf(member(quantity, 'code')) ?? textOf(member(quantity, 'unit'));
  return unit === undefined ? { number: value } : { number: value, unit };
}

/** Reads `value[x]` of an Observation, a component or an answer, as far as content can ask for it. */
export function readValue(holder: unknown, context: FoldContext): FactValue {
  const read = (type: string): unknown => member(holder, `value${type}`);
  const coded = read('CodeableConcept') ?? read('Coding');
  const sets = coded === undefined ? [] : setsOf(coded, context.index);
  const boolean = read('Boolean');
  const number = numberOf(read('Integer')) ?? numberOf(read('Decimal'));
  return {
    sets,
    ...(typeof boolean === 'boolean' ? { boolean } : {}),
    ...(number === undefined ? quantityOf(read('Quantity')) : { number }),
  };
}

function whenOf(resource: JsonObject): Interval | undefined {
  return (
    parseInterval(resource['effectiveDateTime']) ??
    parseInterval(resource['effectiveInstant']) ??
    parseInterval(member(resource['effectivePeriod'], 'start')) ??
    parseInterval(resource['issued'])
  );
}

/** Why an Observation says nothing about the patient; undefined where it does. */
function whyNot(resource: JsonObject, when: Interval | undefined, context: FoldContext): string | undefined {
  const status = resource['status'];
  if (typeof status === 'string' && NOT_A_FINDING.has(status)) return 'not-a-finding';
  const focus = listOf(resource['focus']);
  // about a partner, a fetus or a donor, not about the patient
  if (focus.length > 0 && !focus.some((reference) => isPatient(reference, context))) return 'about-another';
  return isFuture(when, context.at) ? 'future' : undefined;
}

/** When an Observation was made, and in which encounter; or why it does not count. */
export function placeObservation(resource: JsonObject, context: FoldContext): Place {
  const when = whenOf(resource);
  const reason = whyNot(resource, when, context);
  if (reason !== undefined) return { kind: 'left-out', reason };
  return { kind: 'placed', when, encounter: encounterIdOf(resource['encounter'], context) };
}

/** Folds one Observation and its components (https://hl7.org/fhir/R4/observation.html). */
export function foldObservation(resource: JsonObject, context: FoldContext): void {
  const parts = [resource, ...listOf(resource['component'])]
    .map((part) => ({ part, sets: setsOf(member(part, 'code'), context.index) }))
    .filter(({ sets }) => sets.length > 0);
  if (parts.length === 0) return;
  const place = placeObservation(resource, context);
  if (place.kind === 'left-out') return drop(context, place.reason);
  for (const { part, sets } of parts) {
    addFact(context, usefulSets(sets, place.when, false, context), {
      resource: 'Observation',
      id: textOf(resource['id']),
      when: place.when,
      encounter: place.encounter,
      active: false,
      standing: false,
      status: textOf(resource['status']),
      value: readValue(part, context),
    });
  }
}
