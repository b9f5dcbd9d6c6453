/** Canonical code system URLs; FHIR terminology, https://terminology.hl7.org/external_terminologies.html */
export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const SNOMED_CT = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
/** Classes of encounters */
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['urn:oid:2.16.840.1.113883.6.90', ICD_10_CM],
  ['urn:oid:2.16.840.1.113883.6.96', SNOMED_CT],
  ['urn:oid:2.16.840.1.113883.6.1', LOINC],
  ['urn:oid:2.16.840.1.113883.5.4', ACT_CODE],
  ['http://hl7.org/fhir/v3/ActCode', ACT_CODE],
  [
    'http://hl7.org/fhir/discharge-disposition',
    'http://terminology.hl7.org/CodeSystem/discharge-disposition',
  ],
]);

/** One name for a code system, whatever form a record uses: URL, OID, or an edition or version of SNOMED CT. */
export function canonicalSystem(system: string): string {
  if (system === ICD_10_CM || system === SNOMED_CT || system === LOINC || system === ACT_CODE) return system;
  const alias = ALIASES.get(system);
  if (alias !== undefined) return alias;
  if (system.startsWith('http://snomed.info/sct')) return SNOMED_CT;
  return system.startsWith('https://') ? withoutTls(system) : system;
}

/** Some write the three great systems with https; the URL is a name, not an address. */
function withoutTls(system: string): string {
  const plain = `http://${system.slice(8)}`;
  return [ICD_10_CM, SNOMED_CT, LOINC].includes(plain) ? plain : system;
}

/** An ICD-10-CM code without dots or spaces, in upper case: `t74.51xa` is `T7451XA`. */
export function plainIcd(code: string): string {
  return code.replaceAll(/[.\s]/g, '').toUpperCase();
}

/** A dot or space among the first three characters: not how ICD-10-CM is written, but some do. */
export function isOddlyWritten(code: string): boolean {
  const dot = code.indexOf('.');
  return (dot >= 0 && dot < 3) || code.includes(' ');
}

/** The three-character category of an ICD-10-CM code, in upper case. */
export function icdCategory(code: string): string {
  return (isOddlyWritten(code) ? plainIcd(code) : code).slice(0, 3).toUpperCase();
}

function upper(symbol: number): number {
  return symbol >= 97 && symbol <= 122 ? symbol - 32 : symbol;
}

/**
 * The first characters of a plain ICD-10-CM code as one number, in upper case: comparing numbers touches no memory, and most
 * codes of a record are in no category that content asks for.
 *
 * @param length 1, 2 or 3
 */
export function packedCategory(code: string, length: number): number {
  let packed = 0;
  for (let at = 0; at < length; at += 1) packed = packed * 256 + upper(code.charCodeAt(at));
  return packed;
}
