import { z } from 'zod';
import {
  CAPACITIES,
  GENDERS,
  INTAKES,
  PHONE_TYPES,
  REGIMES,
  SERVICE_TYPES,
  SITUATIONS,
  STATUSES,
  WEEKDAYS,
} from '../model/service.js';
import type { Schedule } from '../model/service.js';
import { isTimeZone } from './zone-offset.js';

const line = z.string().trim().min(1).max(300);
const text = z.string().trim().min(1).max(4000);
const day = z.iso.date('a day that exists, such as "2026-03-31"');
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 code such as "US"');
const age = z.int().min(0).max(150);
/** https:// alone: an address that somebody on the way can read is no address to give */
const address = z.url({ protocol: /^https?$/ }).max(2000);
const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 tag such as "es"')
  .transform((tag) => tag.split('-')[0]?.toLowerCase() ?? '');
/** `24:00` and `00:00` are one midnight: what closes at or before it opens closes on the next day. */
const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time such as "09:00"')
  .transform((at) => (at === '24:00' ? '00:00' : at));

/** Each value once, in the order of the list that they are of: equal services are written alike. */
function each<const T extends string>(known: readonly [T, ...T[]]): z.ZodType<readonly T[]> {
  return z.array(z.enum(known)).transform((given) => known.filter((value) => given.includes(value)));
}

const languages = z.array(language).transform((given) => [...new Set(given)].toSorted());

const PHONE = z.strictObject({
  number: z.string().trim().min(3).max(60),
  type: z.enum(PHONE_TYPES).default('voice'),
  languages: languages.optional(),
  description: line.optional(),
  leavesVoicemail: z.boolean().optional(),
});

const SCHEDULE = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({
    kind: z.literal('weekly'),
    byday: each(WEEKDAYS).refine((days) => days.length > 0, 'at least one weekday'),
    opensAt: time,
    closesAt: time,
    validFrom: day.optional(),
    validTo: day.optional(),
  }),
  z.strictObject({ kind: z.literal('other'), description: line }),
]);

/** Every hour of every day is always, however it is written (HSDS ends a day at 23:59). */
function plainest(schedule: Schedule): Schedule {
  if (schedule.kind !== 'weekly') return schedule;
  const { byday, opensAt, closesAt, validFrom, validTo } = schedule;
  const isWhole =
    byday.length === WEEKDAYS.length && opensAt === '00:00' && /^(?:00:00|23:59)$/.test(closesAt);
  return isWhole && validFrom === undefined && validTo === undefined ? { kind: 'always' } : schedule;
}

const CLOSURE = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('yearly'),
    day: z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'a day such as "12-25"'),
  }),
  z
    .strictObject({ kind: z.literal('dates'), from: day, to: day })
    .refine(({ from, to }) => from <= to, 'ends before it begins'),
]);

const AREA = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everywhere') }),
  z.strictObject({ kind: z.literal('country'), country }),
  z.strictObject({ kind: z.literal('state'), country, stateProvince: line }),
  z.strictObject({ kind: z.literal('county'), country, stateProvince: line, county: line }),
  z.strictObject({ kind: z.literal('city'), country, stateProvince: line, city: line }),
  z.strictObject({ kind: z.literal('postal'), country, prefix: z.string().trim().min(1).max(12) }),
]);

const PLACE = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('physical'),
    name: line.optional(),
    address1: line,
    city: line,
    stateProvince: line.optional(),
    postalCode: line.optional(),
    country,
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  }),
  z.strictObject({ kind: z.literal('virtual') }),
  z.strictObject({
    kind: z.literal('confidential'),
    city: line.optional(),
    stateProvince: line.optional(),
    country,
  }),
]);

const verifiedOn = z.union([
  z.literal('start'),
  day,
  z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a day or a month, such as "2026-03"'),
]);

/** Who found a service to be as it is said. */
const VERIFICATION = z.strictObject({
  verifiedOn,
  by: line.optional(),
  method: line.optional(),
  nextDue: day.optional(),
});

/** One service as a file of the directory says it. */
export const SERVICE = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$/, 'letters, digits and . _ : -'),
  organization: z.strictObject({ id: line, name: line }),
  name: line,
  alternateName: line.optional(),
  description: text.optional(),
  status: z.enum(STATUSES).default('active'),
  types: each(SERVICE_TYPES).refine((types) => types.length > 0, 'at least one type'),
  situations: each(SITUATIONS)
    .refine((situations) => situations.length > 0, 'at least one, or leave it out')
    .optional(),
  minimumAge: age.optional(),
  maximumAge: age.optional(),
  minors: z
    .strictObject({ unaccompanied: z.boolean().optional(), guardianConsent: z.boolean().optional() })
    .optional(),
  genders: each(GENDERS)
    .refine((genders) => genders.length > 0, 'at least one, or leave it out')
    .optional(),
  withChildren: z.boolean().optional(),
  couples: z.boolean().optional(),
  pets: z.boolean().optional(),
  languages: languages.default([]),
  interpretation: z.boolean().optional(),
  phones: z.array(PHONE).default([]),
  email: z.email().optional(),
  url: z.strictObject({ address, title: line.optional() }).optional(),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as "America/Chicago"').optional(),
  schedules: z.array(SCHEDULE.transform(plainest)).min(1).optional(),
  closures: z.array(CLOSURE).default([]),
  serviceAreas: z.array(AREA).default([]),
  locations: z.array(PLACE).default([]),
  fees: text.optional(),
  idRequired: z.boolean().optional(),
  asksImmigrationStatus: z.boolean().optional(),
  intake: each(INTAKES).default([]),
  regime: z.enum(REGIMES).optional(),
  sharesWithPolice: z.boolean().optional(),
  mandatoryReporter: z.boolean().optional(),
  policeRun: z.boolean().optional(),
  survivorLed: z.boolean().optional(),
  vettedBy: line.optional(),
  agreementOn: day.optional(),
  capacity: z.enum(CAPACITIES).optional(),
  waitDays: z.int().min(0).max(3650).optional(),
  alert: line.optional(),
  caution: line.optional(),
  source: line.optional(),
  verification: VERIFICATION.optional(),
});

/** `directory/*.yaml` and what `haven directory import` writes. */
export const SERVICE_FILE = z.array(SERVICE);

/** `directory/verifications.json`: what this site's own people verified, apart from what is imported. */
export const VERIFICATION_FILE = z.array(
  VERIFICATION.extend({
    /** id of the service */
    service: z.string().min(1),
    /** mark of what was verified: a service that says something else now is due again. Only `start` has none */
    facts: z.string().min(1).optional(),
  }),
);
