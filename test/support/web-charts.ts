import type { Hook } from '../../src/model/hook.js';
import type { JsonObject } from '../../src/model/json-value.js';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const INTERPRETER_NEEDED = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed';

/** Codes by the card that one of them brings. */
export const CODE = {
  privateConversation: 'T76.61XA',
  timeAlone: 'Z04.81',
  survivor: 'T74.51XA',
  history: 'Z91.42',
  infection: 'A54.9',
  harmless: 'J06.9',
} as const;

export const SUBJECT = { reference: 'Patient/p1' } as const;

export function patient(more: JsonObject = {}): JsonObject {
  return { resourceType: 'Patient', id: 'p1', birthDate: '1990-05-17', ...more };
}

export function icd(code: string): JsonObject {
  return { coding: [{ system: ICD, code }] };
}

/** A confirmed, active condition of a month before the call. */
export function condition(code: string, more: JsonObject = {}): JsonObject {
  return {
    resourceType: 'Condition',
    id: `condition-${code.replaceAll('.', '-')}`,
    subject: SUBJECT,
    recordedDate: '2026-02-10',
    code: icd(code),
    ...more,
  };
}

export function encounter(more: JsonObject = {}): JsonObject {
  return {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: SUBJECT,
    period: { start: '2026-03-10T14:30:00Z' },
    ...more,
  };
}

/** A searchset of resources, or of whole entries where they have no `resourceType`. */
export function bundle(...resources: readonly unknown[]): JsonObject {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    entry: resources.map((resource) => ({ resource })),
  };
}

export function outcome(severity: string, code = 'processing'): JsonObject {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code }] };
}

/** Every key that we ask for, empty but for the patient and the visit. */
export function prefetch(more: JsonObject = {}): JsonObject {
  return {
    patient: patient(),
    encounter: encounter(),
    encounters: bundle(),
    conditions: bundle(),
    observations: bundle(),
    procedures: bundle(),
    appointments: bundle(),
    questionnaireResponses: bundle(),
    documents: bundle(),
    ...more,
  };
}

/** Prefetch that brings the private-conversation card. */
export function telling(more: JsonObject = {}): JsonObject {
  return prefetch({ conditions: bundle(condition(CODE.privateConversation)), ...more });
}

/** Leaves members out. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** A well-formed call of a clinician. */
export function hookCall(more: JsonObject = {}, hook: Hook = 'patient-view'): JsonObject {
  return {
    hook,
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: 'Practitioner/example', patientId: 'p1', encounterId: 'e1' },
    prefetch: telling(),
    ...more,
  };
}

/** A call with these conditions and nothing else. */
export function callWith(...conditions: readonly unknown[]): JsonObject {
  return hookCall({ prefetch: prefetch({ conditions: bundle(...conditions) }) });
}

interface Golden {
  readonly name: string;
  readonly topic: string;
  readonly call: JsonObject;
}

const MINOR = patient({ birthDate: '2010-05-17' });
const CHILD = patient({ birthDate: '2016-05-17' });
const WITH_INTERPRETER = patient({
  extension: [
    { url: INTERPRETER_NEEDED, valueCoding: { system: 'http://snomed.info/sct', code: '373066001' } },
  ],
});

function golden(name: string, topic: string, who: JsonObject, code: string, more: JsonObject = {}): Golden {
  return {
    name,
    topic,
    call: hookCall({ prefetch: prefetch({ patient: who, conditions: bundle(condition(code)), ...more }) }),
  };
}

const REMOTE = encounter({
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR' },
});

/** One call for each card in each of its wordings. */
export const GOLDEN: readonly Golden[] = [
  golden('time alone, adult', 'privatetime1', patient(), CODE.timeAlone),
  golden('time alone, young patient', 'privatetime1', MINOR, CODE.timeAlone),
  golden('private conversation, adult', 'privateconversation1', patient(), CODE.privateConversation),
  golden('private conversation, young patient', 'privateconversation1', MINOR, 'T76.62XA'),
  golden('private conversation, known history', 'privateconversation1', patient(), CODE.survivor),
  golden('private conversation, known history, young', 'privateconversation1', MINOR, 'T74.52XA'),
  golden('continuity, adult', 'continuity1', patient(), CODE.history),
  golden('continuity, young patient', 'continuity1', MINOR, 'Z62.813'),
  golden('local steps for a child', 'childprotection1', CHILD, CODE.infection),
  golden('with an interpreter', 'privateconversation1', WITH_INTERPRETER, CODE.privateConversation),
  golden('a remote visit', 'privateconversation1', patient(), CODE.privateConversation, {
    encounter: REMOTE,
  }),
  {
    name: 'without an encounter',
    topic: 'privateconversation1',
    call: hookCall({ context: { userId: 'PractitionerRole/r', patientId: 'p1' } }),
  },
];
