import { evaluateClause } from '../../src/assess/evaluate-clause.js';
import { sceneOf, UNPLACED } from '../../src/assess/evaluation.js';
import type { Evaluation } from '../../src/assess/evaluation.js';
import type { Clause } from '../../src/model/clause.js';
import type { Chart } from '../../src/model/chart.js';
import type { Truth } from '../../src/model/truth.js';
import { EMPTY_CHART, factOf } from '../support/facts.js';
import { CALL_AT, chartWith, codeClause, last, STATEMENTS } from '../support/small-content.js';

const read = (clause: Clause, chart: Chart = EMPTY_CHART): Evaluation =>
  evaluateClause(clause, sceneOf(chart, CALL_AT));

describe('evaluateClause: all and any are Kleene tables (invariant 1)', () => {
  const TABLE: readonly (readonly [Truth, Truth, Truth, Truth])[] = [
    ['true', 'true', 'true', 'true'],
    ['true', 'unknown', 'unknown', 'true'],
    ['true', 'false', 'false', 'true'],
    ['unknown', 'true', 'unknown', 'true'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
    ['unknown', 'false', 'false', 'unknown'],
    ['false', 'true', 'false', 'true'],
    ['false', 'unknown', 'false', 'unknown'],
    ['false', 'false', 'false', 'false'],
  ];
  it.each(TABLE)('%s and %s: all is %s, any is %s', (one, other, all, any) => {
    const of = [STATEMENTS[one], STATEMENTS[other]];
    expect(read({ kind: 'all', of }).truth).toBe(all);
    expect(read({ kind: 'any', of }).truth).toBe(any);
  });

  it('of nothing, all is true without events and any is false', () => {
    expect(read({ kind: 'all', of: [] })).toEqual({ truth: 'true', facts: [], events: 0, reasons: [] });
    expect(read({ kind: 'any', of: [] })).toEqual({ truth: 'false', facts: [], events: 0, reasons: [] });
  });
});

describe('evaluateClause: what a joined statement stands on', () => {
  const dated = factOf({ id: 'dated', on: '2026-05-05' });
  const other = factOf({ id: 'other', on: '2026-06-05' });
  const undated = factOf({ id: 'undated' });
  const chart = chartWith({ 1: [dated, other], 2: [dated], 3: [undated], 4: [factOf({ on: '2019' })] });
  const sets = (...numbers: readonly number[]): readonly Clause[] =>
    numbers.map((set) => codeClause({ set }));

  it('names each fact of its true parts once, and counts as many events as the largest', () => {
    const found = read({ kind: 'any', of: sets(1, 2, 3, 4) }, chart);
    expect(found).toEqual({ truth: 'true', facts: [dated, other], events: 2, reasons: [] });
  });

  it('where it is unknown, names the facts and each reason of its unknown parts once, and no event', () => {
    const found = read({ kind: 'all', of: sets(1, 3, 3) }, chart);
    expect(found).toEqual({ truth: 'unknown', facts: [undated], events: 0, reasons: [UNPLACED] });
  });

  it('where it is false, stands on nothing', () => {
    const found = read({ kind: 'all', of: sets(1, 2, 3, 4) }, chart);
    expect(found).toEqual({ truth: 'false', facts: [], events: 0, reasons: [] });
  });
});

describe('evaluateClause: ages, both ends included (decision 11)', () => {
  it.each([
    [{ from: 18, to: 18 }, 'true'],
    [{ from: 25, to: 25 }, 'true'],
    [{ from: 20, to: 21 }, 'true'],
    [{ from: 17, to: 17 }, 'false'],
    [{ from: 26, to: 26 }, 'false'],
    [{ from: 17, to: 18 }, 'unknown'],
    [{ from: 25, to: 26 }, 'unknown'],
    [undefined, 'unknown'],
  ] as const)('18 to 25 of %j is %s', (age, expected) =>
    expect(read({ kind: 'age', from: 18, to: 25 }, { ...EMPTY_CHART, age }).truth).toBe(expected),
  );
  it('says why it does not know', () => {
    const reasons = (age: Chart['age']): readonly string[] =>
      read({ kind: 'age', from: 18, to: 25 }, { ...EMPTY_CHART, age }).reasons;
    expect(reasons(undefined)).toEqual(['age unknown']);
    expect(reasons({ from: 17, to: 18 })).toEqual(['birth date too coarse']);
  });
  it('stands on no fact and counts as one event', () =>
    expect(read({ kind: 'age', from: 18, to: 25 }, { ...EMPTY_CHART, age: { from: 20, to: 20 } })).toEqual({
      truth: 'true',
      facts: [],
      events: 1,
      reasons: [],
    }));
});

describe('evaluateClause: registration, and what a site has not configured', () => {
  it.each([
    [true, 'true', 1],
    [false, 'false', 0],
    [undefined, 'false', 0],
  ] as const)('unidentified, where the record says %p, is %s', (unidentified, truth, events) =>
    expect(read({ kind: 'unidentified' }, { ...EMPTY_CHART, unidentified })).toEqual({
      truth,
      facts: [],
      events,
      reasons: [],
    }),
  );
  it('something not configured is false, never unknown', () =>
    expect(read({ kind: 'unconfigured', what: 'instrument' }).truth).toBe('false'));
});

describe('evaluateClause: every kind of evidence has its evaluator', () => {
  const on = '2026-05-05';
  const within = last('P12M');
  const yes = { kind: 'boolean', is: true } as const;
  const value = { sets: [], boolean: true };
  const observed = factOf({ id: 'o', resource: 'Observation', on, value });
  const answered = factOf({ id: 'q', resource: 'QuestionnaireResponse', on });
  const stated = factOf({ id: 'd', resource: 'DocumentReference', on });
  const [one, two] = [factOf({ id: 'c1', on }), factOf({ id: 'c2', on })];
  const chart = chartWith(
    { 1: [one], 2: [two], 3: [observed] },
    {
      answers: new Map([['leaves', [{ questionnaire: undefined, fact: answered, value }]]]),
      notes: new Map([[7, [stated]]]),
      visits: ['a', 'b'].map((provider) => ({
        id: provider,
        when: stated.when,
        provider,
        complaints: ['head'],
      })),
    },
  );
  it.each<[Clause, readonly (string | undefined)[]]>([
    [codeClause(), ['c1']],
    [{ kind: 'observation', set: 3, setName: 's', test: yes, within }, ['o']],
    [{ kind: 'answer', linkId: 'leaves', questionnaire: undefined, test: yes, within }, ['q']],
    [{ kind: 'note', group: 7, groupName: 'g', within }, ['d']],
    [{ kind: 'providers', atLeast: 2, within }, ['a', 'b']],
    [
      { kind: 'together', sets: [1, 2], setNames: [], resources: ['Condition'], atLeast: 2, days: 1, within },
      ['c1', 'c2'],
    ],
  ])('%j', (clause, ids) => {
    const found = read(clause, chart);
    expect(found.truth).toBe('true');
    expect(found.facts.map(({ id }) => id)).toEqual(ids);
  });
});
