import { parseInterval } from '../model/interval.js';
import { listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { addFact, drop, isFuture, isPatient } from './fold-context.js';
import type { FoldContext } from './fold-context.js';
import { setsOf } from './sets-of.js';

/** Code system of Appointment.status (https://hl7.org/fhir/R4/valueset-appointmentstatus.html). */
const STATUS_SYSTEM = 'http://hl7.org/fhir/appointmentstatus';

/** True where the patient of the call takes part; an Appointment has no subject. */
export function concernsPatient(
  resource: JsonObject,
  context: Pick<FoldContext, 'patientKey' | 'aliases'>,
): boolean {
  return listOf(resource['participant']).some((participant) =>
    isPatient(member(participant, 'actor'), context),
  );
}

/** Folds one Appointment by its status (https://hl7.org/fhir/R4/appointment.html). */
export function foldAppointment(resource: JsonObject, context: FoldContext): void {
  const sets = setsOf({ system: STATUS_SYSTEM, code: resource['status'] }, context.index);
  if (sets.length === 0) return;
  const when =
    parseInterval(resource['start']) ??
    parseInterval(member(listOf(resource['requestedPeriod'])[0], 'start'));
  if (isFuture(when, context.at)) return drop(context, 'future');
  addFact(context, sets, {
    resource: 'Appointment',
    id: textOf(resource['id']),
    when,
    encounter: undefined,
    active: false,
    standing: false,
    status: textOf(resource['status']),
    value: undefined,
  });
}
