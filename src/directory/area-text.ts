import type { Area } from '../model/service.js';
import { spellArea } from './spell-area.js';

/**
 * An area as one text, for formats that have no member for it. Names are percent-encoded, so that nothing in them ends a part.
 */
export function writeArea(area: Area): string {
  return spellArea(area, { name: encodeURIComponent, code: encodeURIComponent });
}

const AREA = /^([A-Z]{2})(?:-([^/]+))?(?:\/(county|city|postal):(.+))?$/;

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Named = 'county' | 'city' | 'postal';

/** What lies in a country: the whole of it, a state, or a place in a state. */
function areaIn(
  country: string,
  stateProvince: string | undefined,
  kind: Named | undefined,
  place: string | undefined,
): Area | undefined {
  if (stateProvince === undefined) {
    if (kind === undefined) return { kind: 'country', country };
    return kind === 'postal' && place !== undefined ? { kind, country, prefix: place } : undefined;
  }
  if (kind === undefined || place === undefined) return { kind: 'state', country, stateProvince };
  if (kind === 'postal') return undefined;
  return kind === 'county'
    ? { kind, country, stateProvince, county: place }
    : { kind, country, stateProvince, city: place };
}

/** Reads what {@link writeArea} writes; undefined for anything else. */
export function readArea(text: string): Area | undefined {
  if (text === '*') return { kind: 'everywhere' };
  const [, country, state, kind, name] = AREA.exec(text.trim()) ?? [];
  if (country === undefined) return undefined;
  return areaIn(country, decoded(state), kind as Named | undefined, decoded(name));
}
