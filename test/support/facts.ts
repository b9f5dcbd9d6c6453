import type { Chart } from '../../src/model/chart.js';
import type { Fact } from '../../src/model/fact.js';
import { parseInterval } from '../../src/model/interval.js';

/** A coded fact with what matters to a test. */
export function factOf({
  on,
  ...given
}: Partial<Omit<Fact, 'when'>> & { readonly on?: string | undefined }): Fact {
  return {
    resource: 'Condition',
    id: undefined,
    when: parseInterval(on),
    encounter: undefined,
    active: false,
    standing: false,
    status: undefined,
    value: undefined,
    ...given,
  };
}

const KNOWN = { kind: 'known' } as const;

/** A chart with nothing in it, every source read. */
export const EMPTY_CHART: Chart = {
  age: undefined,
  deceased: false,
  excluded: false,
  unidentified: undefined,
  interpreterNeeded: undefined,
  person: { gender: undefined, language: undefined },
  setting: 'AMB',
  remote: false,
  department: undefined,
  encounter: undefined,
  facts: new Map(),
  visits: [],
  answers: new Map(),
  notes: new Map(),
  passagesRead: { count: 0, characters: 0, leftOut: 0 },
  sources: {
    patient: KNOWN,
    encounter: KNOWN,
    encounters: KNOWN,
    conditions: KNOWN,
    observations: KNOWN,
    procedures: KNOWN,
    appointments: KNOWN,
    questionnaireResponses: KNOWN,
    documents: KNOWN,
  },
  dropped: {},
};
