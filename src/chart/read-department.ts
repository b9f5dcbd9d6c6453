import { canonicalSystem } from '../model/code-system.js';
import { isJsonObject, listOf, member } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { parseInterval } from '../model/interval.js';
import type { Department, SiteCode } from '../model/site.js';
import { idOfReference } from './fold-context.js';
import type { FoldContext } from './fold-context.js';

type Base = Pick<FoldContext, 'at' | 'aliases'>;

/** Where the patient is: not where they were, or will be (https://hl7.org/fhir/R4/valueset-encounter-location-status.html). */
function isHere(place: unknown, at: number): boolean {
  const status = member(place, 'status');
  if (status !== undefined && status !== 'active') return false;
  const end = parseInterval(member(member(place, 'period'), 'end'));
  return end === undefined || end.latest > at;
}

function locationsOf(encounter: JsonObject, base: Base): readonly string[] {
  return listOf(encounter['location'])
    .filter((place) => isHere(place, base.at))
    .flatMap((place) => idOfReference('Location', member(place, 'location'), base) ?? []);
}

function hasCoding(concept: unknown, wanted: readonly SiteCode[]): boolean {
  return listOf(member(concept, 'coding')).some((coding) => {
    if (!isJsonObject(coding)) return false;
    const { system, code } = coding;
    if (typeof system !== 'string') return false;
    return wanted.some((one) => canonicalSystem(one.system) === canonicalSystem(system) && one.code === code);
  });
}

/**
 * The id of the site's department in which the current encounter takes place, by its active locations, its service provider
 * and its service type (https://hl7.org/fhir/R4/encounter.html). Every member that a department gives must fit, each by one of
 * its values; of several departments that fit the first one counts. Locations are compared as they stand: a bed is no ward.
 *
 * @returns undefined where none fits
 */
export function readDepartment(
  encounter: JsonObject,
  departments: readonly Pick<Department, 'id' | 'match'>[],
  base: Base,
): string | undefined {
  if (departments.length === 0) return undefined;
  const locations = locationsOf(encounter, base);
  const provider = idOfReference('Organization', encounter['serviceProvider'], base);
  const fits = ({ match }: Pick<Department, 'match'>): boolean =>
    (match.locations === undefined || match.locations.some((id) => locations.includes(id))) &&
    (match.serviceProviders === undefined ||
      (provider !== undefined && match.serviceProviders.includes(provider))) &&
    (match.serviceTypes === undefined || hasCoding(encounter['serviceType'], match.serviceTypes));
  return departments.find(fits)?.id;
}
