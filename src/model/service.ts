/**
 * A service of the directory, after Open Referral HSDS 3.0 (https://docs.openreferral.org/en/3.0/) by its names, and with what
 * this work needs and HSDS lacks (response brief 3.3). What is undefined is not known, which is never yes and never no.
 */

/** What a service does. A police-run service is a type of its own, and never a default. */
export const SERVICE_TYPES = [
  'crisis-line',
  'advocacy',
  'shelter',
  'forensic-examination',
  'substance-use',
  'mental-health',
  'legal-immigration',
  'legal-record',
  'legal-work',
  'child-advocacy',
  'interpreter',
  'peer',
  'basic-needs',
  'medical-home',
  'police-unit',
] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];

/** What has happened to the people whom a service is for. */
export const SITUATIONS = ['sexual', 'labour', 'familial', 'forced-criminality'] as const;
export type Situation = (typeof SITUATIONS)[number];

export const GENDERS = ['woman', 'man', 'trans-woman', 'trans-man', 'non-binary'] as const;
export type Gender = (typeof GENDERS)[number];

/** What a service may say of whom it serves: US victim-service law (VAWA, FVPSA, VOCA), health privacy law, police files, or nothing. */
export const REGIMES = ['victim-services', 'health', 'police', 'none'] as const;
type Regime = (typeof REGIMES)[number];

/** SDOHCC 3.0.0, capacity status. */
export const CAPACITIES = ['capacity', 'additional-assessment-required', 'waitlist', 'no-capacity'] as const;
type Capacity = (typeof CAPACITIES)[number];

/** How a person comes to a service; the first is the best that it offers. */
export const INTAKES = ['call-together', 'clinician-referral', 'self-referral'] as const;
export type Intake = (typeof INTAKES)[number];

/** HSDS service.status. */
export const STATUSES = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;
type Status = (typeof STATUSES)[number];

/** HSDS phone.type, which draws on RFC 6350. */
export const PHONE_TYPES = ['voice', 'text', 'textphone', 'fax'] as const;
type PhoneType = (typeof PHONE_TYPES)[number];

/** HSDS phone. */
export interface Phone {
  readonly number: string;
  readonly type: PhoneType;
  readonly languages?: readonly string[] | undefined;
  readonly description?: string | undefined;
  /** whether it speaks on an answering machine, which somebody else may hear */
  readonly leavesVoicemail?: boolean | undefined;
}

/** RFC 5545 weekdays. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** HSDS schedule, as far as one can say from it whether a service is open. Times are local; one that closes at or before it opens does so on the next day. */
export type Schedule =
  | { readonly kind: 'always' }
  | {
      readonly kind: 'weekly';
      readonly byday: readonly Weekday[];
      /** `HH:MM` */
      readonly opensAt: string;
      readonly closesAt: string;
      /** first and last day, `YYYY-MM-DD` */
      readonly validFrom?: string | undefined;
      readonly validTo?: string | undefined;
    }
  /** hours that are only said in words */
  | { readonly kind: 'other'; readonly description: string };

/** Days on which a service is closed whatever its hours say: holidays, and what a year brings. */
export type Closure =
  /** every year, `MM-DD` */
  | { readonly kind: 'yearly'; readonly day: string }
  /** first and last day, `YYYY-MM-DD` */
  | { readonly kind: 'dates'; readonly from: string; readonly to: string };

/** HSDS service_area, in names that can be compared: ISO 3166 codes, and the usual names of counties and cities. */
export type Area =
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'country'; readonly country: string }
  | { readonly kind: 'state'; readonly country: string; readonly stateProvince: string }
  | {
      readonly kind: 'county';
      readonly country: string;
      readonly stateProvince: string;
      readonly county: string;
    }
  | { readonly kind: 'city'; readonly country: string; readonly stateProvince: string; readonly city: string }
  /** postal codes that begin so */
  | { readonly kind: 'postal'; readonly country: string; readonly prefix: string };

/** HSDS location. A confidential one has no address, no coordinate and no postal code: there is no member to hold them. */
export type Place =
  | {
      readonly kind: 'physical';
      readonly name?: string | undefined;
      readonly address1: string;
      readonly city: string;
      readonly stateProvince?: string | undefined;
      readonly postalCode?: string | undefined;
      readonly country: string;
      readonly latitude?: number | undefined;
      readonly longitude?: number | undefined;
    }
  | { readonly kind: 'virtual' }
  | {
      readonly kind: 'confidential';
      readonly city?: string | undefined;
      readonly stateProvince?: string | undefined;
      readonly country: string;
    };

/** Who found a service to be as it is said, when, and how. */
export interface Verification {
  /** a day, a month (its first day counts), or `start` for a demo site */
  readonly verifiedOn: string;
  readonly by?: string | undefined;
  readonly method?: string | undefined;
  /** the first day on which it is due again, where that is sooner than usual */
  readonly nextDue?: string | undefined;
}

/** One service of one organization. */
export interface Service {
  readonly id: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly name: string;
  /** the neutral name: what may be read over a shoulder */
  readonly alternateName?: string | undefined;
  readonly description?: string | undefined;
  readonly status: Status;
  readonly types: readonly ServiceType[];
  readonly situations?: readonly Situation[] | undefined;
  readonly minimumAge?: number | undefined;
  readonly maximumAge?: number | undefined;
  readonly minors?:
    | {
        readonly unaccompanied?: boolean | undefined;
        readonly guardianConsent?: boolean | undefined;
      }
    | undefined;
  /** undefined: it does not ask */
  readonly genders?: readonly Gender[] | undefined;
  readonly withChildren?: boolean | undefined;
  readonly couples?: boolean | undefined;
  readonly pets?: boolean | undefined;
  /** spoken by staff, as BCP 47 primary languages */
  readonly languages: readonly string[];
  readonly interpretation?: boolean | undefined;
  readonly phones: readonly Phone[];
  readonly email?: string | undefined;
  /** its page, and the title that a browser shows for it */
  readonly url?: { readonly address: string; readonly title?: string | undefined } | undefined;
  /** IANA name, or an offset such as `+02:00` where nothing better is known */
  readonly timeZone?: string | undefined;
  /** undefined: not known */
  readonly schedules?: readonly Schedule[] | undefined;
  readonly closures: readonly Closure[];
  readonly serviceAreas: readonly Area[];
  readonly locations: readonly Place[];
  readonly fees?: string | undefined;
  readonly idRequired?: boolean | undefined;
  readonly asksImmigrationStatus?: boolean | undefined;
  readonly intake: readonly Intake[];
  readonly regime?: Regime | undefined;
  readonly sharesWithPolice?: boolean | undefined;
  readonly mandatoryReporter?: boolean | undefined;
  readonly policeRun?: boolean | undefined;
  readonly survivorLed?: boolean | undefined;
  readonly vettedBy?: string | undefined;
  readonly agreementOn?: string | undefined;
  readonly capacity?: Capacity | undefined;
  readonly waitDays?: number | undefined;
  /** HSDS service.alert: what holds for a short time */
  readonly alert?: string | undefined;
  readonly caution?: string | undefined;
  readonly source?: string | undefined;
  readonly verification?: Verification | undefined;
}

/** What is run by police, whatever it is called. */
export function isPoliceRun({
  types,
  policeRun,
  regime,
}: Pick<Service, 'types' | 'policeRun' | 'regime'>): boolean {
  return policeRun === true || regime === 'police' || types.includes('police-unit');
}
