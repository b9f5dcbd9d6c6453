import { z } from 'zod';
import { SERVICE_TYPES } from '../../model/service.js';

const column = z.union([
  z.string().min(1),
  z.strictObject({
    column: z.string().min(1),
    /** what stands between several values in one cell */
    split: z.string().min(1).optional(),
    /** their words to ours; a word that is not among them stays as it is */
    values: z.record(z.string(), z.string()).optional(),
  }),
]);

/** What a column of a CSV file can be. */
const CSV_FIELDS = [
  'id',
  'organization',
  'organizationId',
  'name',
  'alternateName',
  'description',
  'status',
  'types',
  'situations',
  'minimumAge',
  'maximumAge',
  'unaccompaniedMinors',
  'guardianConsent',
  'genders',
  'withChildren',
  'couples',
  'pets',
  'languages',
  'interpretation',
  'phone',
  'textPhone',
  'textMessages',
  'email',
  'url',
  'urlTitle',
  'timeZone',
  'hours',
  'closedOn',
  'areas',
  'confidential',
  'address1',
  'city',
  'stateProvince',
  'postalCode',
  'country',
  'latitude',
  'longitude',
  'fees',
  'idRequired',
  'asksImmigrationStatus',
  'intake',
  'regime',
  'sharesWithPolice',
  'mandatoryReporter',
  'policeRun',
  'survivorLed',
  'vettedBy',
  'agreementOn',
  'capacity',
  'waitDays',
  'alert',
  'caution',
  'source',
  'verifiedOn',
  'verifiedBy',
  'verifiedHow',
] as const;
export type CsvField = (typeof CSV_FIELDS)[number];

/** How somebody else's names become ours (docs/directory.md). */
export const MAPPING = z.strictObject({
  /** CSV: which column is what */
  columns: z.partialRecord(z.enum(CSV_FIELDS), column).default({}),
  delimiter: z.string().length(1).default(','),
  /** HSDS taxonomy terms and FHIR types, by code or name, to the types that they stand for */
  terms: z.record(z.string(), z.enum(SERVICE_TYPES)).default({}),
  /** names of service areas to areas such as `US-IL/county:Cook` */
  areas: z.record(z.string(), z.string()).default({}),
  /** members of every service that does not say otherwise, such as its time zone */
  defaults: z.record(z.string(), z.unknown()).default({}),
});

export type Mapping = z.infer<typeof MAPPING>;

/** Nothing is renamed. */
export const NO_MAPPING: Mapping = MAPPING.parse({});
