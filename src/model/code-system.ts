/** Canonical code system URLs; FHIR terminology, https://terminology.hl7.org/external_terminologies.html */
export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const SNOMED_CT = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['urn:oid:2.16.840.1.113883.6.90', ICD_10_CM],
  ['urn:oid:2.16.840.1.113883.6.96', SNOMED_CT],
  ['urn:oid:2.16.840.1.113883.6.1', LOINC],
  ['urn:oid:2.16.840.1.113883.5.4', 'http://terminology.hl7.org/CodeSystem/v3-ActCode'],
  ['http://hl7.org/fhir/v3/ActCode', 'http://terminology.hl7.org/CodeSystem/v3-ActCode'],
  [
    'http://hl7.org/fhir/discharge-disposition',
    'http://terminology.hl7.org/CodeSystem/discharge-disposition',
  ],
]);

/** One name for a code system, whatever form a record uses: URL, OID, or an edition or version of SNOMED CT. */
export function canonicalSystem(system: string): string {
  if (system === ICD_10_CM || system === SNOMED_CT || system === LOINC) return system;
  const alias = ALIASES.get(system);
  if (alias !== undefined) return alias;
  if (system.startsWith('http://snomed.info/sct')) return SNOMED_CT;
  if (system.startsWith('https://')) {
    const plain = `http://${system.slice(8)}`;
    if (plain === ICD_10_CM || plain === SNOMED_CT || plain === LOINC) return plain;
  }
  return system;
}

/** An ICD-10-CM code without dots or spaces, in upper case: `t74.51xa` is `T7451XA`. */
export function plainIcd(code: string): string {
  return code.replaceAll(/[.\s]/g, '').toUpperCase();
}
