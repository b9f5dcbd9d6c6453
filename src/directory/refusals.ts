import { isJsonObject, listOf, member } from '../model/json-value.js';
import { isPoliceRun } from '../model/service.js';
import type { Service } from '../model/service.js';

/** Why a service is not listed, and which member of it says so. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * Who enforces immigration law is never listed, whatever it offers (response brief 8.1): people keep away from care that could
 * lead there. In code and not in content, so that no owner of a directory can take it away.
 */
const ENFORCEMENT: readonly RegExp[] = [
  /\bimmigration (?:and|&) customs enforcement\b/i,
  /\bimmigration enforcement\b(?! (?:defen[cs]e|response|legal|rights))/i,
  /\bhomeland security\b/i,
  /\bcustoms (?:and|&) border\b/i,
  /\bborder (?:patrol|force|police|guard|services agency)\b/i,
  /\bservices frontaliers\b/i,
  /\bpolice aux fronti[eè]res\b/i,
  /\binstituto nacional de migraci[oó]n\b/i,
  /\b(?:enforcement and )?removal operations\b/i,
];
/** Capitals only: `ice` is a word. */
const ENFORCEMENT_LETTERS = /\b(?:ICE|HSI|CBP|CBSA|ASFC)\b/;
const ENFORCEMENT_HOSTS = /(?:^|[.@])(?:ice\.gov|cbp\.gov|dhs\.gov|cbsa-asfc\.gc\.ca|inm\.gob\.mx)$/i;
/** 1-866-DHS-2-ICE (ice.gov, tip line). */
const ENFORCEMENT_NUMBERS = /^1?8663472423$/;

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}

function isEnforcement({ organization, name, alternateName, url, email, phones }: Service): boolean {
  const names = [organization.name, name, alternateName ?? ''];
  return (
    names.some((one) => ENFORCEMENT_LETTERS.test(one) || ENFORCEMENT.some((pattern) => pattern.test(one))) ||
    ENFORCEMENT_HOSTS.test(hostOf(url?.address ?? '')) ||
    ENFORCEMENT_HOSTS.test(email ?? '') ||
    phones.some(({ number }) => ENFORCEMENT_NUMBERS.test(number.replaceAll(/\D/g, '')))
  );
}

const POLICE =
  /\b(?:police|policing|sheriff|constabulary|gendarmerie|carabinieri|guardia civil|law enforcement|rcmp|spvm|fbi)\b|\bpolic[ií]a/i;

function policeFaults(service: Service): readonly Fault[] {
  const { types, policeRun, organization, name } = service;
  if (isPoliceRun(service)) {
    if (types.length === 1 && types[0] === 'police-unit' && policeRun !== false) return [];
    return [{ path: ['types'], message: 'what police run is of the type `police-unit` and no other' }];
  }
  if (policeRun === false || ![organization.name, name].some((one) => POLICE.test(one))) return [];
  const message =
    'police by its name: say `policeRun: true` (then its type is `police-unit`) or `policeRun: false`';
  return [{ path: ['policeRun'], message }];
}

const FINER_THAN_THE_CITY: readonly (readonly [member: string, what: string])[] = [
  ['address1', 'an address'],
  ['name', 'a name that may be an address'],
  ['latitude', 'a coordinate'],
  ['longitude', 'a coordinate'],
  ['postalCode', 'a postal code finer than the city'],
];

/**
 * What would lead to a place that must not be found, in a service as it was written: the model itself cannot hold it, so it is
 * looked for before. Who reads a directory may be who is looked away from.
 */
export function confidentialFaults(written: unknown): readonly Fault[] {
  const places = listOf(member(written, 'locations'));
  if (!places.some((place) => member(place, 'kind') === 'confidential')) return [];
  const inPlaces = places.flatMap((place, number): readonly Fault[] => {
    if (!isJsonObject(place) || place['kind'] === 'virtual') return [];
    return FINER_THAN_THE_CITY.flatMap(([name, what]) =>
      place[name] === undefined
        ? []
        : [{ path: ['locations', number, name], message: `a confidential location with ${what}` }],
    );
  });
  const inAreas = listOf(member(written, 'serviceAreas')).flatMap((area, number): readonly Fault[] =>
    member(area, 'kind') === 'postal'
      ? [
          {
            path: ['serviceAreas', number],
            message: 'a confidential location with an area finer than the city',
          },
        ]
      : [],
  );
  return [...inPlaces, ...inAreas];
}

function ageFaults({ minimumAge, maximumAge }: Service): readonly Fault[] {
  if (minimumAge === undefined || maximumAge === undefined || minimumAge <= maximumAge) return [];
  return [{ path: ['maximumAge'], message: `${maximumAge} is below the minimum age, ${minimumAge}` }];
}

/** What keeps a well-formed service from being listed. */
export function refusals(service: Service): readonly Fault[] {
  const enforcement = isEnforcement(service)
    ? [{ path: ['organization'], message: 'immigration enforcement is never listed' }]
    : [];
  return [...enforcement, ...policeFaults(service), ...ageFaults(service)];
}
