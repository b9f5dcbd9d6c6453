import type { AlertBudget } from './alert-budget.js';
import type { Approval } from './approval.js';
import type { Approach } from './approach.js';
import type { AllowList, ClientProfile } from './client-profile.js';
import type { Setting } from './chart.js';
import type { Facility } from './facility.js';
import type { Gate } from './gate.js';
import type { SiteMode } from './mode.js';
import type { CooldownTimes } from './quiet.js';
import type { ReportingRule } from './reporting-rule.js';
import type { Population, Thresholds } from './scoring.js';
import type { SiteDirectory } from './site-directory.js';
import type { StaffContact } from './staff-support.js';

/** A screening instrument that the site uses; its wording stays with its owner (HTC-05). */
export type Instrument =
  | {
      readonly kind: 'questionnaire';
      readonly canonical: string;
      readonly linkId: string;
      readonly atLeast: number;
    }
  | { readonly kind: 'observation'; readonly system: string; readonly code: string; readonly atLeast: number }
  | { readonly kind: 'observation-positive'; readonly system: string; readonly code: string };

export interface SiteCode {
  readonly system: string;
  readonly code: string;
}

/** How registration marks a patient without identification (HTC-15); insurance and immigration are never looked at. */
export interface Registration {
  /** family names given to unknown patients, such as "Unknown" */
  readonly unknownNames: readonly string[];
  /** identifier systems of identity documents; a patient with none of them has no identification */
  readonly identitySystems: readonly string[];
}

/** A department that has its own approach, told by the current encounter: every member given must fit. */
export interface Department {
  readonly id: string;
  readonly match: {
    /** ids of Locations */
    readonly locations: readonly string[] | undefined;
    /** ids of Organizations */
    readonly serviceProviders: readonly string[] | undefined;
    readonly serviceTypes: readonly SiteCode[] | undefined;
  };
  readonly approach: Approach;
  readonly mode: SiteMode;
  /** instead of the site's own `alertBudget.per1000` */
  readonly alertsPer1000: number | undefined;
  /** instead of the site's own */
  readonly facility?: Facility | undefined;
}

/** One hospital's choices. They overlay the content and cannot reach what the invariants protect. */
export interface Site {
  readonly id: string;
  readonly title: string;
  /** synthetic patients only: no auth, loopback only, no rate limit, no cooldown */
  readonly demo: boolean;
  readonly auth: 'jwt' | 'none-demo' | 'none-i-accept-the-risk';
  /** whether discovery asks for a token too, where the site authenticates */
  readonly protectDiscovery: boolean;
  readonly language: string;
  /** base URLs, origin and path, without trailing slash, for clients that have no list of their own */
  readonly fhirServers: AllowList;
  /** for clients that have no list of their own */
  readonly corsOrigins: AllowList;
  /** exactly one where the site does not authenticate: it stands for every caller */
  readonly clients: readonly ClientProfile[];
  /** where no department says otherwise; `pathway` in the site file */
  readonly approach: Approach;
  readonly departments: readonly Department[];
  /** no department is louder than this */
  readonly mode: SiteMode;
  /** for charts that are in none of the departments */
  readonly elsewhere: SiteMode;
  readonly gate: Gate;
  /** what its people have approved of the content that it runs */
  readonly approvals: readonly Approval[];
  /** where it lies; undefined: nobody has said, so nothing is near it */
  readonly facility: Facility | undefined;
  /** services that it lists itself */
  readonly directory: SiteDirectory;
  /** undefined: nothing is ever kept quiet (the demo site) */
  readonly cooldown: CooldownTimes | undefined;
  /** undefined: none (the demo site) */
  readonly alertBudget: AlertBudget | undefined;
  /** `meta.security` codes of a Patient or of the current Encounter whose chart is left alone, such as those of staff */
  readonly excludedCharts: readonly SiteCode[];
  /** whom its staff may turn to */
  readonly staffSupport: readonly StaffContact[];
  /** where staff open the page of support; undefined: no card links to it */
  readonly staffSupportLink: string | undefined;
  readonly cues: { readonly optIn: readonly string[]; readonly off: readonly string[] };
  readonly thresholds: Readonly<Partial<Record<Population, Readonly<Partial<Record<Setting, Thresholds>>>>>>;
  readonly tier3Indicator: 'info' | 'warning';
  /** whether time alone is routine for everyone here; only then may the card say so (decision 21) */
  readonly timeAloneIsRoutine: boolean;
  /** id of a support line of the directory */
  readonly supportLine: string | undefined;
  /** short local contact, such as an extension of social work; shown as plain text */
  readonly localContact: string | undefined;
  /** name of a file of the folder jurisdictions */
  readonly jurisdiction: string | undefined;
  /** the site's own reporting rules, beside those of the jurisdiction's file */
  readonly reportingTable: readonly ReportingRule[];
  readonly valueSets: Readonly<Record<string, readonly SiteCode[]>>;
  readonly instruments: readonly Instrument[];
  readonly registration: Registration;
  /** whether comments beside feedback are kept, sealed, for 30 days; else they are dropped when they come in */
  readonly keepsComments: boolean;
  readonly fhirBudgetMs: number;
  /** private networks that may be connected to, as CIDR blocks; all others are refused whatever a name resolves to */
  readonly privateNetworks: readonly string[];
}

/** The language of a card: the clinician's, by client and then by site; never the patient's, whom an interpreter serves. */
export function cardLanguage(site: Pick<Site, 'language'>, client: Pick<ClientProfile, 'language'>): string {
  return client.language ?? site.language;
}

/** Where a department lies, else the site. */
export function facilityOf(
  site: Pick<Site, 'facility' | 'departments'>,
  department: string | undefined,
): Facility | undefined {
  return site.departments.find(({ id }) => id === department)?.facility ?? site.facility;
}

/** Every language that cards of this site are written in. */
export function cardLanguages(site: Pick<Site, 'language' | 'clients'>): readonly string[] {
  return [...new Set(site.clients.map((client) => cardLanguage(site, client)))];
}

/** Base URLs of the FHIR servers that may be read for this client. */
export function fhirServersOf(
  site: Pick<Site, 'fhirServers'>,
  client: Pick<ClientProfile, 'fhirServers'>,
): AllowList {
  return client.fhirServers ?? site.fhirServers;
}

/** Browser origins that may read answers for this client. */
export function corsOriginsOf(
  site: Pick<Site, 'corsOrigins'>,
  client: Pick<ClientProfile, 'corsOrigins'>,
): AllowList {
  return client.corsOrigins ?? site.corsOrigins;
}
