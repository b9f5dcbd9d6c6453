/** A patient as the callers of these tests know one. */
export interface Patient {
  readonly id: string;
  /** whether the chart holds a reason for a card */
  readonly hasReason: boolean;
}

/** How a call is made otherwise than with everything prefetched. */
export interface BodyOptions {
  /** base URL of the FHIR server that holds what is not prefetched */
  readonly fhirServer?: string;
  /** whether the conditions are prefetched; default true */
  readonly sendsConditions?: boolean;
}

export const SERVICE = 'private-time-patient-view';
export const TOPIC = 'privateconversation1';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const DAY_MS = 86_400_000;
const OTHERS = [
  'encounters',
  'observations',
  'procedures',
  'appointments',
  'questionnaireResponses',
  'documents',
];

/** A searchset. */
export function searchset(...resources: readonly object[]): object {
  const entry = resources.map((resource) => ({ resource }));
  return { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry };
}

/** One documented entry of a month ago: a reason for a card, or a common cold. */
export function conditionOf({ id, hasReason }: Patient): object {
  return {
    resourceType: 'Condition',
    id: `condition-${id}`,
    subject: { reference: `Patient/${id}` },
    recordedDate: new Date(Date.now() - 30 * DAY_MS).toISOString().slice(0, 10),
    code: { coding: [{ system: ICD, code: hasReason ? 'T76.61XA' : 'J06.9' }] },
  };
}

/** The body of a call, all that discovery asks for prefetched but where the options say otherwise. */
export function hookBody(patient: Patient, { fhirServer, sendsConditions = true }: BodyOptions = {}): string {
  const { id } = patient;
  const empty = Object.fromEntries(OTHERS.map((key) => [key, searchset()]));
  // What is left out is what the FHIR server is asked for.
  const rest = fhirServer === undefined ? empty : {};
  const access = {
    access_token: 'a-token-of-tests',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'user/*.rs',
    subject: 'haven',
  };
  return JSON.stringify({
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: 'Practitioner/one', patientId: id, encounterId: `visit-${id}` },
    ...(fhirServer === undefined ? {} : { fhirServer, fhirAuthorization: access }),
    prefetch: {
      patient: { resourceType: 'Patient', id, birthDate: '1990-05-17' },
      encounter: {
        resourceType: 'Encounter',
        id: `visit-${id}`,
        status: 'in-progress',
        subject: { reference: `Patient/${id}` },
      },
      ...(sendsConditions ? { conditions: searchset(conditionOf(patient)) } : {}),
      ...rest,
    },
  });
}
