import { parseInterval } from '../model/interval.js';
import { member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { addFact, drop, encounterIdOf, isFuture } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { setsOf } from './sets-of.js';

const NOT_DONE = new Set(['entered-in-error', 'not-done', 'preparation']);

/** Folds one Procedure (https://hl7.org/fhir/R4/procedure.html). */
export function foldProcedure(resource: JsonObject, context: FoldContext): void {
  const sets = setsOf(resource['code'], context.index);
  if (sets.length === 0) return;
  const status = resource['status'];
  if (typeof status === 'string' && NOT_DONE.has(status)) return drop(context, 'not-done');
  const encounter = encounterIdOf(resource['encounter'], context);
  const when =
    parseInterval(resource['performedDateTime']) ??
    parseInterval(member(resource['performedPeriod'], 'start')) ??
    (encounter === undefined ? undefined : context.startOfEncounter(encounter));
  if (isFuture(when, context.at)) return drop(context, 'future');
  addFact(context, sets, {
    resource: 'Procedure',
    id: textOf(resource['id']),
    when,
    encounter,
    active: false,
    standing: false,
    status: undefined,
    value: undefined,
  });
}
