import { z } from 'zod';
import { isTimeZone } from '../../directory/zone-offset.js';
import { APPROACHES } from '../../model/approach.js';
import { SITE_MODES } from '../../model/mode.js';
import { REPORTING_RULE } from './jurisdiction-file.js';
import { THRESHOLDS } from './scoring-file.js';
import { STAFF_SUPPORT } from './staff-support-file.js';
import { ORIGINS, SERVERS } from './allow-list.js';

const coding = z.strictObject({
  system: z.string().min(1),
  code: z.string().min(1),
  display: z.string().min(1).optional(),
});
const cueIds = z.array(z.string());
const bySetting = z.strictObject({ ED: THRESHOLDS.optional(), AMB: THRESHOLDS.optional() });

const INSTRUMENT = z.union([
  z.strictObject({ questionnaire: z.string().min(1), linkId: z.string().min(1), atLeast: z.number() }),
  z.strictObject({ observation: coding, atLeast: z.number() }),
  z.strictObject({ observation: coding, positive: z.literal(true) }),
]);

const ids = z.array(z.string().min(1)).min(1);
const approach = z.enum(APPROACHES);
const mode = z.enum(SITE_MODES);
const per1000 = z.number().min(0).max(1000);
const language = z.string().regex(/^[a-z]{2}$/);

/** Where a department lies: what it can offer must be near it. */
const FACILITY = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 code such as "US"'),
  stateProvince: z.string().min(1).optional(),
  county: z.string().min(1).optional(),
  city: z.string().min(1).optional(),
  postalCode: z.string().min(1).max(12).optional(),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as "America/Chicago"'),
});

const DEPARTMENT = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** every member given must fit the current encounter, each by one of its values */
  match: z
    .strictObject({
      locations: ids.optional(),
      serviceProviders: ids.optional(),
      serviceTypes: z
        .array(z.strictObject({ system: z.string().min(1), code: z.string().min(1) }))
        .min(1)
        .optional(),
    })
    .refine(
      (match) => Object.values(match).some((values) => values !== undefined),
      'give locations, serviceProviders or serviceTypes',
    ),
  pathway: approach,
  /** never louder than the site's; default `shadow`, on a demo site `live` */
  mode: mode.optional(),
  /** instead of `alertBudget.per1000` */
  alertsPer1000: per1000.optional(),
  /** instead of the site's */
  facility: FACILITY.optional(),
});

const days = z.int().min(0).max(90);

/** How long a topic is quiet for a patient (decision 17). A keyed mark of whom it was about lives as long: at most 90 days from the answer (response brief 7.7). */
const COOLDOWN = z.strictObject({
  declinedDays: days.default(90),
  offeredDays: days.default(30),
  doneDays: days.default(0),
  notInPrivateHours: z.int().min(0).max(24).default(4),
  /** for a client that cannot report outcomes */
  timesPerEncounter: z.int().min(1).max(3).default(3),
});

/** Our judgement, for the site to set: no source says how many cards are too many. */
const ALERT_BUDGET = z.strictObject({
  per1000: per1000.default(50),
  days: z.int().min(1).max(30).default(7),
  atLeast: z.int().min(1).max(1000).default(20),
});

/** What a site may lay over the content. */
export const OVERLAY = z.strictObject({
  cues: z
    .strictObject({ optIn: cueIds.default([]), off: cueIds.default([]) })
    .default({ optIn: [], off: [] }),
  thresholds: z.strictObject({ adult: bySetting.optional(), minor: bySetting.optional() }).default({}),
  valueSets: z
    .record(z.string(), z.array(z.strictObject({ system: z.string(), code: z.string() })))
    .default({}),
  instruments: z.array(INSTRUMENT).default([]),
  registration: z
    .strictObject({
      unknownNames: z.array(z.string().min(1)).default([]),
      identitySystems: z.array(z.string().min(1)).default([]),
    })
    .prefault({}),
  tier3Indicator: z.enum(['info', 'warning']).default('info'),
  timeAloneIsRoutine: z.boolean().default(false),
  supportLine: z.string().optional(),
  localContact: z.string().max(120).optional(),
  /** file of the folder jurisdictions, whose sentence takes the place of the limits step */
  jurisdiction: z.string().optional(),
  /** the site's own reporting rules, read by its lawyer; never shown */
  reportingTable: z.array(REPORTING_RULE).default([]),
});

/** sites/<id>/site.yaml */
export const SITE_FILE = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  demo: z.boolean().default(false),
  auth: z.enum(['jwt', 'none-demo', 'none-i-accept-the-risk']).optional(),
  /** false: anybody may read the list of services, as some EHRs and test kits do */
  protectDiscovery: z.boolean().default(true),
  /** folder of the content, relative to the site's folder; default: the content that ships with the service */
  content: z.string().optional(),
  language: language.default('en'),
  pathway: approach.default('conversation'),
  departments: z
    .array(DEPARTMENT)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each id once')
    .default([]),
  /** no department is louder than this; default `shadow`, on a demo site `live` */
  mode: mode.optional(),
  /** for charts that are in none of the departments; default: as `mode` */
  elsewhere: mode.optional(),
  /** without it nothing local is offered, and no department is live */
  facility: FACILITY.optional(),
  /** a demo site has none */
  cooldown: COOLDOWN.prefault({}),
  /** a demo site has none */
  alertBudget: ALERT_BUDGET.prefault({}),
  /** `meta.security` of a Patient or of the current Encounter whose chart is left alone */
  excludedCharts: z.array(z.strictObject({ system: z.string().min(1), code: z.string().min(1) })).default([]),
  /** whom staff may turn to, on the page `/staff-support` */
  staffSupport: STAFF_SUPPORT.prefault({}),
  fhirServers: SERVERS.default([]),
  corsOrigins: ORIGINS.default([]),
  /** what becomes of a comment that a clinician writes beside feedback: it is free text */
  feedbackComments: z.enum(['dropped', 'kept-30-days']).default('dropped'),
  fhirBudgetMs: z.int().min(50).max(10_000).default(800),
  /** CIDR blocks of the hospital's own network in which its FHIR and key servers stand */
  privateNetworks: z.array(z.union([z.cidrv4(), z.cidrv6()])).default([]),
  overlay: OVERLAY.prefault({}),
});

export type SiteEntry = z.infer<typeof SITE_FILE>;
export type DepartmentEntry = z.infer<typeof DEPARTMENT>;
export type OverlayEntry = z.infer<typeof OVERLAY>;
export type FacilityEntry = z.infer<typeof FACILITY>;
export type InstrumentEntry = z.infer<typeof INSTRUMENT>;
