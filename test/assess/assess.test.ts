import { assess } from '../../src/assess/assess.js';
import type { Assessment, Pathway, Tier } from '../../src/model/assessment.js';
import type { Chart } from '../../src/model/chart.js';
import type { CircumstanceRule } from '../../src/model/circumstance.js';
import type { Cue, Rule } from '../../src/model/cue.js';
import type { Fact } from '../../src/model/fact.js';
import { factOf } from '../support/facts.js';
import {
  CALL_AT,
  chartWith,
  codeClause,
  contentOf,
  cueOf,
  pointsOf,
  STATEMENTS,
} from '../support/small-content.js';

const ANY = { kind: 'any' } as const;
const RULES: readonly Rule[] = ['tier3-known', 'tier3', 'tier2', 'supportive', 'child-protection'];
/** One cue for each rule, on value sets 1 to 5, and one that earns enough for tier 3 by itself on value set 6. */
const CUES: readonly Cue[] = [
  ...RULES.map((rule, number) =>
    cueOf({ id: rule, rule, family: 'documented', when: codeClause({ set: number + 1, within: ANY }) }),
  ),
  cueOf({ id: 'HTC-14', points: pointsOf(8), when: codeClause({ set: 6, within: ANY }) }),
  cueOf({ id: 'HTC-10', points: pointsOf(5), when: codeClause({ set: 7, within: ANY }) }),
];
const SETS = {
  'tier3-known': 1,
  tier3: 2,
  tier2: 3,
  supportive: 4,
  'child-protection': 5,
  specific: 6,
  points: 7,
};
type Kind = keyof typeof SETS;

const CIRCUMSTANCES: readonly CircumstanceRule[] = [
  { id: 'time-alone-not-possible', when: STATEMENTS.true },
  { id: 'time-alone-declined', when: STATEMENTS.unknown },
];
const record = (facts: Partial<Record<Kind, Fact>>, given: Partial<Chart> = {}): Assessment => {
  const bySet = Object.entries(facts).map(([kind, fact]) => [SETS[kind as Kind], [fact]] as const);
  return assess(
    { ...chartWith(Object.fromEntries(bySet)), ...given },
    contentOf(CUES, CIRCUMSTANCES),
    CALL_AT,
  );
};
const on = (date: string | undefined, encounter?: string): Fact => factOf({ on: date, encounter });
const NOW = on('2026-11-01');

describe('assess: rules and points become a tier and a pathway (catalogue 5.3, decisions 14 to 16)', () => {
  it.each<[readonly Kind[], Tier, Pathway | undefined]>([
    [[], 0, undefined],
    [['tier3-known'], 3, 'private-conversation'],
    [['tier3'], 3, 'private-conversation'],
    [['tier2'], 2, 'time-alone'],
    [['supportive'], 2, 'continuity'],
    [['child-protection'], 2, 'child-protection'],
    [['points'], 2, 'time-alone'],
    [['specific'], 3, 'private-conversation'],
    [['tier2', 'tier3'], 3, 'private-conversation'],
    [['tier2', 'specific'], 3, 'private-conversation'],
    [['child-protection', 'tier3'], 3, 'child-protection'],
    [['child-protection', 'supportive'], 2, 'child-protection'],
  ])('%j: tier %p, %p', (kinds, tier, pathway) =>
    expect(record(Object.fromEntries(kinds.map((kind) => [kind, NOW])))).toMatchObject({ tier, pathway }),
  );

  it.each<[Kind, boolean]>([
    ['tier3-known', true],
    ['supportive', true],
    ['tier3', false],
    ['tier2', false],
    ['child-protection', false],
    ['specific', false],
  ])('%s says that earlier exploitation is on record: %p (never ask to retell)', (kind, survivor) =>
    expect(record({ [kind]: NOW, points: NOW }).survivor).toBe(survivor),
  );
});

describe('assess: a known survivor is not interviewed again without new evidence (decision 14)', () => {
  const HISTORY = on('2020-06-15');
  const MOMENT = on('2020-06-15T10:00:00.000Z');
  const CURRENT = { encounter: { id: 'now', when: on('2026-11-21T09:00:00Z').when } };
  it.each<[string, Partial<Record<Kind, Fact>>, Partial<Chart>, Pathway]>([
    ['nothing since', {}, {}, 'continuity'],
    ['evidence from before the history', { specific: on('2019-01-01') }, {}, 'continuity'],
    ['evidence of the same day', { specific: on('2020-06-15') }, {}, 'continuity'],
    ['evidence of the same moment', { specific: MOMENT, supportive: MOMENT }, {}, 'continuity'],
    ['evidence since the history', { specific: on('2020-06-16') }, {}, 'private-conversation'],
    ['evidence whose date only reaches past it', { specific: on('2020') }, {}, 'continuity'],
    ['undated evidence', { specific: on(undefined) }, {}, 'continuity'],
    ['evidence in this encounter', { specific: on('2019-01-01', 'now') }, CURRENT, 'private-conversation'],
    ['evidence of another encounter', { specific: on('2019-01-01', 'then') }, CURRENT, 'continuity'],
    ['a documented rule since', { tier3: on('2021-01-01') }, {}, 'private-conversation'],
    ['a documented rule from before', { tier3: on('2019-01-01') }, {}, 'continuity'],
    ['since then only what reaches tier 2', { points: on('2021-01-01') }, {}, 'continuity'],
  ])('%s', (_, facts, chart, pathway) => {
    const assessment = record({ supportive: HISTORY, ...facts }, chart);
    expect(assessment.pathway).toBe(pathway);
    expect(assessment.tier).toBe(pathway === 'continuity' ? 2 : 3);
  });

  it('the points and findings shown are those of the whole record', () =>
    expect(record({ supportive: HISTORY, specific: on('2019-01-01') })).toMatchObject({
      points: { control: 8 },
      score: 8,
    }));

  it('a history without a date makes only evidence of this encounter new', () => {
    expect(record({ supportive: on(undefined), specific: on('2025-01-01') }).pathway).toBe('continuity');
    expect(record({ supportive: on(undefined), specific: on('2026-11-21') }).pathway).toBe(
      'private-conversation',
    );
  });

  it('of several histories counts from the earliest, and from none of the other findings', () => {
    const history = (dates: readonly string[]): Pathway | undefined => {
      const chart = chartWith({
        4: dates.map((date) => on(date)),
        3: [on('2018-01-01')],
        6: [on('2021-01-01')],
      });
      return assess(chart, contentOf(CUES), CALL_AT).pathway;
    };
    expect(history(['2022-01-01', '2020-01-01'])).toBe('private-conversation');
    expect(history(['2022-01-01', '2023-01-01'])).toBe('continuity');
  });
});

describe('assess: what it passes on', () => {
  it.each([
    [undefined, 'adult'],
    [{ from: 17, to: 17 }, 'minor'],
    [{ from: 18, to: 18 }, 'adult'],
    [{ from: 17, to: 18 }, 'adult'],
  ] as const)('a patient of %j is an %s (decision 11)', (age, population) =>
    expect(record({}, { age })).toMatchObject({ population, age }),
  );

  it('circumstances that hold for certain; what cannot be read does not (invariant 1)', () =>
    expect(record({}).circumstances).toEqual(['time-alone-not-possible']));

  it('setting, deceased and the moment of the call', () =>
    expect(record({}, { setting: 'ED', deceased: true })).toMatchObject({
      at: CALL_AT,
      setting: 'ED',
      deceased: true,
    }));

  it('thresholds are those of the setting', () => {
    expect(record({ points: NOW }, { setting: 'ED' }).tier).toBe(2);
    const weaker = contentOf([cueOf({ points: pointsOf(4), family: 'labor' })]);
    const chart = chartWith({ 1: [NOW] });
    expect(assess({ ...chart, setting: 'ED' }, weaker, CALL_AT).tier).toBe(2);
    expect(assess(chart, weaker, CALL_AT).tier).toBe(0);
  });
});
