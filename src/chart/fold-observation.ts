import type { FactValue } from '../model/fact.js';
import { parseInterval } from '../model/interval.js';
import { listOf, member, numberOf, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { addFact, drop, encounterIdOf, isFuture, isPatient } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
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
export function readValue(holder: unknown, prefix: 'value', context: FoldContext): FactValue {
  const read = (type: string): unknown => member(holder, `${prefix}${type}`);
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

function foldOne(resource: JsonObject, part: unknown, context: FoldContext): void {
  const sets = setsOf(member(part, 'code'), context.index);
  if (sets.length === 0) return;
  const when =
    parseInterval(resource['effectiveDateTime']) ??
    parseInterval(resource['effectiveInstant']) ??
    parseInterval(member(resource['effectivePeriod'], 'start')) ??
    parseInterval(resource['issued']);
  if (isFuture(when, context.at)) return drop(context, 'future');
  addFact(context, sets, {
    resource: 'Observation',
    id: textOf(resource['id']),
    when,
    encounter: encounterIdOf(resource['encounter'], context),
    active: false,
    standing: false,
    status: undefined,
    value: readValue(part, 'value', context),
  });
}

/** Folds one Observation and its components (https://hl7.org/fhir/R4/observation.html). */
export function foldObservation(resource: JsonObject, context: FoldContext): void {
  const status = resource['status'];
  if (typeof status === 'string' && NOT_A_FINDING.has(status)) return drop(context, 'not-a-finding');
  const focus = listOf(resource['focus']);
  // about a partner, a fetus or a donor, not about the patient
  if (focus.length > 0 && !focus.some((reference) => isPatient(reference, context)))
    return drop(context, 'about-another');
  foldOne(resource, resource, context);
  for (const component of listOf(resource['component'])) foldOne(resource, component, context);
}
