import type { Site } from './site.js';

/** Everywhere that a chart may be: in one of the site's departments, by id, or in none of them (undefined). */
export function placesOf({ departments }: Pick<Site, 'departments'>): readonly (string | undefined)[] {
  return [undefined, ...departments.map(({ id }) => id)];
}
