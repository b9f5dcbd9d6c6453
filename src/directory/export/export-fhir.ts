import type { JsonObject } from '../../model/json-value.js';
import type { Phone, Place, Schedule, Service } from '../../model/service.js';
import { WEEKDAYS } from '../../model/service.js';
import { writeArea } from '../area-text.js';
import { writeExtras } from '../extras.js';
import type { Extra } from '../extras.js';
import { ACT_CODE, AREA_SYSTEM, BCP_47, EXTRA_SYSTEM, FHIR_DAYS, LOCIS, PROFILES } from '../fhir-systems.js';
import { stableUuid } from '../stable-uuid.js';

type ResourceType = keyof typeof PROFILES;

/** Without what is not said. */
function told(object: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function metaOf(type: ResourceType, at: string, security?: readonly object[]): JsonObject {
  return told({ profile: [PROFILES[type]], lastUpdated: at, security });
}

function extension(name: string, value: string): JsonObject {
  return { url: `${EXTRA_SYSTEM}${name}`, valueString: value };
}

/** FHIR R4 code: no spaces at the ends, and one at a time within. What is longer is text. */
function isCode([, value]: Extra): boolean {
  return /^[^\s]+(?: [^\s]+)*$/.test(value) && value.length <= 40;
}

function conceptOf([name, value]: Extra): JsonObject {
  return { coding: [{ system: `${EXTRA_SYSTEM}${name}`, code: value }] };
}

const SYSTEMS = { voice: 'phone', text: 'sms', textphone: 'other', fax: 'fax' } as const;

function phoneOf({ number, type, languages, description, leavesVoicemail }: Phone): JsonObject {
  const extras = [
    ...(type === 'textphone' ? [extension('phone-type', type)] : []),
    ...(languages === undefined ? [] : [extension('languages', languages.join(','))]),
    ...(description === undefined ? [] : [extension('description', description)]),
    ...(leavesVoicemail === undefined ? [] : [extension('leaves-voicemail', String(leavesVoicemail))]),
  ];
  return told({ extension: extras, system: SYSTEMS[type], value: number });
}

function telecomOf({ phones, email, url }: Service): readonly JsonObject[] {
  return [
    ...phones.map(phoneOf),
    ...(email === undefined ? [] : [{ system: 'email', value: email }]),
    ...(url === undefined ? [] : [{ system: 'url', value: url.address }]),
  ];
}

function availableTimeOf(schedule: Schedule): JsonObject {
  switch (schedule.kind) {
    case 'always':
      return { daysOfWeek: FHIR_DAYS, allDay: true };
    case 'other':
      return { extension: [extension('hours', schedule.description)] };
    case 'weekly': {
      const { byday, opensAt, closesAt, validFrom, validTo } = schedule;
      const extras = [
        ...(validFrom === undefined ? [] : [extension('valid-from', validFrom)]),
        ...(validTo === undefined ? [] : [extension('valid-to', validTo)]),
      ];
      return told({
        extension: extras,
        daysOfWeek: byday.map((day) => FHIR_DAYS[WEEKDAYS.indexOf(day)]),
        availableStartTime: `${opensAt}:00`,
        availableEndTime: `${closesAt}:00`,
      });
    }
  }
}

/** A confidential place has no address and no position: its city stands in extensions, and a label says to hand it to nobody. */
function locationOf(id: string, place: Place, at: string): JsonObject {
  const head = { resourceType: 'Location', id, status: 'active' };
  const { kind } = place;
  if (kind === 'virtual')
    return { ...head, meta: metaOf('Location', at), extension: [extension('place', 'virtual')] };
  const { city, stateProvince, country } = place;
  if (kind === 'confidential') {
    const extras: readonly Extra[] = [
      ['place', 'confidential'],
      ...(city === undefined ? [] : [['city', city] as const]),
      ...(stateProvince === undefined ? [] : [['state-province', stateProvince] as const]),
      ['country', country],
    ];
    return {
      ...head,
      meta: metaOf('Location', at, [{ system: ACT_CODE, code: LOCIS }]),
      extension: extras.map(([name, value]) => extension(name, value)),
    };
  }
  const { name, address1, postalCode, latitude, longitude } = place;
  const position =
    latitude === undefined && longitude === undefined ? undefined : told({ latitude, longitude });
  return told({
    ...head,
    meta: metaOf('Location', at),
    name,
    address: told({ line: [address1], city, state: stateProvince, postalCode, country }),
    position,
  });
}

interface Exported {
  readonly type: ResourceType;
  readonly resource: JsonObject;
}

function areasOf({ id, serviceAreas }: Service, at: string): readonly JsonObject[] {
  return serviceAreas.map((area, number) => {
    const text = writeArea(area);
    return {
      resourceType: 'Location',
      id: stableUuid(`${id} area ${number}`),
      meta: metaOf('Location', at),
      identifier: [{ system: AREA_SYSTEM, value: text }],
      name: decodeURIComponent(text),
    };
  });
}

function referenceTo({ id }: JsonObject): JsonObject {
  return { reference: `Location/${String(id)}` };
}

function serviceOf(
  service: Service,
  places: readonly JsonObject[],
  areas: readonly JsonObject[],
  at: string,
): JsonObject {
  const { id, organization, name, alternateName, description, status } = service;
  const extras = writeExtras(service);
  const characteristics = extras.filter((extra) => isCode(extra) && extra[0] !== 'type');
  const texts: readonly Extra[] = [
    ...extras.filter((extra) => !isCode(extra)),
    ...(status === 'active' ? [] : [['status', status] as const]),
    ...(alternateName === undefined ? [] : [['alternate-name', alternateName] as const]),
    ...(service.minimumAge === undefined ? [] : [['minimum-age', String(service.minimumAge)] as const]),
    ...(service.maximumAge === undefined ? [] : [['maximum-age', String(service.maximumAge)] as const]),
    ...(service.fees === undefined ? [] : [['fees', service.fees] as const]),
  ];
  return told({
    resourceType: 'HealthcareService',
    id,
    meta: metaOf('HealthcareService', at),
    extension: texts.map(([label, value]) => extension(label, value)),
    active: status === 'active',
    providedBy: { reference: `Organization/${stableUuid(organization.id)}`, display: organization.name },
    type: service.types.map((type) => conceptOf(['type', type])),
    location: places.map(referenceTo),
    name,
    comment: description,
    telecom: telecomOf(service),
    coverageArea: areas.map(referenceTo),
    characteristic: characteristics.map(conceptOf),
    communication: service.languages.map((code) => ({ coding: [{ system: BCP_47, code }] })),
    availableTime: service.schedules?.map(availableTimeOf),
    availabilityExceptions: service.alert,
  });
}

function organizationOf({ id, name }: Service['organization'], at: string): JsonObject {
  return {
    resourceType: 'Organization',
    id: stableUuid(id),
    meta: metaOf('Organization', at),
    identifier: [{ system: `${EXTRA_SYSTEM}organization`, value: id }],
    active: true,
    name,
  };
}

function resourcesOf(service: Service, at: string): readonly Exported[] {
  const places = service.locations.map((place, number) =>
    locationOf(stableUuid(`${service.id} location ${number}`), place, at),
  );
  const areas = areasOf(service, at);
  return [
    { type: 'HealthcareService', resource: serviceOf(service, places, areas, at) },
    ...[...places, ...areas].map((resource) => ({ type: 'Location' as const, resource })),
  ];
}

/**
 * Services as a FHIR R4 Bundle of HealthcareService, Organization and Location, by the Human Services Directory IG 1.0.0. What FHIR
 * has no element for is a characteristic or an extension.
 *
 * @param at when it is exported, an instant
 */
export function exportFhir(services: readonly Service[], at: string): JsonObject {
  const organizations = new Map(services.map(({ organization }) => [organization.id, organization]));
  const all: readonly Exported[] = [
    ...[...organizations.values()].map((organization) => ({
      type: 'Organization' as const,
      resource: organizationOf(organization, at),
    })),
    ...services.flatMap((service) => resourcesOf(service, at)),
  ];
  const entry = all.map(({ type, resource }) => ({
    fullUrl: `urn:uuid:${stableUuid(`${type}/${String(resource['id'])}`)}`,
    resource,
  }));
  return { resourceType: 'Bundle', type: 'collection', timestamp: at, entry };
}
