import { tabulateEncounters } from '../../src/chart/tabulate-encounters.js';
import type { JsonObject } from '../../src/model/json-value.js';

const AT = Date.parse('2026-11-21T10:00:00Z');
const base = () => ({ at: AT, aliases: new Map<string, string>(), dropped: {} });
const visit = (id: string, status: string, start?: string): JsonObject => ({
  resourceType: 'Encounter',
  id,
  status,
  ...(start === undefined ? {} : { period: { start } }),
});
const current = (contextId: string | undefined, ...encounters: readonly JsonObject[]) =>
  tabulateEncounters(encounters, contextId, base()).current?.['id'];

describe('which encounter is the current one (decision 6)', () => {
  it('is the one the context names, whatever its status or date', () => {
    expect(
      current('a', visit('a', 'planned', '2027-01-01'), visit('b', 'in-progress', '2026-11-21T09:00:00Z')),
    ).toBe('a');
  });
  it('is none where the named one was cancelled or entered in error', () => {
    expect(current('a', visit('a', 'cancelled', '2026-11-21'))).toBeUndefined();
    expect(current('a', visit('a', 'entered-in-error', '2026-11-21'))).toBeUndefined();
  });
  it('without a name is the only one in progress that began in the last 24 hours', () => {
    expect(
      current(
        undefined,
        visit('a', 'in-progress', '2026-11-20T10:00:00Z'),
        visit('b', 'finished', '2026-11-21T09:00:00Z'),
      ),
    ).toBe('a');
    expect(current(undefined, visit('a', 'in-progress', '2026-11-20T09:59:59Z'))).toBeUndefined();
    expect(current(undefined, visit('a', 'in-progress'))).toBeUndefined();
    expect(
      current(
        undefined,
        visit('a', 'in-progress', '2026-11-21T09:00:00Z'),
        visit('b', 'in-progress', '2026-11-21T08:00:00Z'),
      ),
    ).toBeUndefined();
  });
});

describe('which encounters count (bad input: cancelled, planned long ago, future)', () => {
  it.each([
    ['finished', '2026-01-01', true],
    ['unknown', '2026-01-01', true],
    ['finished', '2026-11-22T09:59:59Z', true],
    ['finished', undefined, true],
    ['cancelled', '2026-01-01', false],
    ['entered-in-error', '2026-01-01', false],
    ['planned', '2020-01-01', false],
  ])('%s on %p counts: %p', (status, start, counts) => {
    expect(tabulateEncounters([visit('x', status, start)], undefined, base()).happened.length).toBe(
      counts ? 1 : 0,
    );
  });
  it('remembers which condition an encounter names as its diagnosis', () => {
    const encounter = {
      ...visit('x', 'finished', '2026-01-01'),
      diagnosis: [{ condition: { reference: 'https://ehr.example.org/fhir/Condition/c1' } }],
    };
    expect(tabulateEncounters([encounter], undefined, base()).byDiagnosis('c1')).toBe('x');
  });
});
