import type { Directory } from '../model/directory.js';
import type { Facility } from '../model/facility.js';
import type { ServiceType } from '../model/service.js';
import { keysOf } from './area-keys.js';

/** Numbers of the active services of some types that work where a department lies, each list in the order of ids; a service may be in several. */
export function candidates(
  { postings }: Pick<Directory, 'postings'>,
  types: readonly ServiceType[],
  facility: Facility,
): readonly Int32Array[] {
  const areas = keysOf(facility);
  return types.flatMap((type) =>
    areas.flatMap((area) => {
      const list = postings.get(`${type} ${area}`);
      return list === undefined ? [] : [list];
    }),
  );
}
