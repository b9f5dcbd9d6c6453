import { ICD_10_CM, LOINC, SNOMED_CT } from '../model/code-system.js';

/**
 * What no cue may read (cue catalogue, section 4.1). It stands in code, not in content, so that neither an owner nor
 * a site can take it away (invariant: overlays cannot reach what the invariants protect).
 */
export interface Forbidden {
  readonly why: string;
  /** every code of these systems */
  readonly systems?: readonly string[];
  readonly codes?: readonly { readonly system: string; readonly codes: readonly string[] }[];
}

export const MUST_NOT_USE: readonly Forbidden[] = [
  {
    why: 'race and ethnicity',
    systems: [
      'urn:oid:2.16.840.1.113883.6.238',
      'urn:oid:2.16.840.1.113883.5.104',
      'urn:oid:2.16.840.1.113883.5.50',
      'http://terminology.hl7.org/CodeSystem/v3-Race',
      'http://terminology.hl7.org/CodeSystem/v3-Ethnicity',
    ],
    codes: [{ system: LOINC, codes: ['32624-9', '69490-1', '72826-1', '46463-6', '56051-6'] }],
  },
  {
    why: 'nationality, birthplace, immigration status',
    systems: ['urn:iso:std:iso:3166', 'urn:iso:std:iso:3166:-2'],
    codes: [
      { system: LOINC, codes: ['66477-3', '21842-0'] },
      { system: ICD_10_CM, codes: ['Z603', 'Z605'] },
    ],
  },
  {
    why: 'language, or the need of an interpreter, as a cue',
    systems: [
      'urn:ietf:bcp:47',
      'http://terminology.hl7.org/CodeSystem/iso639-2',
      'urn:oid:2.16.840.1.113883.6.121',
    ],
    codes: [{ system: LOINC, codes: ['54588-9', '54899-0'] }],
  },
  {
    why: 'insurance, payer, income, address',
    systems: [
      'https://nahdo.org/sopt',
      'http://terminology.hl7.org/CodeSystem/coverage-class',
      'http://terminology.hl7.org/CodeSystem/v3-ActInsurancePolicyCode',
    ],
    codes: [
      { system: LOINC, codes: ['76437-3', '63586-2', '56799-0'] },
      { system: ICD_10_CM, codes: ['Z597'] },
    ],
  },
  {
    why: 'sex, gender identity, sexual orientation',
    systems: [
      'http://hl7.org/fhir/administrative-gender',
      'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender',
    ],
    codes: [
      { system: LOINC, codes: ['76691-5', '76690-7', '76689-9', '46098-0'] },
      { system: ICD_10_CM, codes: ['F64', 'F66', 'Z87890'] },
    ],
  },
  {
    why: 'occupation by itself, religion',
    codes: [
      { system: LOINC, codes: ['11341-5', '21843-8', '67875-5', '93035-4'] },
      { system: ICD_10_CM, codes: ['Z560'] },
    ],
  },
  {
    why: 'HIV',
    codes: [
      { system: ICD_10_CM, codes: ['B20', 'Z21'] },
      { system: SNOMED_CT, codes: ['86406008'] },
    ],
  },
  {
    why: 'an earlier alert of this service',
    systems: ['urn:haven-cds:topic', 'urn:supportive-care:referral-state', 'urn:supportive-care:plan-mark'],
  },
];

/** Codes that may be read for minors only: for adults they are stigma or policing bias, not evidence. */
export const MINORS_ONLY: readonly {
  readonly why: string;
  readonly system: string;
  readonly codes: readonly string[];
}[] = [
  {
    why: 'adult high-risk sexual behaviour (sex work is not trafficking)',
    system: ICD_10_CM,
    codes: ['Z725'],
  },
  { why: 'criminal record of adults', system: ICD_10_CM, codes: ['Z650', 'Z651', 'Z652', 'Z653'] },
  { why: 'criminal record of adults', system: LOINC, codes: ['93028-9'] },
];
