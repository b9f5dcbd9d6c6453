import type { Facility } from '../model/facility.js';
import type { Area } from '../model/service.js';
import { spellArea } from './spell-area.js';

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
  return spellArea(area, { name: fold, code: foldCode });
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
