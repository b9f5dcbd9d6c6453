import type { Fact } from '../../src/model/fact.js';
import { parseInterval } from '../../src/model/interval.js';

/** A coded fact with what matters to a test. */
export function factOf(given: { readonly id?: string; readonly on?: string; readonly encounter?: string; readonly resource?: Fact['resource'] }): Fact {
  return {
    resource: given.resource ?? 'Condition',
    id: given.id,
    when: parseInterval(given.on),
    encounter: given.encounter,
    active: false,
    standing: false,
    status: undefined,
    value: undefined,
  };
}
