import { addPoints, holds, pointsOf, tierOf } from '../../src/assess/score.js';
import type { Finding, Tier } from '../../src/model/assessment.js';
import type { Setting } from '../../src/model/chart.js';
import type { CueState, Family, Rule } from '../../src/model/cue.js';
import type { Population, ScoreClause } from '../../src/model/scoring.js';
import { cueOf, SCORING } from '../support/small-content.js';

const GRADED = {
  adult: [
    { events: 2, points: 1 },
    { events: 3, points: 2 },
  ],
  minor: [{ events: 1, points: 3 }],
};
const finding = (family: Family, points: number, cue = `${family}-${points}`): Finding => ({
  cue,
  family,
  rule: undefined,
  points,
  facts: [],
});
/** One finding for each family of a table row. */
const findings = (earned: Partial<Record<Family, number>>, cue?: string): readonly Finding[] =>
  Object.entries(earned).map(([family, points]) => finding(family as Family, points, cue));

describe('pointsOf: what a met cue earns (decision 18: HTC-40 is graded)', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 2],
    [9, 2],
  ])('%p events of an adult earn %p', (events, expected) =>
    expect(pointsOf(cueOf({ points: GRADED }), events, 'adult', false)).toBe(expected),
  );
  it.each<[Population, boolean, boolean, number]>([
    ['minor', false, false, 3],
    ['adult', false, true, 0],
    ['adult', true, false, 0],
    ['adult', true, true, 3],
    ['minor', true, true, 3],
  ])(
    'a %s, young adult %p, of a cue that gives those the points of a minor (%p): %p',
    (population, young, asMinor, expected) =>
      expect(pointsOf(cueOf({ points: GRADED, youngAdultAsMinor: asMinor }), 1, population, young)).toBe(
        expected,
      ),
  );
  it.each<[CueState, Rule | undefined, number]>([
    ['on', undefined, 5],
    ['context-only', undefined, 0],
    ['on', 'tier2', 0],
    ['on', 'supportive', 0],
  ])('a cue that is %s with rule %p earns %p: rules bypass points (catalogue 5.3)', (state, rule, expected) =>
    expect(pointsOf(cueOf({ state, rule }), 1, 'adult', false)).toBe(expected),
  );
});

describe('addPoints: by family, each up to its cap (catalogue 5.3)', () => {
  it('adds up within a family and over families, and leaves out what has none', () => {
    const all = [finding('control', 3), finding('control', 2), finding('sexual', 1), finding('social', 0)];
    expect(addPoints(all, 'adult', SCORING)).toEqual({ points: { control: 5, sexual: 1 }, score: 6 });
    expect(addPoints([], 'adult', SCORING)).toEqual({ points: {}, score: 0 });
  });
  it.each<[Family, Population, number, number]>([
    ['control', 'adult', 8, 8],
    ['control', 'adult', 9, 8],
    ['social', 'adult', 3, 2],
    ['social', 'minor', 3, 3],
    ['social', 'minor', 5, 4],
    // documented cues are rules: no points of their own
    ['documented', 'adult', 5, 0],
  ])('%s of a %s: %p points count as %p', (family, population, earned, expected) =>
    expect(addPoints([finding(family, earned)], population, SCORING).score).toBe(expected),
  );
});

describe('holds: the closed table of statements about points', () => {
  const points = { points: { control: 3, labor: 2, sexual: 1 }, score: 6 };
  const thresholds = { tier2: 6, tier3: 7 };
  const is = (clause: ScoreClause): boolean => holds(clause, points, new Set(['HTC-14']), thresholds);
  const [yes, no]: readonly [ScoreClause, ScoreClause] = [
    { kind: 'families', atLeast: 1 },
    { kind: 'families', atLeast: 9 },
  ];
  it.each<[ScoreClause, boolean]>([
    [{ kind: 'score', reaches: 'tier2' }, true],
    [{ kind: 'score', reaches: 'tier3' }, false],
    [{ kind: 'points', of: ['control'], atLeast: 3 }, true],
    [{ kind: 'points', of: ['control'], atLeast: 4 }, false],
    [{ kind: 'points', of: ['control', 'labor'], atLeast: 5 }, true],
    [{ kind: 'points', of: ['control', 'labor'], atLeast: 6 }, false],
    [{ kind: 'points', of: ['control', 'mental'], atLeast: 3 }, true],
    [{ kind: 'points', of: ['mental'], atLeast: 1 }, false],
    [{ kind: 'families', atLeast: 3 }, true],
    [{ kind: 'families', atLeast: 4 }, false],
    [{ kind: 'cues', of: ['HTC-33', 'HTC-14'] }, true],
    [{ kind: 'cues', of: ['HTC-33'] }, false],
    [{ kind: 'all', of: [yes, yes] }, true],
    [{ kind: 'all', of: [yes, no] }, false],
    [{ kind: 'any', of: [no, yes] }, true],
    [{ kind: 'any', of: [no, no] }, false],
  ])('%j: %p', (clause, expected) => expect(is(clause)).toBe(expected));
});

describe('tierOf: the tiers of catalogue section 5.3', () => {
  const tier = (all: readonly Finding[], population: Population = 'adult', setting: Setting = 'ED'): Tier =>
    tierOf(addPoints(all, population, SCORING), all, population, setting, SCORING);

  it.each<[Partial<Record<Family, number>>, Population, Setting, Tier]>([
    // thresholds by setting and age, with an anchor and two families
    [{ control: 2, sexual: 2 }, 'adult', 'ED', 2],
    [{ control: 2, sexual: 1 }, 'adult', 'ED', 0],
    [{ control: 2, sexual: 2 }, 'adult', 'AMB', 0],
    [{ control: 3, sexual: 2 }, 'adult', 'AMB', 2],
    [{ control: 2, sexual: 1 }, 'minor', 'ED', 2],
    [{ control: 2, sexual: 1 }, 'minor', 'AMB', 0],
    [{ control: 2, sexual: 2 }, 'minor', 'AMB', 2],
    // anchors
    [{ control: 1, sexual: 3 }, 'adult', 'ED', 0],
    [{ labor: 2, sexual: 2 }, 'adult', 'ED', 2],
    [{ sexual: 3, violence: 1 }, 'adult', 'ED', 2],
    [{ sexual: 1, violence: 3 }, 'adult', 'ED', 0],
    [{ social: 2, mental: 2 }, 'adult', 'ED', 0],
    [{ social: 2, mental: 2 }, 'minor', 'ED', 2],
    // one family alone
    [{ control: 4 }, 'adult', 'ED', 0],
    [{ control: 5 }, 'adult', 'ED', 2],
    [{ labor: 4 }, 'adult', 'ED', 2],
    // homelessness, mental illness, substances, injuries and visits never, alone or together
    [{ social: 2, mental: 2, utilization: 2, physical: 4 }, 'adult', 'ED', 0],
    // breadth (decision 18): five families with sexual and violence among them, at the threshold of tier 3
    [{ sexual: 1, violence: 1, mental: 1, social: 1, physical: 2 }, 'adult', 'ED', 2],
    [{ sexual: 1, violence: 1, mental: 1, social: 1, physical: 1 }, 'adult', 'ED', 0],
    [{ sexual: 1, violence: 1, mental: 2, physical: 2 }, 'adult', 'ED', 0],
    [{ sexual: 1, utilization: 1, mental: 1, social: 1, physical: 2 }, 'adult', 'ED', 0],
    // tier 3: three families and control or work
    [{ control: 4, sexual: 1, social: 1 }, 'adult', 'ED', 3],
    [{ control: 4, sexual: 2 }, 'adult', 'ED', 2],
    [{ control: 3, sexual: 2, social: 1 }, 'adult', 'ED', 2],
    [{ control: 4, sexual: 1, social: 1 }, 'adult', 'AMB', 2],
    [{ labor: 5, control: 1 }, 'adult', 'ED', 3],
    [{ labor: 4, control: 2 }, 'adult', 'ED', 2],
    [{ social: 1, sexual: 2, violence: 2 }, 'minor', 'ED', 3],
    [{ control: 3, sexual: 2 }, 'minor', 'ED', 3],
    [{ control: 2, sexual: 3 }, 'minor', 'ED', 2],
  ])('%j of a %s in %s: tier %p', (earned, population, setting, expected) =>
    expect(tier(findings(earned), population, setting)).toBe(expected),
  );

  it('a cue that is specific for exploitation reaches tier 3, but only if it earns points', () => {
    const others = findings({ control: 4 }, 'HTC-10');
    expect(tier([...others, finding('control', 2, 'HTC-14')])).toBe(3);
    expect(tier([...others, finding('control', 2, 'HTC-11')])).toBe(2);
    expect(tier([...others, finding('control', 2, 'HTC-11'), finding('control', 0, 'HTC-14')])).toBe(2);
  });
});
