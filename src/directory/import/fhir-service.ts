import { isJsonObject, listOf, member, textOf } from '../../model/json-value.js';
import type { JsonObject } from '../../model/json-value.js';
import { WEEKDAYS } from '../../model/service.js';
import { readArea } from '../area-text.js';
import { readExtras } from '../extras.js';
import type { Extra } from '../extras.js';
import { AREA_SYSTEM, EXTRA_SYSTEM, FHIR_DAYS, LOCIS } from '../fhir-systems.js';
import { defined } from './hsds-service.js';
import type { Mapping } from './mapping.js';

/** Finds a resource of the Bundle by the reference to it. */
export type Resolve = (reference: unknown) => JsonObject | undefined;

function codingsOf(concepts: unknown): readonly unknown[] {
  return listOf(concepts).flatMap((concept) => listOf(member(concept, 'coding')));
}

/** Our own extensions and characteristics of a resource. */
function extrasOf(resource: unknown): readonly Extra[] {
  const pair = (system: unknown, value: unknown): readonly Extra[] =>
    typeof system === 'string' && system.startsWith(EXTRA_SYSTEM) && typeof value === 'string'
      ? [[system.slice(EXTRA_SYSTEM.length), value]]
      : [];
  return [
    ...listOf(member(resource, 'extension')).flatMap((one) =>
      pair(member(one, 'url'), member(one, 'valueString')),
    ),
    ...codingsOf(member(resource, 'characteristic')).flatMap((one) =>
      pair(member(one, 'system'), member(one, 'code')),
    ),
    ...codingsOf(member(resource, 'type')).flatMap((one) => pair(member(one, 'system'), member(one, 'code'))),
  ];
}

function mappedTypes(service: JsonObject, { terms }: Mapping): readonly string[] {
  const concepts = [service['type'], service['category'], service['specialty']];
  return concepts.flatMap((list) => [
    ...codingsOf(list).flatMap((coding) =>
      [member(coding, 'code'), member(coding, 'display')]
        .flatMap((name) => (typeof name === 'string' ? (terms[name] ?? []) : []))
        .slice(0, 1),
    ),
    ...listOf(list).flatMap((concept) => terms[textOf(member(concept, 'text')) ?? ''] ?? []),
  ]);
}

const PHONES: ReadonlyMap<unknown, string> = new Map([
  ['phone', 'voice'],
  ['sms', 'text'],
  ['fax', 'fax'],
]);

function phonesOf(telecom: unknown): readonly object[] {
  return listOf(telecom).flatMap((point) => {
    const extras = new Map(extrasOf(point));
    const type = extras.get('phone-type') ?? PHONES.get(member(point, 'system'));
    if (type === undefined) return [];
    const voicemail = extras.get('leaves-voicemail');
    return [
      defined({
        number: member(point, 'value'),
        type,
        languages: extras
          .get('languages')
          ?.split(',')
          .filter((code) => code !== ''),
        description: extras.get('description'),
        leavesVoicemail: voicemail === undefined ? undefined : voicemail === 'true',
      }),
    ];
  });
}

function pointOf(telecom: unknown, system: string): string | undefined {
  const found = listOf(telecom).find((point) => member(point, 'system') === system);
  return textOf(member(found, 'value'));
}

function scheduleOf(time: unknown): object | undefined {
  const extras = new Map(extrasOf(time));
  const words = extras.get('hours');
  if (words !== undefined) return { kind: 'other', description: words };
  const named = listOf(member(time, 'daysOfWeek'));
  const days = named.length === 0 ? FHIR_DAYS : named;
  const byday = WEEKDAYS.filter((_, number) => days.includes(FHIR_DAYS[number] ?? 'mon'));
  const span = { validFrom: extras.get('valid-from'), validTo: extras.get('valid-to') };
  if (member(time, 'allDay') === true)
    return defined({ kind: 'weekly', byday, opensAt: '00:00', closesAt: '00:00', ...span });
  const [opensAt, closesAt] = ['availableStartTime', 'availableEndTime'].map((name) =>
    textOf(member(time, name))?.slice(0, 5),
  );
  return opensAt === undefined || closesAt === undefined
    ? undefined
    : defined({ kind: 'weekly', byday, opensAt, closesAt, ...span });
}

function closuresOf(service: JsonObject): readonly object[] {
  return listOf(service['notAvailable']).flatMap((one) => {
    const during = member(one, 'during');
    const [from, to] = [
      textOf(member(during, 'start'))?.slice(0, 10),
      textOf(member(during, 'end'))?.slice(0, 10),
    ];
    return from === undefined ? [] : [{ kind: 'dates', from, to: to ?? from }];
  });
}

function isRestricted({ meta }: JsonObject): boolean {
  return listOf(member(meta, 'security')).some((label) => member(label, 'code') === LOCIS);
}

/** What the label, or our own mark, says of a place; what a confidential one must not say is refused and not dropped. */
function placeOf(location: JsonObject): object {
  const extras = new Map(extrasOf(location));
  const isConfidential = extras.get('place') === 'confidential' || isRestricted(location);
  const address = location['address'];
  const position = location['position'];
  if (!isConfidential && (extras.get('place') === 'virtual' || !isJsonObject(address)))
    return { kind: 'virtual' };
  const [line] = listOf(member(address, 'line'));
  return defined({
    kind: isConfidential ? 'confidential' : 'physical',
    name: location['name'],
    address1: line ?? member(address, 'text'),
    ...areaNames(address, extras),
    postalCode: member(address, 'postalCode'),
    latitude: member(position, 'latitude'),
    longitude: member(position, 'longitude'),
  });
}

function areaNames(address: unknown, extras: ReadonlyMap<string, string>): object {
  return {
    city: member(address, 'city') ?? extras.get('city'),
    stateProvince: member(address, 'state') ?? extras.get('state-province'),
    country: member(address, 'country') ?? extras.get('country'),
  };
}

function areasOf(service: JsonObject, resolve: Resolve, { areas }: Mapping): readonly object[] {
  return listOf(service['coverageArea']).flatMap((reference) => {
    const location = resolve(reference);
    const own = listOf(location?.['identifier']).find((one) => member(one, 'system') === AREA_SYSTEM);
    const name = textOf(location?.['name']) ?? textOf(member(reference, 'display')) ?? '';
    return readArea(textOf(member(own, 'value')) ?? areas[name] ?? '') ?? [];
  });
}

function organizationOf(service: JsonObject, resolve: Resolve): object {
  const reference = service['providedBy'];
  const found = resolve(reference);
  const own = listOf(found?.['identifier']).find(
    (one) => member(one, 'system') === `${EXTRA_SYSTEM}organization`,
  );
  return defined({
    id: member(own, 'value') ?? found?.['id'] ?? member(reference, 'reference'),
    name: found?.['name'] ?? member(reference, 'display'),
  });
}

function statusOf(service: JsonObject, extras: ReadonlyMap<string, string>): string {
  return extras.get('status') ?? (service['active'] === false ? 'inactive' : 'active');
}

function ageOf(text: string | undefined): unknown {
  return text === undefined ? undefined : Number(text);
}

/** A HealthcareService of FHIR R4 (https://hl7.org/fhir/R4/healthcareservice.html), in the members of ours; still to be checked. */
export function fhirService(
  service: JsonObject,
  resolve: Resolve,
  mapping: Mapping,
): Record<string, unknown> {
  const extras = extrasOf(service);
  const first = new Map(extras.toReversed());
  const own = readExtras(extras);
  const types = [...listOf(own['types']), ...mappedTypes(service, mapping)];
  const { telecom } = service;
  const places = listOf(service['location'])
    .map(resolve)
    .filter((place) => place !== undefined);
  const schedules = listOf(service['availableTime']).flatMap((time) => scheduleOf(time) ?? []);
  const address = pointOf(telecom, 'url');
  const closures = [...listOf(own['closures']), ...closuresOf(service)];
  const areas = areasOf(service, resolve, mapping);
  return defined({
    id: service['id'],
    organization: organizationOf(service, resolve),
    name: service['name'],
    alternateName: first.get('alternate-name'),
    description: textOf(service['comment'])?.slice(0, 4000),
    status: statusOf(service, first),
    minimumAge: ageOf(first.get('minimum-age')),
    maximumAge: ageOf(first.get('maximum-age')),
    languages: codingsOf(service['communication']).flatMap((coding) => textOf(member(coding, 'code')) ?? []),
    phones: phonesOf(telecom),
    email: pointOf(telecom, 'email'),
    url: address === undefined ? undefined : defined({ address, title: first.get('url-title') }),
    schedules: schedules.length === 0 ? undefined : schedules,
    serviceAreas: areas.length === 0 ? undefined : areas,
    locations: places.map(placeOf),
    fees: first.get('fees'),
    alert: service['availabilityExceptions'],
    ...own,
    closures: closures.length === 0 ? undefined : closures,
    types: types.length === 0 ? undefined : types,
  });
}
