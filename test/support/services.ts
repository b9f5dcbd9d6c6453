import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { compileDirectory } from '../../src/directory/compile-directory.js';
import { parseService } from '../../src/directory/parse-service.js';
import type { Directory } from '../../src/model/directory.js';
import type { Facility } from '../../src/model/facility.js';
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
} from '../../src/model/service.js';
import type { Service } from '../../src/model/service.js';
import type { VerificationRecord } from '../../src/model/site-directory.js';

/** A service that fits everybody in Illinois, verified for 2026, with some of it changed. */
export function service(change: Readonly<Record<string, unknown>> = {}): Service {
  const parsed = parseService({
    id: 'one',
    organization: { id: 'agency', name: 'Agency' },
    name: 'Team',
    types: ['advocacy'],
    minimumAge: 0,
    timeZone: 'America/Chicago',
    serviceAreas: [{ kind: 'state', country: 'US', stateProvince: 'IL' }],
    verification: { verifiedOn: '2026-03-01' },
    ...change,
  });
  if (parsed.kind === 'parsed') return parsed.service;
  throw new Error(parsed.faults.map(({ message }) => message).join('; '));
}

/** Why a service is refused. */
export function faultsOf(change: Readonly<Record<string, unknown>>): readonly string[] {
  const base = {
    id: 'one',
    organization: { id: 'agency', name: 'Agency' },
    name: 'Team',
    types: ['advocacy'],
  };
  const parsed = parseService({ ...base, ...change });
  return parsed.kind === 'parsed' ? [] : parsed.faults.map(({ message }) => message);
}

/** A directory in which every name may be shown. */
export function directoryOf(all: readonly Service[], records: readonly VerificationRecord[] = []): Directory {
  const yes = (): boolean => true;
  return compileDirectory(all, {
    isNeutralName: yes,
    isNeutralTitle: yes,
    isNeutralAddress: yes,
    records,
  });
}

export const CHICAGO: Facility = {
  country: 'US',
  stateProvince: 'IL',
  county: 'Cook',
  city: 'Chicago',
  postalCode: '60601',
  timeZone: 'America/Chicago',
};

const words = fc
  .stringMatching(/^[A-Za-zé"&<',;][A-Za-z0-9é"&<',; -]{0,20}[A-Za-z0-9é]$/)
  .filter((text) => text.trim() === text);
const day = fc
  .integer({ min: 0, max: 3000 })
  .map((days) => new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const maybe = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const some = <T>(values: readonly T[]): Arbitrary<T[]> => fc.subarray([...values], { minLength: 1 });
const codes = fc.subarray(['en', 'es', 'fr', 'pl', 'zh']);

const phone = fc.record({
  number: fc.stringMatching(/^[0-9][0-9 -]{5,12}[0-9]$/),
  type: fc.constantFrom(...PHONE_TYPES),
  languages: maybe(fc.subarray(['en', 'es'], { minLength: 1 })),
  description: maybe(words),
  leavesVoicemail: maybe(fc.boolean()),
});
const weekly = fc.record({
  kind: fc.constant('weekly'),
  byday: some(WEEKDAYS),
  opensAt: time,
  closesAt: time,
  validFrom: maybe(day),
  validTo: maybe(day),
});
const schedule = fc.oneof(
  weekly,
  fc.constant({ kind: 'always' }),
  words.map((description) => ({ kind: 'other', description })),
);
const closure = fc.oneof(
  fc.constantFrom('12-25', '01-01').map((date) => ({ kind: 'yearly', day: date })),
  fc.tuple(day, day).map((dates) => {
    const [from, to] = dates.toSorted();
    return { kind: 'dates', from, to };
  }),
);
const area = fc.oneof(
  fc.constant({ kind: 'everywhere' }),
  fc.constant({ kind: 'country', country: 'US' }),
  words.map((stateProvince) => ({ kind: 'state', country: 'US', stateProvince })),
  fc
    .tuple(words, words)
    .map(([stateProvince, county]) => ({ kind: 'county', country: 'US', stateProvince, county })),
  fc
    .tuple(words, words)
    .map(([stateProvince, city]) => ({ kind: 'city', country: 'CA', stateProvince, city })),
  fc.constantFrom('606', 'H2X').map((prefix) => ({ kind: 'postal', country: 'CA', prefix })),
);
const physical = fc.record({
  kind: fc.constant('physical'),
  name: maybe(words),
  address1: words,
  city: words,
  stateProvince: maybe(words),
  postalCode: maybe(fc.constantFrom('60601', 'H2X 1Y4')),
  country: fc.constantFrom('US', 'CA'),
  latitude: maybe(fc.integer({ min: -90, max: 90 })),
  longitude: maybe(fc.integer({ min: -180, max: 180 })),
});
const confidential = fc.record({
  kind: fc.constant('confidential'),
  city: maybe(words),
  stateProvince: maybe(words),
  country: fc.constant('US'),
});
const verification = fc.record({
  verifiedOn: day,
  by: maybe(words),
  method: maybe(words),
  nextDue: maybe(day),
});
const flags = fc.record({
  withChildren: maybe(fc.boolean()),
  couples: maybe(fc.boolean()),
  pets: maybe(fc.boolean()),
  interpretation: maybe(fc.boolean()),
  idRequired: maybe(fc.boolean()),
  asksImmigrationStatus: maybe(fc.boolean()),
  sharesWithPolice: maybe(fc.boolean()),
  mandatoryReporter: maybe(fc.boolean()),
  survivorLed: maybe(fc.boolean()),
  minors: maybe(
    fc.oneof(
      fc.boolean().map((unaccompanied) => ({ unaccompanied })),
      fc.boolean().map((guardianConsent) => ({ guardianConsent })),
    ),
  ),
});
const texts = fc.record({
  alternateName: maybe(words),
  description: maybe(words),
  email: maybe(fc.constant('team@example.org')),
  url: maybe(
    fc.oneof(
      fc.constant({ address: 'https://example.org/' }),
      words.map((title) => ({ address: 'https://example.org/a', title })),
    ),
  ),
  timeZone: maybe(fc.constantFrom('America/Chicago', 'Europe/London', '+05:30')),
  fees: maybe(words),
  vettedBy: maybe(words),
  agreementOn: maybe(day),
  alert: maybe(words),
  caution: maybe(words),
  source: maybe(words),
});
const whom = fc.record({
  situations: maybe(some(SITUATIONS)),
  minimumAge: maybe(fc.integer({ min: 0, max: 18 })),
  maximumAge: maybe(fc.integer({ min: 18, max: 120 })),
  genders: maybe(some(GENDERS)),
  languages: codes,
  intake: fc.subarray([...INTAKES]),
  regime: maybe(fc.constantFrom(...REGIMES.filter((regime) => regime !== 'police'))),
  capacity: maybe(fc.constantFrom(...CAPACITIES)),
  waitDays: maybe(fc.integer({ min: 0, max: 400 })),
  status: fc.constantFrom(...STATUSES),
});
const where = fc.record({
  phones: fc.array(phone, { maxLength: 3 }),
  schedules: maybe(fc.array(schedule, { minLength: 1, maxLength: 3 })),
  closures: fc.array(closure, { maxLength: 2 }),
  serviceAreas: fc.array(area, { maxLength: 3 }),
  verification: maybe(verification),
});

/** Any service that can be listed, written as an importer writes it: with every member that a service may have. */
export function services(): Arbitrary<Service> {
  const types = some(SERVICE_TYPES.filter((type) => type !== 'police-unit'));
  const places = fc.oneof(
    fc.array(fc.oneof(physical, fc.constant({ kind: 'virtual' })), { maxLength: 2 }),
    fc.array(confidential, { minLength: 1, maxLength: 1 }),
  );
  const id = fc.stringMatching(/^[a-z][a-z0-9-]{2,8}$/);
  return fc
    .tuple(id, words, words, types, places, fc.tuple(flags, texts, whom, where))
    .filter(
      ([, , , , found, [, , , { serviceAreas }]]) =>
        // A confidential place has no area finer than its city.
        found.every(({ kind }) => kind !== 'confidential') ||
        serviceAreas.every(({ kind }) => kind !== 'postal'),
    )
    .map(([name, title, organization, of, locations, rest]) => {
      const members = { name: title, types: of, locations, ...rest[0], ...rest[1], ...rest[2], ...rest[3] };
      return service({ id: name, organization: { id: `org-${name}`, name: organization }, ...members });
    });
}

/** What JSON keeps of a value: without members that are undefined. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
