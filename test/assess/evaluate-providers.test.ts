import { sceneOf, UNPLACED } from '../../src/assess/evaluation.js';
import type { Evaluation } from '../../src/assess/evaluation.js';
import { evaluateProviders } from '../../src/assess/evaluate-providers.js';
import type { Visit } from '../../src/model/fact.js';
import { parseInterval } from '../../src/model/interval.js';
import type { SourceState } from '../../src/model/source.js';
import { CALL_AT, chartWith, last } from '../support/small-content.js';

const visit = (
  id: string,
  provider: string,
  on: string | undefined,
  ...complaints: readonly string[]
): Visit => ({
  id,
  provider,
  when: parseInterval(on),
  complaints,
});
const read = (
  visits: readonly Visit[],
  atLeast = 2,
  encounters: SourceState = { kind: 'known' },
): Evaluation =>
  evaluateProviders(
    { kind: 'providers', atLeast, within: last('P12M') },
    sceneOf(chartWith({}, { visits, sources: { encounters } }), CALL_AT),
  );
const idsOf = ({ facts }: Evaluation): readonly (string | undefined)[] => facts.map(({ id }) => id);

describe('evaluateProviders: several organisations for one complaint (catalogue HTC-81)', () => {
  it('is true on the first visit to each organisation, oldest first', () => {
    const found = read([
      visit('late', 'north', '2026-06-01', 'head'),
      visit('early', 'north', '2026-02-01', 'head'),
      visit('other', 'south', '2026-03-01', 'head'),
    ]);
    expect(found).toMatchObject({ truth: 'true', events: 2, reasons: [] });
    expect(idsOf(found)).toEqual(['early', 'other']);
  });

  it('says of its evidence that it is encounters', () => {
    const [fact] = read([
      visit('a', 'north', '2026-02-01', 'head'),
      visit('b', 'south', '2026-02-02', 'head'),
    ]).facts;
    expect(fact).toEqual({
      resource: 'Encounter',
      id: 'a',
      when: parseInterval('2026-02-01'),
      encounter: 'a',
      active: false,
      standing: false,
      status: undefined,
      value: undefined,
    });
  });

  it('does not count one organisation twice, nor different complaints together', () => {
    const north = visit('a', 'north', '2026-02-01', 'head');
    expect(read([north, visit('b', 'north', '2026-03-01', 'head')]).truth).toBe('false');
    expect(read([north, visit('b', 'south', '2026-03-01', 'back')]).truth).toBe('false');
    expect(read([north, visit('b', 'south', '2026-03-01', 'back', 'head')]).truth).toBe('true');
    expect(read([north, visit('b', 'south', '2026-03-01')]).truth).toBe('false');
  });

  it('takes the complaint with most organisations', () => {
    const found = read(
      [
        visit('a', 'north', '2026-02-01', 'back', 'head'),
        visit('b', 'south', '2026-02-02', 'back', 'head'),
        visit('c', 'west', '2026-02-03', 'head'),
      ],
      3,
    );
    expect(idsOf(found)).toEqual(['a', 'b', 'c']);
    expect(found.events).toBe(3);
  });

  it('of two complaints with as many organisations takes the one that reached it first', () => {
    const found = read([
      visit('a', 'north', '2026-02-01', 'head'),
      visit('b', 'south', '2026-02-02', 'head'),
      visit('c', 'north', '2026-03-01', 'back'),
      visit('d', 'south', '2026-03-02', 'back'),
    ]);
    expect(idsOf(found)).toEqual(['a', 'b']);
  });

  it('counts only visits inside the window', () => {
    const [north, old] = [
      visit('a', 'north', '2026-02-01', 'head'),
      visit('b', 'south', '2024-02-01', 'head'),
    ];
    expect(read([north, old]).truth).toBe('false');
  });

  it('is unknown where a visit without a date could be the missing one', () => {
    const [north, undated] = [
      visit('a', 'north', '2026-02-01', 'head'),
      visit('b', 'south', undefined, 'head'),
    ];
    const found = read([undated, north]);
    expect(found).toMatchObject({ truth: 'unknown', events: 0, reasons: [UNPLACED] });
    expect(idsOf(found)).toEqual(['a', 'b']);
    expect(read([north, undated], 3).truth).toBe('false');
  });

  it('is unknown where the encounters were not read in full, however many are known', () => {
    const unread = { kind: 'unavailable', reason: 'timeout' } as const;
    const expected = { truth: 'unknown', reasons: ['encounters unavailable'] };
    expect(read([], 2, unread)).toMatchObject(expected);
    const north = visit('a', 'north', '2026-02-01', 'head');
    expect(read([north, { ...north, id: 'b' }], 2, unread)).toMatchObject(expected);
    expect(read([north], 2, { kind: 'known' }).truth).toBe('false');
  });
});
