import type { Facility } from '../model/facility.js';
import type { Area } from '../model/service.js';

/** Lower case without accents, so that Montréal is Montreal. */
function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s.'’-]+/g, ' ')
    .trim();
}

function foldCode(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toUpperCase();
}

/** One key for equal areas. */
export function areaKey(area: Area): string {
  switch (area.kind) {
    case 'everywhere':
      return '*';
    case 'country':
      return area.country;
    case 'state':
      return `${area.country}-${fold(area.stateProvince)}`;
    case 'county':
      return `${area.country}-${fold(area.stateProvince)}/county:${fold(area.county)}`;
    case 'city':
      return `${area.country}-${fold(area.stateProvince)}/city:${fold(area.city)}`;
    case 'postal':
      return `${area.country}/postal:${foldCode(area.prefix)}`;
  }
}

/** The keys of every area that a department lies in. What is not said of it lies in nothing finer. */
export function keysOf({ country, stateProvince, county, city, postalCode }: Facility): readonly string[] {
  const areas: Area[] = [{ kind: 'everywhere' }, { kind: 'country', country }];
  if (stateProvince !== undefined) {
    areas.push({ kind: 'state', country, stateProvince });
    if (county !== undefined) areas.push({ kind: 'county', country, stateProvince, county });
    if (city !== undefined) areas.push({ kind: 'city', country, stateProvince, city });
  }
  const code = foldCode(postalCode ?? '');
  for (let length = 1; length <= code.length; length += 1)
    areas.push({ kind: 'postal', country, prefix: code.slice(0, length) });
  return areas.map(areaKey);
}
