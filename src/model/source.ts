/** A kind of record that evidence is read from; each is one prefetch key and one FHIR query. */
export const SOURCES = [
  'patient',
  'encounter',
  'encounters',
  'conditions',
  'observations',
  'procedures',
  'appointments',
  'questionnaireResponses',
  'documents',
] as const;
export type Source = (typeof SOURCES)[number];

/**
 * What is known of a source.
 * `known`: all of it was read (it may be empty). `incomplete`: some was read and there is more.
 * `absent`: nobody sent it and it could not be fetched. `unavailable`: somebody tried and failed.
 */
export type SourceState =
  | { readonly kind: 'known' }
  | { readonly kind: 'incomplete'; readonly reason: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** FHIR resource types that evidence is read from, and the source that carries each. */
export const SOURCE_OF = {
  Patient: 'patient',
  Encounter: 'encounters',
  Condition: 'conditions',
  Observation: 'observations',
  Procedure: 'procedures',
  Appointment: 'appointments',
  QuestionnaireResponse: 'questionnaireResponses',
  DocumentReference: 'documents',
  ClinicalImpression: 'documents',
  Composition: 'documents',
} as const satisfies Record<string, Source>;
export type EvidenceResource = keyof typeof SOURCE_OF;
