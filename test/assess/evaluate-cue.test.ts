import { appliesTo, effectiveAge, evaluateCue } from '../../src/assess/evaluate-cue.js';
import { sceneOf, UNPLACED } from '../../src/assess/evaluation.js';
import type { Chart } from '../../src/model/chart.js';
import type { Family, Rule } from '../../src/model/cue.js';
import { factOf } from '../support/facts.js';
import { CALL_AT, chartWith, codeClause, cueOf, SCORING, SET, STATEMENTS } from '../support/small-content.js';

describe('effectiveAge (decision 11: unknown, or a birth date that spans 18, counts as adult)', () => {
  it.each([
    [undefined, { from: 18, to: 18 }],
    [
      { from: 17, to: 18 },
      { from: 18, to: 18 },
    ],
    [
      { from: 10, to: 30 },
      { from: 18, to: 18 },
    ],
    [
      { from: 17, to: 17 },
      { from: 17, to: 17 },
    ],
    [
      { from: 16, to: 17 },
      { from: 16, to: 17 },
    ],
    [
      { from: 18, to: 19 },
      { from: 18, to: 19 },
    ],
    [
      { from: 40, to: 40 },
      { from: 40, to: 40 },
    ],
  ])('%j is %j', (age, expected) => expect(effectiveAge(age)).toEqual(expected));
});

describe('appliesTo: the ages a cue is meant for, both ends included', () => {
  it.each([
    [{ from: 12, to: 12 }, false],
    [{ from: 13, to: 13 }, true],
    [{ from: 24, to: 24 }, true],
    [{ from: 25, to: 25 }, false],
    [{ from: 12, to: 13 }, false],
    [{ from: 24, to: 25 }, false],
  ])('13 to 24 and a patient of %j: %p', (age, expected) =>
    expect(appliesTo(cueOf({ ages: { from: 13, to: 24 } }), age, SCORING)).toBe(expected),
  );

  it.each<[Family, Rule | undefined, number, boolean]>([
    ['control', undefined, 9, true],
    ['labor', undefined, 9, true],
    ['documented', undefined, 9, true],
    ['sexual', undefined, 9, false],
    ['sexual', undefined, 10, true],
    ['sexual', 'child-protection', 9, true],
    ['sexual', 'tier2', 9, false],
  ])(
    'a %s cue with rule %p at %p years: %p (under 10 documented, control and work alone)',
    (family, rule, years, expected) =>
      expect(appliesTo(cueOf({ family, rule }), { from: years, to: years }, SCORING)).toBe(expected),
  );

  it('protects a child whose birth date leaves open whether the age is reached (decision 16)', () => {
    const ages = { from: 0, to: 12 };
    expect(appliesTo(cueOf({ rule: 'child-protection', ages }), { from: 12, to: 13 }, SCORING)).toBe(true);
    expect(appliesTo(cueOf({ rule: 'child-protection', ages }), { from: 13, to: 13 }, SCORING)).toBe(false);
    expect(appliesTo(cueOf({ ages }), { from: 12, to: 13 }, SCORING)).toBe(false);
  });
});

describe('evaluateCue: its statement, then its exclusions (decision 7)', () => {
  const found = factOf({ id: 'new', on: '2026-06-01' });
  const older = factOf({ id: 'old', on: '2026-02-01' });
  const scene = (given: Partial<Chart> = {}): ReturnType<typeof sceneOf> =>
    sceneOf({ ...chartWith({ [SET]: [found, older], 3: [factOf({ id: 'undated' })] }), ...given }, CALL_AT);
  const [sports, unknowable] = [
    { label: 'sports', clause: STATEMENTS.true },
    { label: 'foster care', clause: STATEMENTS.unknown },
  ];
  const absent = { label: 'never so', clause: STATEMENTS.false };

  it('is not met where the statement is false, whatever is excluded', () =>
    expect(evaluateCue(cueOf({ when: STATEMENTS.false, unless: [sports] }), scene())).toEqual({
      kind: 'not-met',
    }));

  it('is met on its facts, oldest first, with the events counted', () =>
    expect(evaluateCue(cueOf({ unless: [absent] }), scene())).toEqual({
      kind: 'met',
      facts: [older, found],
      events: 2,
      unread: [],
    }));

  it('is excluded by an exclusion that holds, and says by which', () =>
    expect(evaluateCue(cueOf({ unless: [absent, unknowable, sports] }), scene())).toEqual({
      kind: 'excluded',
      facts: [older, found],
      by: 'sports',
    }));

  it('is met where an exclusion cannot be read, and records it', () =>
    expect(evaluateCue(cueOf({ unless: [unknowable] }), scene())).toMatchObject({
      kind: 'met',
      unread: ['foster care'],
    }));

  it('is unknown with facts and reasons, and then asks for no exclusion', () =>
    expect(evaluateCue(cueOf({ when: codeClause({ set: 3 }), unless: [sports] }), scene())).toEqual({
      kind: 'unknown',
      facts: [factOf({ id: 'undated' })],
      reasons: [UNPLACED],
    }));

  it('sees every fact in an exclusion, even where the scene admits few (decision 14)', () => {
    const few = { ...scene(), admits: ({ id }: { readonly id: string | undefined }) => id === 'new' };
    const before = { label: 'before', clause: codeClause({ atLeast: 2 }) };
    expect(evaluateCue(cueOf(), few)).toMatchObject({ kind: 'met', facts: [found] });
    expect(evaluateCue(cueOf({ unless: [before] }), few)).toMatchObject({ kind: 'excluded', by: 'before' });
  });
});
