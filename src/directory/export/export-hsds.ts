import type { JsonObject } from '../../model/json-value.js';
import type { Area, Phone, Place, Schedule, Service } from '../../model/service.js';
import { WEEKDAYS } from '../../model/service.js';
import { writeArea } from '../area-text.js';
import { writeExtras } from '../extras.js';
import type { Extra } from '../extras.js';
import { stableUuid } from '../stable-uuid.js';

/** Name of the taxonomy whose terms are the names of our extras. */
export const TAXONOMY = 'haven-cds';
export const AREA_URI = 'urn:haven-cds:area:';

function attributeOf(owner: string, [name, value]: Extra, number: number): JsonObject {
  const term = stableUuid(`${TAXONOMY} ${name}`);
  return {
    id: stableUuid(`${owner} attribute ${number} ${name}`),
    label: name,
    value,
    taxonomy_term: { id: term, code: name, name, description: '', taxonomy: TAXONOMY },
  };
}

function attributesOf(owner: string, extras: readonly Extra[]): readonly JsonObject[] {
  return extras.map((extra, number) => attributeOf(owner, extra, number));
}

function languagesOf(owner: string, codes: readonly string[]): readonly JsonObject[] {
  return codes.map((code) => ({ id: stableUuid(`${owner} language ${code}`), code }));
}

function phoneOf(owner: string, phone: Phone, number: number): JsonObject {
  const id = stableUuid(`${owner} phone ${number}`);
  const { leavesVoicemail, languages, ...rest } = phone;
  const extras: readonly Extra[] =
    leavesVoicemail === undefined ? [] : [['leaves-voicemail', String(leavesVoicemail)]];
  return {
    id,
    ...rest,
    ...(languages === undefined ? {} : { languages: languagesOf(id, languages) }),
    ...(extras.length === 0 ? {} : { attributes: attributesOf(id, extras) }),
  };
}

function scheduleOf(owner: string, schedule: Schedule, number: number): JsonObject {
  const id = stableUuid(`${owner} schedule ${number}`);
  switch (schedule.kind) {
    case 'always':
      return { id, freq: 'WEEKLY', byday: WEEKDAYS.join(','), opens_at: '00:00', closes_at: '23:59' };
    case 'other':
      return { id, description: schedule.description };
    case 'weekly': {
      const { byday, opensAt, closesAt, validFrom, validTo } = schedule;
      return {
        id,
        freq: 'WEEKLY',
        byday: byday.join(','),
        opens_at: opensAt,
        closes_at: closesAt,
        valid_from: validFrom,
        valid_to: validTo,
      };
    }
  }
}

function areaOf(owner: string, area: Area, number: number): JsonObject {
  const text = writeArea(area);
  return {
    id: stableUuid(`${owner} area ${number}`),
    name: decodeURIComponent(text),
    uri: `${AREA_URI}${text}`,
  };
}

/** A confidential location has no address row: its city is an attribute, and nothing finer exists. */
function locationOf(owner: string, place: Place, number: number): JsonObject {
  const id = stableUuid(`${owner} location ${number}`);
  if (place.kind === 'virtual') return { id, location_type: 'virtual' };
  const { city, stateProvince, country } = place;
  if (place.kind === 'confidential') {
    const extras: readonly Extra[] = [
      ['confidential-location', 'true'],
      ...(city === undefined ? [] : [['city', city] as const]),
      ...(stateProvince === undefined ? [] : [['state-province', stateProvince] as const]),
      ['country', country],
    ];
    return { id, location_type: 'virtual', attributes: attributesOf(id, extras) };
  }
  const address = {
    id: stableUuid(`${id} address`),
    address_1: place.address1,
    city,
    state_province: stateProvince,
    postal_code: place.postalCode,
    country,
    address_type: 'physical',
  };
  const { name, latitude, longitude } = place;
  return { id, location_type: 'physical', name, latitude, longitude, addresses: [address] };
}

/** HSDS has a day, and an e-mail address of who checked; all that it cannot hold is in the extras. */
function assuredOf({ verification }: Service): JsonObject {
  const { verifiedOn = '', by = '' } = verification ?? {};
  return {
    assured_date: /^\d{4}-\d{2}-\d{2}$/.test(verifiedOn) ? verifiedOn : undefined,
    assurer_email: by.includes('@') ? by : undefined,
  };
}

function serviceOf(service: Service): JsonObject {
  const { id, url } = service;
  return {
    id,
    name: service.name,
    alternate_name: service.alternateName,
    description: service.description,
    url: url?.address,
    email: service.email,
    status: service.status,
    interpretation_services: service.interpretation === true ? 'Interpreters are available' : undefined,
    fees_description: service.fees,
    minimum_age: service.minimumAge,
    maximum_age: service.maximumAge,
    ...assuredOf(service),
    alert: service.alert,
    organization: { ...service.organization, description: '' },
    phones: service.phones.map((phone, number) => phoneOf(id, phone, number)),
    schedules: service.schedules?.map((schedule, number) => scheduleOf(id, schedule, number)),
    service_areas: service.serviceAreas.map((area, number) => areaOf(id, area, number)),
    service_at_locations: service.locations.map((place, number) => ({
      id: stableUuid(`${id} at location ${number}`),
      location: locationOf(id, place, number),
    })),
    languages: languagesOf(id, service.languages),
    attributes: attributesOf(id, writeExtras(service)),
  };
}

/** Services as Open Referral HSDS 3.0, nested as its API gives them. What HSDS has no member for is an attribute. */
export function exportHsds(services: readonly Service[]): readonly JsonObject[] {
  return services.map(serviceOf);
}
