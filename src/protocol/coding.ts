/** https://cds-hooks.hl7.org/2.0/#coding; in FHIR too: https://hl7.org/fhir/R4/datatypes.html#Coding */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}
