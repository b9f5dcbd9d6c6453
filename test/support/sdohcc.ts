/** One row of the table of docs/referral.md: what a profile of the SDOH Clinical Care guide says of an element. */
export interface ProfileRow {
  readonly profile: 'ServiceRequest' | 'Task';
  /** below the resource; a slice in brackets */
  readonly element: string;
  readonly cardinality: '0..0' | '0..1' | '0..*' | '1..1';
  /** the one value that the profile allows, or where its values come from; `-` where it says nothing */
  readonly fixed: string;
  /** what we send; `-` for nothing */
  readonly ours: string;
  readonly source: 'SDOHCC 3.0.0' | 'US Core 7.0.0' | 'R4 4.0.1';
}

const row = (
  profile: ProfileRow['profile'],
  element: string,
  cardinality: ProfileRow['cardinality'],
  fixed: string,
  ours: string,
  source: ProfileRow['source'] = 'SDOHCC 3.0.0',
): ProfileRow => ({ profile, element, cardinality, fixed, ours, source });

/**
 * What the two profiles require, forbid or fix, read in the sources of the guide (HL7/fhir-sdoh-clinicalcare at 6604b7a of
 * 2026-08-21, version 3.0.0: SDOHCCServiceRequest.fsh, SDOHCCTaskForReferralManagement.fsh) and of what they build on.
 */
export const SDOHCC_ROWS: readonly ProfileRow[] = [
  row('ServiceRequest', 'status', '1..1', 'any of R4', 'draft', 'R4 4.0.1'),
  row('ServiceRequest', 'intent', '1..1', 'any of R4', 'proposal', 'R4 4.0.1'),
  row('ServiceRequest', 'category[SDOHCC]', '0..*', 'SDOH Category', 'sdoh-category-unspecified'),
  row('ServiceRequest', 'code', '1..1', 'US Core Procedure Codes', '308440001', 'US Core 7.0.0'),
  row(
    'ServiceRequest',
    'orderDetail[SubjectContactDetail]',
    '0..1',
    'contacting-subject-prohibited',
    'contacting-subject-prohibited',
  ),
  row('ServiceRequest', 'subject', '1..1', 'Patient, Group, Location', 'Patient'),
  row('ServiceRequest', 'specimen', '0..0', '-', '-'),
  row('ServiceRequest', 'bodySite', '0..0', '-', '-'),
  row('Task', 'status', '1..1', 'Referral Task Status', 'draft'),
  row('Task', 'statusReason', '0..1', '-', '-', 'R4 4.0.1'),
  row('Task', 'intent', '1..1', 'order', 'order'),
  row('Task', 'code', '1..1', 'fulfill', 'fulfill'),
  row('Task', 'focus', '1..1', 'ServiceRequest', 'ServiceRequest'),
  row('Task', 'for', '1..1', 'Patient, Group, RelatedPerson', 'Patient'),
  row('Task', 'authoredOn', '1..1', '-', 'moment of the call'),
  row('Task', 'requester', '1..1', 'PractitionerRole, Organization', 'PractitionerRole, Organization'),
];

export const SDOHCC_CODES =
  'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes';
