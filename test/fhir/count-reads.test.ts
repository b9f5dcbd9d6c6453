import { countReads } from '../../src/fhir/count-reads.js';
import type { FhirOutcome } from '../../src/fhir/fhir-port.js';

const OUTCOMES: readonly (readonly [FhirOutcome, string])[] = [
  [{ kind: 'answered', body: { resourceType: 'Patient' } }, 'answered'],
  [{ kind: 'failed', failure: 'timeout' }, 'timeout'],
  [{ kind: 'failed', failure: 'unauthorized' }, 'unauthorized'],
  [{ kind: 'failed', failure: 'refused' }, 'refused'],
];

describe('countReads: FHIR errors by kind', () => {
  it.each(OUTCOMES)(
    'passes %j on, of a read and of a page, and tells its kind once',
    async (outcome, kind) => {
      const [told, asked]: [string[], string[]] = [[], []];
      const answer = async (query: string): Promise<FhirOutcome> => {
        asked.push(query);
        return outcome;
      };
      const port = countReads({ get: answer, nextPage: answer }, (one) => told.push(one));
      expect(await port.get('Patient/1')).toBe(outcome);
      expect(await port.nextPage('page')).toBe(outcome);
      expect(asked).toStrictEqual(['Patient/1', 'page']);
      expect(told).toStrictEqual([kind, kind]);
    },
  );
});
