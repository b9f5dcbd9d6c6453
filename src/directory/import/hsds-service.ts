import { isJsonObject, listOf, member, textOf } from '../../model/json-value.js';
import type { JsonObject } from '../../model/json-value.js';
import { PHONE_TYPES } from '../../model/service.js';
import { readArea } from '../area-text.js';
import { AREA_URI, TAXONOMY } from '../export/export-hsds.js';
import { readExtras } from '../extras.js';
import type { Extra } from '../extras.js';
import { hsdsOffset, hsdsSchedules } from './hsds-schedules.js';
import type { Mapping } from './mapping.js';

/** A number that a table writes as text. */
function numberIn(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : (value ?? undefined);
}

/** Members that say something. */
export function defined(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value !== undefined && value !== null && value !== '') said[name] = value;
  }
  return said;
}

/** Our own attributes of an entity. */
function extrasOf(entity: unknown): readonly Extra[] {
  return listOf(member(entity, 'attributes')).flatMap((attribute): readonly Extra[] => {
    const term = member(attribute, 'taxonomy_term');
    const name = textOf(member(term, 'code'));
    const value = textOf(member(attribute, 'value'));
    if (member(term, 'taxonomy') !== TAXONOMY || name === undefined || value === undefined) return [];
    return [[name, value]];
  });
}

/** Types that the mapping knows somebody else's terms for. */
function mappedTypes(service: unknown, { terms }: Mapping): readonly string[] {
  return listOf(member(service, 'attributes')).flatMap((attribute) => {
    const term = member(attribute, 'taxonomy_term');
    const names = [
      member(term, 'code'),
      member(term, 'id'),
      member(term, 'name'),
      member(attribute, 'value'),
    ];
    return names.flatMap((name) => (typeof name === 'string' ? (terms[name] ?? []) : [])).slice(0, 1);
  });
}

function languageCodes(languages: unknown): readonly string[] {
  return listOf(languages).flatMap((language) => textOf(member(language, 'code')) ?? []);
}

function phoneOf(phone: unknown): object {
  const type = textOf(member(phone, 'type'));
  const languages = languageCodes(member(phone, 'languages'));
  const voicemail = extrasOf(phone).find(([name]) => name === 'leaves-voicemail')?.[1];
  return defined({
    number: member(phone, 'number'),
    // What RFC 6350 knows besides (cell, video, pager) is answered by voice or not at all.
    type: PHONE_TYPES.find((known) => known === type) ?? 'voice',
    languages: languages.length === 0 ? undefined : languages,
    description: member(phone, 'description'),
    leavesVoicemail: voicemail === undefined ? undefined : voicemail === 'true',
  });
}

function areaOf(area: unknown, { areas }: Mapping): readonly object[] {
  const uri = textOf(member(area, 'uri')) ?? '';
  const name = textOf(member(area, 'name')) ?? '';
  const text = uri.startsWith(AREA_URI) ? uri.slice(AREA_URI.length) : (areas[name] ?? areas[uri] ?? '');
  const known = readArea(text);
  return known === undefined ? [] : [known];
}

/** Everything that a location says of where it is: what a confidential one must not say is refused, not dropped. */
function placeOf(location: unknown): Record<string, unknown> {
  const extras = new Map(extrasOf(location));
  const [address] = listOf(member(location, 'addresses'));
  const isConfidential = extras.get('confidential-location') === 'true';
  if (!isConfidential && address === undefined) return { kind: 'virtual' };
  return defined({
    kind: isConfidential ? 'confidential' : 'physical',
    name: member(location, 'name'),
    address1: member(address, 'address_1'),
    city: member(address, 'city') ?? extras.get('city'),
    stateProvince: member(address, 'state_province') ?? extras.get('state-province'),
    postalCode: member(address, 'postal_code'),
    country: member(address, 'country') ?? extras.get('country'),
    latitude: numberIn(member(location, 'latitude')),
    longitude: numberIn(member(location, 'longitude')),
  });
}

/** Something that may stand on the service, on the service at a location, or on the location; the nearest counts. */
function nearest(service: unknown, name: string): readonly unknown[] {
  const own = listOf(member(service, name));
  if (own.length > 0) return own;
  const at = listOf(member(service, 'service_at_locations'));
  const there = at.flatMap((one) => listOf(member(one, name)));
  return there.length > 0 ? there : at.flatMap((one) => listOf(member(member(one, 'location'), name)));
}

function urlOf(service: unknown, extras: readonly Extra[]): object | undefined {
  const address = textOf(member(service, 'url'));
  if (address === undefined) return undefined;
  const same = listOf(member(service, 'additional_urls')).find((one) => member(one, 'url') === address);
  const title = extras.find(([name]) => name === 'url-title')?.[1] ?? textOf(member(same, 'label'));
  return defined({ address, title });
}

/** Whether the whole service is marked as one whose place must not be found. */
function withMark(places: readonly Record<string, unknown>[], extras: readonly Extra[]): readonly object[] {
  const isMarked = extras.some(([name, value]) => name === 'confidential-location' && value === 'true');
  return isMarked
    ? places.map((place) => (place['kind'] === 'virtual' ? place : { ...place, kind: 'confidential' }))
    : places;
}

function assured(service: unknown): object | undefined {
  const verifiedOn = textOf(member(service, 'assured_date'))?.slice(0, 10);
  return verifiedOn === undefined ? undefined : defined({ verifiedOn, by: member(service, 'assurer_email') });
}

/**
 * A service as HSDS 3.0 nests it (https://docs.openreferral.org/en/3.0/), in the members of ours; still to be checked.
 *
 * @param organization of the service, where it does not hold it itself
 */
export function hsdsService(
  service: JsonObject,
  organization: unknown,
  mapping: Mapping,
): Record<string, unknown> {
  const extras = extrasOf(service);
  const own = readExtras(extras);
  const schedules = nearest(service, 'schedules');
  const provider = isJsonObject(service['organization']) ? service['organization'] : organization;
  const types = [...listOf(own['types']), ...mappedTypes(service, mapping)];
  const at = listOf(service['service_at_locations']).map((one) => member(one, 'location'));
  const areas = nearest(service, 'service_areas').flatMap((area) => areaOf(area, mapping));
  return defined({
    id: service['id'],
    organization: defined({ id: member(provider, 'id'), name: member(provider, 'name') }),
    name: service['name'],
    alternateName: service['alternate_name'],
    description: textOf(service['description'])?.slice(0, 4000),
    status: service['status'],
    minimumAge: numberIn(service['minimum_age']),
    maximumAge: numberIn(service['maximum_age']),
    languages: languageCodes(nearest(service, 'languages')),
    interpretation: textOf(service['interpretation_services']) === undefined ? undefined : true,
    phones: nearest(service, 'phones').map(phoneOf),
    email: service['email'],
    url: urlOf(service, extras),
    timeZone: mapping.defaults['timeZone'] === undefined ? hsdsOffset(schedules) : undefined,
    schedules: hsdsSchedules(schedules),
    serviceAreas: areas.length === 0 ? undefined : areas,
    locations: withMark(at.map(placeOf), extras),
    fees: service['fees_description'],
    alert: service['alert'],
    verification: assured(service),
    ...own,
    types: types.length === 0 ? undefined : types,
  });
}
