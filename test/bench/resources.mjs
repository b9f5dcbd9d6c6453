import { makeNotes } from './notes.mjs';
import { DECISIVE, OBSERVATIONS, ORDINARY, TELLING, VISITS } from './codes.mjs';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core';
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const DAY_MS = 86_400_000;
const ORGANISATIONS = [
  'Riverside Medical Center',
  'Elm Street Family Practice',
  'County General Hospital',
  'Harbor Urgent Care',
];
const CLINICIANS = [
  'Dr. Ana Lindqvist',
  'Dr. Samuel Okafor',
  'Dr. Mei Tanaka',
  'Dr. Jonas Brandt',
  'Dr. Priya Raman',
];

const coded = (system, code) => ({ coding: [{ system, code }] });
const concept = (system, code, display) => ({ coding: [{ system, code, display }], text: display });

/** A FHIR dateTime of the east coast, as servers there write it. */
const localTime = (ms) => `${new Date(ms - 5 * 3_600_000).toISOString().slice(0, 19)}-05:00`;

/** What all resources of one chart share. */
export function chartScene(random, at) {
  const references = (type, names) =>
    names.map((display) => ({ reference: `${type}/${random.uuid()}`, display }));
  return {
    random,
    at,
    patientId: random.uuid(),
    encounterId: random.uuid(),
    organisations: references('Organization', ORGANISATIONS),
    clinicians: references('Practitioner', CLINICIANS),
    /** a moment of the last three years */
    past: () => at - DAY_MS - random.below(3 * 365 * DAY_MS),
  };
}

function metaOf(scene, profile, ms) {
  return {
    versionId: String(1 + scene.random.below(4)),
    lastUpdated: new Date(ms).toISOString(),
    profile: [`${US_CORE}-${profile}`],
  };
}

/** One problem as its code element: half of them with both codings, as large EHRs send them. */
function codeOf(scene, [icd, snomed, display]) {
  const icdCoding = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: icd, display };
  const snomedCoding = { system: 'http://snomed.info/sct', code: snomed, display };
  const which = scene.random.next();
  if (snomed === undefined || which < 0.3) return { coding: [icdCoding], text: display };
  return { coding: which < 0.5 ? [snomedCoding] : [icdCoding, snomedCoding], text: display };
}

const problemOf = ({ random }) => random.pick(random.chance(0.2) ? TELLING : ORDINARY);

export function makePatient({ random, patientId, organisations, clinicians, at }) {
  const ombRace = (name, code, display) => ({
    url: `${US_CORE}-${name}`,
    extension: [
      { url: 'ombCategory', valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code, display } },
      { url: 'text', valueString: display },
    ],
  });
  return {
    resourceType: 'Patient',
    id: patientId,
    meta: {
      versionId: '7',
      lastUpdated: new Date(at - 40 * DAY_MS).toISOString(),
      profile: [`${US_CORE}-patient`],
    },
    extension: [ombRace('race', '2106-3', 'White'), ombRace('ethnicity', '2186-5', 'Not Hispanic or Latino')],
    identifier: [
      {
        use: 'usual',
        type: concept(`${TERMINOLOGY}/v2-0203`, 'MR', 'Medical record number'),
        system: 'urn:oid:2.16.840.1.113883.19.5.99999.2',
        value: String(10_000_000 + random.below(89_999_999)),
        assigner: organisations[0],
      },
    ],
    active: true,
    name: [{ use: 'official', family: 'Sample', given: ['Jordan', 'A.'], text: 'Jordan A. Sample' }],
    telecom: [{ system: 'phone', value: '555-0100', use: 'home' }],
    gender: 'female',
    birthDate: '1991-06-14',
    address: [
      {
        use: 'home',
        line: ['12 Example Street'],
        city: 'Springfield',
        state: 'MA',
        postalCode: '01103',
        country: 'US',
      },
    ],
    maritalStatus: concept(`${TERMINOLOGY}/v3-MaritalStatus`, 'S', 'Never Married'),
    communication: [{ language: concept('urn:ietf:bcp:47', 'en-US', 'English'), preferred: true }],
    generalPractitioner: [clinicians[0]],
  };
}

/** @param isDecisive whether this is the one that leads to a card */
export function makeCondition(scene, encounters, isDecisive) {
  const { random, at } = scene;
  const onset = isDecisive ? at - DAY_MS : scene.past();
  const isActive = random.chance(0.6);
  const isListed = random.chance(0.5);
  const code = codeOf(scene, isDecisive ? DECISIVE : problemOf(scene));
  return {
    resourceType: 'Condition',
    id: random.uuid(),
    meta: metaOf(
      scene,
      isListed ? 'condition-problems-health-concerns' : 'condition-encounter-diagnosis',
      onset,
    ),
    clinicalStatus: isActive
      ? coded(`${TERMINOLOGY}/condition-clinical`, 'active')
      : coded(`${TERMINOLOGY}/condition-clinical`, 'resolved'),
    verificationStatus: coded(`${TERMINOLOGY}/condition-ver-status`, 'confirmed'),
    category: [
      isListed
        ? concept(`${TERMINOLOGY}/condition-category`, 'problem-list-item', 'Problem List Item')
        : concept(`${TERMINOLOGY}/condition-category`, 'encounter-diagnosis', 'Encounter Diagnosis'),
    ],
    code,
    subject: { reference: `Patient/${scene.patientId}` },
    encounter: { reference: `Encounter/${random.pick(encounters)}` },
    onsetDateTime: localTime(onset),
    ...(isActive ? {} : { abatementDateTime: localTime(onset + 20 * DAY_MS) }),
    recordedDate: localTime(onset),
    recorder: random.pick(scene.clinicians),
  };
}

function visitOf({ random }) {
  let left = random.next();
  return VISITS.find(([, , , , share]) => (left -= share) < 0) ?? VISITS[0];
}

/** @param conditions ids that it may name as diagnoses */
export function makeEncounter(scene, id, conditions) {
  const { random, at } = scene;
  const isCurrent = id === scene.encounterId;
  const start = isCurrent ? at - 1_800_000 : scene.past();
  const [code, display, type, typeDisplay] = isCurrent ? VISITS[0] : visitOf(scene);
  const isHospital = code === 'EMER' || code === 'IMP';
  const clinician = random.pick(scene.clinicians);
  const end = start + 1_200_000 + random.below(4) * 900_000;
  const period = isCurrent ? { start: localTime(start) } : { start: localTime(start), end: localTime(end) };
  return {
    resourceType: 'Encounter',
    id,
    meta: metaOf(scene, 'encounter', isCurrent ? at : end),
    status: isCurrent ? 'in-progress' : 'finished',
    class: { system: `${TERMINOLOGY}/v3-ActCode`, code, display },
    type: [concept('http://snomed.info/sct', type, typeDisplay)],
    subject: { reference: `Patient/${scene.patientId}` },
    participant: [{ individual: clinician }],
    period,
    ...(random.chance(0.8) ? { reasonCode: [codeOf(scene, problemOf(scene))] } : {}),
    ...(random.chance(0.3)
      ? { diagnosis: [{ condition: { reference: `Condition/${random.pick(conditions)}` }, rank: 1 }] }
      : {}),
    ...(isHospital
      ? {
          hospitalization: {
            dischargeDisposition: concept(`${TERMINOLOGY}/discharge-disposition`, 'home', 'Home'),
          },
        }
      : {}),
    serviceProvider: random.pick(scene.organisations),
  };
}

function valueOf(random, [loinc, , kind, unit, low, span]) {
  const quantity = () => ({
    value: low + random.below(span * 10) / 10,
    unit,
    system: 'http://unitsofmeasure.org',
    code: unit,
  });
  if (loinc === '71802-3')
    return { valueCodeableConcept: concept('http://loinc.org', 'LA30189-7', 'I have housing') };
  if (kind === 'survey') return { valueCodeableConcept: concept('http://loinc.org', 'LA33-6', 'Yes') };
  if (loinc !== '85354-9') return { valueQuantity: quantity() };
  return {
    component: [
      { code: concept('http://loinc.org', '8480-6', 'Systolic blood pressure'), valueQuantity: quantity() },
      { code: concept('http://loinc.org', '8462-4', 'Diastolic blood pressure'), valueQuantity: quantity() },
    ],
  };
}

export function makeObservation(scene, encounters) {
  const { random } = scene;
  const when = scene.past();
  const kind = random.pick(OBSERVATIONS);
  const [loinc, display, category] = kind;
  return {
    resourceType: 'Observation',
    id: random.uuid(),
    meta: metaOf(scene, category === 'laboratory' ? 'observation-lab' : 'simple-observation', when),
    status: 'final',
    category: [concept(`${TERMINOLOGY}/observation-category`, category, category.replace('-', ' '))],
    code: concept('http://loinc.org', loinc, display),
    subject: { reference: `Patient/${scene.patientId}` },
    encounter: { reference: `Encounter/${random.pick(encounters)}` },
    effectiveDateTime: localTime(when),
    issued: new Date(when + 3_600_000).toISOString(),
    performer: [random.pick(scene.clinicians)],
    ...valueOf(random, kind),
  };
}

/** A nursing note as large EHRs send it: inline, its text in base64. */
export function makeNote(scene, encounters, length) {
  const { random } = scene;
  const when = scene.past();
  return {
    resourceType: 'DocumentReference',
    id: random.uuid(),
    meta: metaOf(scene, 'documentreference', when),
    status: 'current',
    type: concept('http://loinc.org', '34746-8', 'Nurse Note'),
    category: [concept(`${US_CORE}-documentreference-category`, 'clinical-note', 'Clinical Note')],
    subject: { reference: `Patient/${scene.patientId}` },
    date: new Date(when).toISOString(),
    author: [random.pick(scene.clinicians)],
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: Buffer.from(makeNotes(random, length)).toString('base64'),
        },
      },
    ],
    context: { encounter: [{ reference: `Encounter/${random.pick(encounters)}` }] },
  };
}
