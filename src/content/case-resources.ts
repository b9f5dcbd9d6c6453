import { ACT_CODE, ICD_10_CM, LOINC, SNOMED_CT } from '../model/code-system.js';
import type { JsonObject } from '../model/json-value.js';
import { noteOf, observationFormOf } from './case-notes.js';
import type { CaseEntry } from './schema/case-file.js';

type Given = CaseEntry['given'];

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category';
const INTERPRETER = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed';
const SUBJECT = { reference: 'Patient/case' };

/** The patient and encounter ids of every case. */
export const CASE_PATIENT = 'case';
export const CASE_ENCOUNTER = 'current';

function defined(object: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function concept(system: string, code: string): JsonObject {
  return { coding: [{ system, code }] };
}

function codesOf(icd: string | undefined, snomed: string | undefined, text: string | undefined): JsonObject {
  const coding = [
    ...(icd === undefined ? [] : [{ system: ICD_10_CM, code: icd }]),
    ...(snomed === undefined ? [] : [{ system: SNOMED_CT, code: snomed }]),
  ];
  return defined({ coding: coding.length === 0 ? undefined : coding, text });
}

function conditionOf(entry: Given['conditions'][number], number: number): JsonObject {
  return defined({
    resourceType: 'Condition',
    id: `condition-${number}`,
    clinicalStatus: entry.clinical === undefined ? undefined : concept(CLINICAL, entry.clinical),
    verificationStatus:
      entry.verification === undefined ? undefined : concept(VERIFICATION, entry.verification),
    category: entry.category === undefined ? undefined : [concept(CATEGORY, entry.category)],
    code: codesOf(entry.icd, entry.snomed, entry.text),
    subject: SUBJECT,
    encounter: entry.encounter === undefined ? undefined : { reference: `Encounter/${entry.encounter}` },
    recordedDate: entry.on,
    abatementDateTime: entry.abated,
  });
}

function encounterOf(entry: Given['encounters'][number], number: number): JsonObject {
  const reasons = [
    ...(entry.icd ?? []).map((code) => concept(ICD_10_CM, code)),
    ...(entry.snomed ?? []).map((code) => concept(SNOMED_CT, code)),
  ];
  const local = (code: typeof entry.type): JsonObject | undefined =>
    code === undefined ? undefined : concept(code.system ?? SNOMED_CT, code.code);
  const type = local(entry.type);
  return defined({
    resourceType: 'Encounter',
    id: entry.id ?? `encounter-${number}`,
    status: entry.status,
    class: { system: ACT_CODE, code: entry.class },
    type: type === undefined ? undefined : [type],
    serviceType: local(entry.serviceType),
    subject: SUBJECT,
    period: entry.on === undefined ? undefined : { start: entry.on },
    reasonCode: reasons.length === 0 ? undefined : reasons,
    serviceProvider:
      entry.provider === undefined ? undefined : { reference: `Organization/${entry.provider}` },
    hospitalization:
      entry.disposition === undefined ? undefined : { dischargeDisposition: local(entry.disposition) },
  });
}

function valueOf(
  entry: {
    readonly answer?: { readonly system?: string | undefined; readonly code: string } | undefined;
    readonly yes?: boolean | undefined;
    readonly number?: number | undefined;
  },
  unit?: string,
): JsonObject {
  if (entry.answer !== undefined)
    return { valueCodeableConcept: concept(entry.answer.system ?? LOINC, entry.answer.code) };
  if (entry.yes !== undefined) return { valueBoolean: entry.yes };
  return entry.number === undefined
    ? {}
    : {
        valueQuantity: defined({
          value: entry.number,
          unit,
          code: unit,
          system: unit === undefined ? undefined : 'http://unitsofmeasure.org',
        }),
      };
}

function observationOf(entry: Given['observations'][number], number: number): JsonObject {
  return defined({
    resourceType: 'Observation',
    id: `observation-${number}`,
    status: entry.status,
    code: concept(LOINC, entry.loinc),
    subject: SUBJECT,
    effectiveDateTime: entry.on,
    ...valueOf(entry, entry.unit),
  });
}

function appointmentOf(entry: Given['appointments'][number], number: number): JsonObject {
  return {
    resourceType: 'Appointment',
    id: `appointment-${number}`,
    status: entry.status,
    start: entry.on,
    participant: [{ actor: SUBJECT, status: 'accepted' }],
  };
}

function responseOf(entry: Given['responses'][number], number: number): JsonObject {
  const items = entry.items.map((item) => {
    const { valueCodeableConcept, ...value } = valueOf(item) as {
      readonly valueCodeableConcept?: { readonly coding: readonly unknown[] };
    };
    const coded = valueCodeableConcept === undefined ? {} : { valueCoding: valueCodeableConcept.coding[0] };
    const decimal = item.number === undefined ? {} : { valueDecimal: item.number };
    const { linkId, text } = item;
    return defined({ linkId, text, answer: [item.number === undefined ? { ...value, ...coded } : decimal] });
  });
  return defined({
    resourceType: 'QuestionnaireResponse',
    id: `response-${number}`,
    questionnaire: entry.questionnaire,
    status: entry.status,
    subject: SUBJECT,
    encounter: entry.encounter === undefined ? undefined : { reference: `Encounter/${entry.encounter}` },
    authored: entry.on,
    item: items,
  });
}

function birthDateOf(given: Given, at: string): string | undefined {
  if (given.birthDate !== undefined) return given.birthDate;
  // A birthday on the day of the clock: exactly so many completed years.
  return given.age === undefined ? undefined : `${Number(at.slice(0, 4)) - given.age}${at.slice(4, 10)}`;
}

/** The Patient of a case. */
export function casePatient(given: Given, at: string): JsonObject {
  return defined({
    resourceType: 'Patient',
    id: CASE_PATIENT,
    birthDate: birthDateOf(given, at),
    deceasedBoolean: given.deceased,
    extension:
      given.interpreter === undefined ? undefined : [{ url: INTERPRETER, valueBoolean: given.interpreter }],
  });
}

/** Every other resource of a case, the current encounter included, as an EHR would send them. */
export function caseResources(given: Given, at: string): readonly JsonObject[] {
  const current = encounterOf(
    {
      id: CASE_ENCOUNTER,
      class: given.setting === 'ED' ? 'EMER' : given.setting,
      on: at,
      status: 'in-progress',
    },
    0,
  );
  return [
    given.reason === undefined ? current : { ...current, reasonCode: [{ text: given.reason }] },
    ...given.conditions.map(conditionOf),
    ...given.encounters.map(encounterOf),
    ...given.observations.map(observationOf),
    ...given.appointments.map(appointmentOf),
    ...given.responses.map(responseOf),
    ...given.notes.map((entry, number) => noteOf(entry, number, at)),
    ...observationFormOf(given, at, CASE_ENCOUNTER),
    ...given.resources,
  ];
}
