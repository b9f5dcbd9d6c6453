import { evaluateCode } from '../../src/assess/evaluate-code.js';
import { sceneOf, UNPLACED } from '../../src/assess/evaluation.js';
import type { Evaluation } from '../../src/assess/evaluation.js';
import type { CodeClause } from '../../src/model/clause.js';
import type { Fact } from '../../src/model/fact.js';
import { factOf } from '../support/facts.js';
import { CALL_AT, chartWith, codeClause, SET } from '../support/small-content.js';

const COMPANION = 2;
const read = (
  facts: readonly Fact[],
  given: Partial<CodeClause> = {},
  company: readonly Fact[] = [],
): Evaluation =>
  evaluateCode(codeClause(given), sceneOf(chartWith({ [SET]: facts, [COMPANION]: company }), CALL_AT));
const recent = (given: Parameters<typeof factOf>[0] = {}): Fact => factOf({ on: '2026-05-05', ...given });

describe('evaluateCode: which facts are candidates', () => {
  it('is true on every fact inside the window, and counts them', () => {
    const facts = [recent({ id: 'a' }), recent({ id: 'b' })];
    expect(read([...facts, factOf({ on: '2020-01-01' })])).toEqual({
      truth: 'true',
      facts,
      events: 2,
      reasons: [],
    });
  });

  it('is false where the record was read and holds nothing of the value set', () => {
    const nothing = { truth: 'false', facts: [], events: 0, reasons: [] };
    expect(read([])).toEqual(nothing);
    expect(evaluateCode(codeClause({ set: 99 }), sceneOf(chartWith({}), CALL_AT))).toEqual(nothing);
  });

  it('reads only the resources that the cue names', () => {
    expect(read([recent({ resource: 'Encounter' })]).truth).toBe('false');
    expect(read([recent({ resource: 'Encounter' })], { resources: ['Condition', 'Encounter'] }).truth).toBe(
      'true',
    );
  });

  it.each([
    ['active', true, 'true'],
    ['active', false, 'false'],
    ['inactive', true, 'false'],
    ['inactive', false, 'true'],
    ['either', true, 'true'],
    ['either', false, 'true'],
  ] as const)('asked for %s, a fact whose activity is %p makes it %s', (asked, active, expected) =>
    expect(read([recent({ active })], { active: asked }).truth).toBe(expected),
  );

  it.each([
    [[], [], 'finished', 'true'],
    [[], [], undefined, 'true'],
    [['finished'], [], 'finished', 'true'],
    [['finished', 'in-progress'], [], 'in-progress', 'true'],
    [['finished'], [], 'cancelled', 'false'],
    [['finished'], [], undefined, 'false'],
    [[], ['cancelled'], 'cancelled', 'false'],
    [[], ['cancelled'], 'finished', 'true'],
    [[], ['cancelled'], undefined, 'true'],
    [['finished'], ['finished'], 'finished', 'false'],
  ] as const)('statuses %j but not %j: one of %p makes it %s', (statuses, notStatuses, status, expected) =>
    expect(read([recent({ status })], { statuses, notStatuses }).truth).toBe(expected),
  );

  it.each([
    [
      'leaves out a fact in the company that the cue must not have',
      { unlessWith: [COMPANION] },
      'a',
      'false',
    ],
    ['keeps a fact without that company', { unlessWith: [COMPANION] }, 'b', 'true'],
    ['keeps a fact in the company that it asks for', { onlyWith: [COMPANION] }, 'a', 'true'],
    ['leaves out a fact without it', { onlyWith: [COMPANION] }, 'b', 'false'],
    ['asks nothing of company where none is named', {}, 'a', 'true'],
  ] as const)(
    '%s (decision 9: injuries with an assault cause in the same encounter)',
    (_, given, at, expected) =>
      expect(read([recent({ encounter: 'a' })], given, [recent({ encounter: at })]).truth).toBe(expected),
  );

  it('leaves a fact out for unwanted company even where it also has the company that is asked for', () => {
    const given = { onlyWith: [COMPANION], unlessWith: [COMPANION] };
    expect(read([recent({ encounter: 'a' })], given, [recent({ encounter: 'a' })]).truth).toBe('false');
  });
});

describe('evaluateCode: how many (decision 8) and when (decisions 4 and 5)', () => {
  const TWICE = { atLeast: 2, apart: { kind: 'days', days: 31 } } as const;
  it.each([
    [['2026-01-01', '2026-02-01'], 'true', 2],
    [['2026-01-01', '2026-01-31'], 'false', 0],
    [['2026-01-01'], 'false', 0],
    // outside of the window
    [['2026-01-01', '2024-01-01'], 'false', 0],
  ] as const)('two events a month apart in %j: %s', (dates, truth, events) =>
    expect(
      read(
        dates.map((on) => factOf({ on })),
        TWICE,
      ),
    ).toMatchObject({ truth, events }),
  );

  it('is unknown where an undated fact could be the missing event, and shows the facts', () => {
    const facts = [recent({ id: 'dated' }), factOf({ id: 'undated' })];
    expect(read(facts, TWICE)).toEqual({ truth: 'unknown', facts, events: 0, reasons: [UNPLACED] });
    expect(read(facts, { ...TWICE, atLeast: 3 }).truth).toBe('false');
  });

  it('is unknown where a coarse date inside the window could be two events apart', () => {
    const facts = [factOf({ id: 'a', on: '2026-03' }), factOf({ id: 'b', on: '2026-03' })];
    expect(read(facts, TWICE).truth).toBe('unknown');
    expect(read(facts, { ...TWICE, atLeast: 3 }).truth).toBe('unknown');
    expect(read(facts, { ...TWICE, atLeast: 4 }).truth).toBe('false');
  });

  it('does not take a fact with a certain day for a second event', () => {
    expect(read([recent({ id: 'a' }), recent({ id: 'b' })], TWICE).truth).toBe('false');
  });

  it('counts a standing problem as now only where the cue says so (decision 5)', () => {
    const old = factOf({ on: '2019-01-01', standing: true, active: true });
    expect(read([old], { standing: true }).truth).toBe('true');
    expect(read([old]).truth).toBe('false');
    expect(read([{ ...old, standing: false }], { standing: true }).truth).toBe('false');
  });

  it('is unknown, with each source and why, where not everything that could say so was read (invariant 1)', () => {
    const chart = chartWith(
      {},
      { sources: { conditions: { kind: 'absent' }, encounters: { kind: 'incomplete', reason: 'pages' } } },
    );
    expect(
      evaluateCode(codeClause({ resources: ['Condition', 'Encounter'] }), sceneOf(chart, CALL_AT)),
    ).toEqual({
      truth: 'unknown',
      facts: [],
      events: 0,
      reasons: ['conditions absent', 'encounters incomplete'],
    });
    expect(evaluateCode(codeClause({ resources: ['Procedure'] }), sceneOf(chart, CALL_AT)).truth).toBe(
      'false',
    );
  });

  it('is true on what was read, whatever was not (decision 7)', () => {
    const chart = chartWith({ [SET]: [recent()] }, { sources: { conditions: { kind: 'absent' } } });
    expect(evaluateCode(codeClause(), sceneOf(chart, CALL_AT)).truth).toBe('true');
  });
});
