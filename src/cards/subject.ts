import type { Coding } from '../protocol/coding.js';

/** Restricted, and sensitive in the sense that fits best; by code only, since the text of SDV names violence (decision 20). */
export const SECURITY: readonly Coding[] = [
  { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' },
];

/** Whom a card is about, who reads it, and when. */
export interface Subject {
  readonly patientId: string;
  readonly encounterId: string | undefined;
  /** `Type/id` */
  readonly userId: string;
  /** milliseconds since 1970 UTC */
  readonly at: number;
}

/** The patient, by reference alone: nothing else of a patient stands in what we propose. */
export function patientOf({ patientId }: Subject): { readonly reference: string } {
  return { reference: `Patient/${patientId}` };
}

/** The encounter, where the call names one. */
export function encounterOf({ encounterId }: Subject): {
  readonly encounter?: { readonly reference: string };
} {
  return encounterId === undefined ? {} : { encounter: { reference: `Encounter/${encounterId}` } };
}
