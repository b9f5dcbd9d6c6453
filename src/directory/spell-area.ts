import type { Area } from '../model/service.js';

/** How the words of an area are written. */
export interface Spelling {
  readonly name: (name: string) => string;
  readonly code: (code: string) => string;
}

/** An area as one text: `*`, `US`, `US-IL`, `US-IL/county:Cook`, `US-IL/city:Chicago`, `US/postal:606`. */
export function spellArea(area: Area, { name, code }: Spelling): string {
  switch (area.kind) {
    case 'everywhere':
      return '*';
    case 'country':
      return area.country;
    case 'state':
      return `${area.country}-${name(area.stateProvince)}`;
    case 'county':
      return `${area.country}-${name(area.stateProvince)}/county:${name(area.county)}`;
    case 'city':
      return `${area.country}-${name(area.stateProvince)}/city:${name(area.city)}`;
    case 'postal':
      return `${area.country}/postal:${code(area.prefix)}`;
  }
}
