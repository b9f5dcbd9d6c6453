/** FHIR R4 systems and profiles of a directory (HL7 US Human Services Directory IG 1.0.0, https://hl7.org/fhir/us/hsds/STU1/). */
export const PROFILES = {
  HealthcareService: 'http://hl7.org/fhir/us/hsds/StructureDefinition/hsds-HealthcareService',
  Organization: 'http://hl7.org/fhir/us/hsds/StructureDefinition/hsds-Organization',
  Location: 'http://hl7.org/fhir/us/hsds/StructureDefinition/hsds-Location',
} as const;

/** Before the name of an extra: as an extension, or as the system of a characteristic. */
export const EXTRA_SYSTEM = 'urn:haven-cds:directory:';
/** Before an area, as the system of an identifier. */
export const AREA_SYSTEM = 'urn:haven-cds:area';
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** v3-ActCode: the location is restricted. */
export const LOCIS = 'LOCIS';
export const BCP_47 = 'urn:ietf:bcp:47';

/** FHIR days of the week, Monday first, as the weekdays of RFC 5545. */
export const FHIR_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
