import type { CueContent } from '../../src/assess/read-cues.js';
import { indexCues } from '../../src/content/index-cues.js';
import { compileScoring } from '../../src/content/compile-scoring.js';
import type { ScoreStatement, ScoringEntry } from '../../src/content/schema/scoring-file.js';
import type { Chart } from '../../src/model/chart.js';
import type { CircumstanceRule } from '../../src/model/circumstance.js';
import type { Clause, CodeClause, Within } from '../../src/model/clause.js';
import type { Content } from '../../src/model/content.js';
import type { Cue } from '../../src/model/cue.js';
import type { Fact } from '../../src/model/fact.js';
import { parsePeriod } from '../../src/model/period.js';
import type { Scoring } from '../../src/model/scoring.js';
import type { Source, SourceState } from '../../src/model/source.js';
import type { Truth } from '../../src/model/truth.js';
import { EMPTY_CHART } from './facts.js';

/** The moment of the call in the tests of `assess`. */
export const CALL_AT = Date.parse('2026-11-21T10:00:00Z');
/** The value set that a small clause reads unless told otherwise. */
export const SET = 1;

/** The look-back of a period such as `P12M`. */
export function last(text: string): Within {
  const period = parsePeriod(text);
  if (period === undefined) throw new Error(`not a period: ${text}`);
  return { kind: 'last', period };
}

/** One condition of the value set, within twelve months. */
export function codeClause(given: Partial<CodeClause> = {}): CodeClause {
  return {
    kind: 'code',
    set: SET,
    setName: 'a-set',
    resources: ['Condition'],
    within: last('P12M'),
    atLeast: 1,
    apart: { kind: 'resource' },
    standing: false,
    active: 'either',
    statuses: [],
    notStatuses: [],
    unlessWith: [],
    onlyWith: [],
    ...given,
  };
}

/** A chart of facts by value set; sources are read unless told otherwise. */
export function chartWith(
  facts: Readonly<Record<number, readonly Fact[]>>,
  given: Partial<Omit<Chart, 'facts' | 'sources'>> & {
    readonly sources?: Partial<Record<Source, SourceState>>;
  } = {},
): Chart {
  return {
    ...EMPTY_CHART,
    ...given,
    facts: new Map(Object.entries(facts).map(([set, own]) => [Number(set), own])),
    sources: { ...EMPTY_CHART.sources, ...given.sources },
  };
}

/** A cue of five points for everybody, on one condition of the value set. */
export function cueOf(given: Partial<Cue> = {}): Cue {
  const points = [{ events: 1, points: 5 }];
  return {
    id: 'HTC-14',
    slug: 'a-cue',
    label: 'A cue',
    family: 'control',
    grade: 'B',
    sources: [],
    ages: { from: 0, to: 120 },
    points: { adult: points, minor: points },
    youngAdultAsMinor: false,
    rule: undefined,
    state: 'on',
    onlyWithFamilies: [],
    when: codeClause(),
    unless: [],
    reads: ['conditions'],
    ...given,
  };
}

/** The same points for everybody, from one event. */
export function pointsOf(points: number): Cue['points'] {
  return { adult: [{ events: 1, points }], minor: [{ events: 1, points }] };
}

const ADULT = {
  control: 8,
  labor: 8,
  sexual: 3,
  violence: 3,
  mental: 2,
  social: 2,
  utilization: 2,
  physical: 4,
};
type Ways = Extract<ScoreStatement, { any: unknown }>['any'];
const ANCHORS: Ways = [
  { points: ['control'], atLeast: 2 },
  { points: ['labor'], atLeast: 2 },
  {
    all: [
      { points: ['sexual'], atLeast: 2 },
      { points: ['violence'], atLeast: 1 },
    ],
  },
];
const BREADTH: Ways = [
  { families: 2 },
  { points: ['control'], atLeast: 5 },
  { points: ['labor'], atLeast: 4 },
];

const ENTRY: ScoringEntry = {
  caps: { adult: ADULT, minor: { ...ADULT, sexual: 4, mental: 3, social: 4 } },
  youngChild: { under: 10, families: ['documented', 'control', 'labor'] },
  adult: {
    thresholds: { ED: { tier2: 4, tier3: 6 }, AMB: { tier2: 5, tier3: 8 } },
    tier2: [
      { label: 'anchored', all: [{ score: 'tier2' }, { any: ANCHORS }, { any: BREADTH }] },
      {
        label: 'breadth',
        all: [
          { score: 'tier3' },
          { families: 5 },
          { points: ['sexual'], atLeast: 1 },
          { points: ['violence'], atLeast: 1 },
        ],
      },
    ],
    tier3: [
      {
        label: 'specific',
        all: [
          { score: 'tier3' },
          { points: ['control', 'labor'], atLeast: 4 },
          { any: [{ families: 3 }, { points: ['labor'], atLeast: 5 }, { cues: ['HTC-14', 'HTC-33'] }] },
        ],
      },
    ],
  },
  minor: {
    thresholds: { ED: { tier2: 3, tier3: 5 }, AMB: { tier2: 4, tier3: 6 } },
    tier2: [
      {
        label: 'anchored',
        all: [
          { score: 'tier2' },
          { any: [...ANCHORS, { points: ['social'], atLeast: 2 }] },
          { any: BREADTH },
        ],
      },
    ],
    tier3: [
      {
        label: 'specific',
        all: [
          { score: 'tier3' },
          {
            any: [{ families: 3 }, { all: [{ points: ['control', 'labor'], atLeast: 3 }, { families: 2 }] }],
          },
        ],
      },
    ],
  },
};

/** The scoring of the catalogue, section 5.3, with the breadth rule of decision 18. */
export const SCORING: Scoring = compileScoring(ENTRY, { thresholds: {} });

/** Content of these cues alone, indexed as production does it. */
export function contentOf(
  cues: readonly Cue[],
  circumstances: readonly CircumstanceRule[] = [],
): CueContent & Pick<Content, 'circumstances'> {
  return { ...indexCues(cues, circumstances), cues, circumstances, scoring: SCORING };
}

/** Statements that are true, false and, where the chart gives no age, unknown. */
export const STATEMENTS: Readonly<Record<Truth, Clause>> = {
  true: { kind: 'all', of: [] },
  false: { kind: 'unconfigured', what: 'a list of the site' },
  unknown: { kind: 'age', from: 0, to: 120 },
};
