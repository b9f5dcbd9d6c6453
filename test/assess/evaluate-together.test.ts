import { sceneOf, UNPLACED } from '../../src/assess/evaluation.js';
import type { Evaluation } from '../../src/assess/evaluation.js';
import { evaluateTogether } from '../../src/assess/evaluate-together.js';
import type { TogetherClause } from '../../src/model/clause.js';
import type { Fact } from '../../src/model/fact.js';
import type { SourceState } from '../../src/model/source.js';
import { factOf } from '../support/facts.js';
import { CALL_AT, chartWith, last } from '../support/small-content.js';

const PAIR: TogetherClause = {
  kind: 'together',
  sets: [1, 2, 3],
  setNames: ['chlamydia', 'gonorrhoea', 'syphilis'],
  resources: ['Condition'],
  atLeast: 2,
  days: 31,
  within: last('P12M'),
};
const read = (
  facts: Readonly<Record<number, readonly Fact[]>>,
  given: Partial<TogetherClause> = {},
  conditions: SourceState = { kind: 'known' },
): Evaluation =>
  evaluateTogether({ ...PAIR, ...given }, sceneOf(chartWith(facts, { sources: { conditions } }), CALL_AT));
const at = (on?: string, id?: string): Fact => factOf({ on, id });

describe('evaluateTogether: different value sets within so many days are one episode (catalogue HTC-41)', () => {
  it('is true on the facts of the episode, as one event', () => {
    const [one, other] = [at('2026-03-01', 'a'), at('2026-03-15', 'b')];
    expect(read({ 1: [one, at('2026-07-01')], 2: [other] })).toEqual({
      truth: 'true',
      facts: [one, other],
      events: 1,
      reasons: [],
    });
  });

  it.each([
    ['2026-03-01', '2026-03-31', 'true'],
    ['2026-03-01', '2026-04-01', 'false'],
    ['2026-03-31', '2026-03-01', 'true'],
    ['2026-03-01', '2026-03-01', 'true'],
    // one of them before the window
    ['2025-11-20', '2025-11-22', 'false'],
  ])('one on %s and the other on %s, within 31 days: %s', (one, other, expected) =>
    expect(read({ 1: [at(one)], 2: [at(other)] }).truth).toBe(expected),
  );

  it('asks for different value sets: the same one twice is not two', () =>
    expect(read({ 1: [at('2026-03-01', 'a'), at('2026-03-02', 'b')] }).truth).toBe('false'));

  it('asks for as many as the cue says', () => {
    const two = { 1: [at('2026-03-01')], 3: [at('2026-03-02')] };
    expect(read(two, { atLeast: 3 }).truth).toBe('false');
    expect(read({ ...two, 2: [at('2026-03-03')] }, { atLeast: 3 }).truth).toBe('true');
  });

  it('takes the earliest episode, whichever value set is written first', () => {
    const [first, second] = [at('2026-02-01', 'first'), at('2026-02-02', 'second')];
    const late = at('2026-08-01', 'late');
    expect(read({ 1: [late, first], 2: [at('2026-08-02', 'later'), second] }).facts).toEqual([first, second]);
    expect(read({ 1: [late], 2: [at('2026-08-02', 'later'), second], 3: [first] }).facts).toEqual([
      second,
      first,
    ]);
  });

  it('names a fact that is in two value sets once: one entry with two codes', () => {
    const both = at('2026-03-01', 'both');
    expect(read({ 1: [both], 2: [both] })).toMatchObject({ truth: 'true', facts: [both] });
  });

  it('reads only the resources that the cue names', () => {
    const facts = { 1: [factOf({ on: '2026-03-01', resource: 'Procedure' })], 2: [at('2026-03-02')] };
    expect(read(facts).truth).toBe('false');
    expect(read(facts, { resources: ['Condition', 'Procedure'] }).truth).toBe('true');
  });
});

describe('evaluateTogether: dates that cannot be placed (decision 4)', () => {
  it('is unknown where an undated fact could belong to an episode, and names what could', () => {
    const [dated, undated] = [at('2026-03-01', 'a'), at(undefined, 'b')];
    const expected = { truth: 'unknown', facts: [dated, undated], events: 0, reasons: [UNPLACED] };
    expect(read({ 1: [dated], 2: [undated] })).toEqual(expected);
  });
  it('is unknown where both are undated, and false where one alone is', () => {
    expect(read({ 1: [at()], 2: [at()] }).truth).toBe('unknown');
    expect(read({ 1: [at()] }).truth).toBe('false');
    expect(read({ 1: [at(), at(undefined, 'b')] }).truth).toBe('false');
  });
  it('is unknown where one of several facts of a value set is undated', () =>
    expect(read({ 1: [at('2026-01-01')], 2: [at('2026-09-01'), at()] }).truth).toBe('unknown'));
  it('is unknown where a date is only partly inside the window', () =>
    expect(read({ 1: [at('2025-11')], 2: [at('2025-11-22')] }).truth).toBe('unknown'));
  it('is false where dated facts are too far apart, though each is inside the window', () =>
    expect(read({ 1: [at('2026-01-01')], 2: [at('2026-09-01')] }).truth).toBe('false'));
  it('is true on a certain episode beside an undated fact', () =>
    expect(read({ 1: [at('2026-03-01')], 2: [at('2026-03-02')], 3: [at()] }).truth).toBe('true'));
  it('is unknown where the source was not read in full (decision 7)', () =>
    expect(read({ 1: [at('2026-03-01')] }, {}, { kind: 'absent' })).toMatchObject({
      truth: 'unknown',
      reasons: ['conditions absent'],
    }));
});
