import { assess } from '../../src/assess/assess.js';
import { explainCues } from '../../src/assess/explain-cues.js';
import type { Assessment } from '../../src/model/assessment.js';
import type { Chart } from '../../src/model/chart.js';
import type { Clause } from '../../src/model/clause.js';
import type { Cue } from '../../src/model/cue.js';
import { EMPTY_CHART, factOf } from '../support/facts.js';
import {
  CALL_AT,
  chartWith,
  codeClause,
  contentOf,
  cueOf,
  last,
  SET,
  STATEMENTS,
} from '../support/small-content.js';

const fact = factOf({ id: 'c', on: '2026-05-05' });
const CHART = chartWith({ [SET]: [fact] });
const read = (cues: readonly Cue[], chart: Chart = CHART): Assessment =>
  assess(chart, contentOf(cues), CALL_AT);
const found = (cues: readonly Cue[], chart?: Chart): readonly string[] =>
  read(cues, chart).findings.map(({ cue }) => cue);
const aged = (from: number, to = from): Chart => ({ ...CHART, age: { from, to } });

describe('readCues: which cues count', () => {
  it('a finding names the cue, its family, what it earns and its facts, and nothing else', () =>
    expect(read([cueOf()]).findings).toEqual([
      { cue: 'HTC-14', family: 'control', rule: undefined, points: 5, facts: [fact] },
    ]));

  it.each([
    ['on', true],
    ['context-only', true],
    ['off', false],
    ['site-opt-in', false],
  ] as const)('a cue that is %s is found: %p', (state, expected) =>
    expect(found([cueOf({ state })])).toEqual(expected ? ['HTC-14'] : []),
  );

  it('a cue for other ages is not read', () => {
    const minors = cueOf({ ages: { from: 0, to: 17 } });
    expect(found([minors], aged(17))).toEqual(['HTC-14']);
    expect(found([minors], aged(18))).toEqual([]);
    // a birth date that spans 18 counts as adult (decision 11)
    expect(found([minors], aged(17, 18))).toEqual([]);
    expect(found([minors], CHART)).toEqual([]);
  });

  it('cues are in the order of the catalogue, whatever touched them', () => {
    const cues = [cueOf({ id: 'HTC-10', when: codeClause({ set: 2 }) }), cueOf({ id: 'HTC-11' })];
    expect(found(cues, chartWith({ [SET]: [fact], 2: [fact] }))).toEqual(['HTC-10', 'HTC-11']);
    const many = Array.from({ length: 12 }, (_, number) =>
      cueOf({ id: `cue-${number}`, when: codeClause({ set: 20 - number }) }),
    );
    const facts = Object.fromEntries(many.map((_, number) => [20 - number, [fact]]));
    expect(found(many, chartWith(facts))).toEqual(many.map(({ id }) => id));
  });

  const within = last('P12M');
  const answer = { questionnaire: undefined, fact, value: { sets: [], boolean: true } };
  const visit = { id: 'v', when: fact.when, provider: 'north', complaints: ['head'] };
  it.each<[string, Clause, Partial<Chart>]>([
    [
      'an answer',
      {
        kind: 'answer',
        linkId: 'leaves',
        questionnaire: undefined,
        test: { kind: 'boolean', is: true },
        within,
      },
      { answers: new Map([['leaves', [answer]]]) },
    ],
    [
      'a statement of a note',
      { kind: 'note', group: 3, groupName: 'g', within },
      { notes: new Map([[3, [fact]]]) },
    ],
    ['visits', { kind: 'providers', atLeast: 1, within }, { visits: [visit] }],
    ['how the patient was registered', { kind: 'unidentified' }, { unidentified: true }],
  ])('%s can make a cue true', (_, when, given) => {
    expect(found([cueOf({ when })], { ...EMPTY_CHART, ...given })).toEqual(['HTC-14']);
    expect(found([cueOf({ when })], EMPTY_CHART)).toEqual([]);
  });
});

describe('readCues: what cues earn by age', () => {
  const points = { adult: [{ events: 1, points: 1 }], minor: [{ events: 1, points: 2 }] };
  const cues = [cueOf({ points, youngAdultAsMinor: true })];
  it.each([
    [{ from: 17, to: 17 }, 2],
    [{ from: 18, to: 18 }, 2],
    [{ from: 24, to: 24 }, 2],
    [{ from: 25, to: 25 }, 1],
    [{ from: 24, to: 25 }, 1],
    // decision 11: a birth date that spans 18, or none, is an adult's, and no young adult's
    [{ from: 17, to: 18 }, 1],
    [undefined, 1],
  ])('of a cue that gives 18 to 24 the points of a minor, a patient of %j gets %p', (age, expected) =>
    expect(read(cues, { ...CHART, age }).score).toBe(expected),
  );
  it('other cues give a young adult the points of an adult', () =>
    expect(read([cueOf({ points })], aged(20)).score).toBe(1));
});

describe('readCues: exclusions and company (decisions 7 and 9)', () => {
  it('names an excluded cue and what excluded it, and counts nothing for it', () => {
    const excluded = cueOf({ unless: [{ label: 'sports', clause: STATEMENTS.true }] });
    expect(read([excluded])).toMatchObject({
      findings: [],
      excluded: [{ cue: 'HTC-14', by: 'sports' }],
      unreadExclusions: [],
      score: 0,
    });
  });

  it('counts a cue whose exclusion cannot be read, and records each such exclusion', () => {
    const unread = ['one', 'two'].map((label) => ({ label, clause: STATEMENTS.unknown }));
    expect(read([cueOf({ unless: unread })])).toMatchObject({
      findings: [{ cue: 'HTC-14' }],
      excluded: [],
      unreadExclusions: [
        { cue: 'HTC-14', by: 'one' },
        { cue: 'HTC-14', by: 'two' },
      ],
    });
  });

  const alone = cueOf({ id: 'HTC-15', family: 'labor', onlyWithFamilies: ['control', 'labor'] });
  it.each<[string, readonly Cue[], readonly string[]]>([
    ['alone', [alone], []],
    ['with a cue of those families', [alone, cueOf({ id: 'HTC-10' })], ['HTC-15', 'HTC-10']],
    [
      'with another of its own family',
      [alone, cueOf({ id: 'HTC-30', family: 'labor' })],
      ['HTC-15', 'HTC-30'],
    ],
    ['with a cue of another family', [alone, cueOf({ id: 'HTC-40', family: 'sexual' })], ['HTC-40']],
  ])('a cue that counts only in company, %s', (_, cues, expected) => expect(found(cues)).toEqual(expected));

  it('a cue without the company that it needs is named as left out', () =>
    expect(read([alone, cueOf({ id: 'HTC-40', family: 'sexual' })]).excluded).toEqual([
      { cue: 'HTC-15', by: 'counts only with another cue' },
    ]));
});

describe('readCues: what could not be read is unknown, never false (invariant 1)', () => {
  it('names a touched cue whose evidence cannot be placed, with the reason', () => {
    const reading = read([cueOf()], chartWith({ [SET]: [factOf({})] }));
    expect(reading.findings).toEqual([]);
    expect(reading.unknown).toEqual([
      { cue: 'HTC-14', reasons: ['date missing or only partly inside the window'] },
    ]);
  });

  it('names an untouched cue with each of its sources that was not read in full', () => {
    const sources = {
      conditions: { kind: 'absent' },
      documents: { kind: 'unavailable', reason: 'x' },
    } as const;
    const cues = [
      cueOf({ id: 'both', reads: ['conditions', 'documents', 'procedures'] }),
      cueOf({ id: 'neither', reads: ['procedures'] }),
      cueOf({ id: 'off', reads: ['conditions'], state: 'off' }),
      cueOf({ id: 'for minors', reads: ['conditions'], ages: { from: 0, to: 17 } }),
    ];
    expect(read(cues, chartWith({}, { sources })).unknown).toEqual([
      { cue: 'both', reasons: ['conditions absent', 'documents unavailable'] },
    ]);
  });

  it('does not name a cue that is met, or known to be false, for want of a source', () => {
    const sources = { documents: { kind: 'absent' } } as const;
    const cues = [
      cueOf({ id: 'met', reads: ['conditions', 'documents'] }),
      cueOf({ id: 'false', reads: ['conditions', 'documents'], when: codeClause({ atLeast: 2 }) }),
    ];
    expect(read(cues, chartWith({ [SET]: [fact] }, { sources })).unknown).toEqual([]);
  });

  it('names nothing where everything was read', () =>
    expect(read([cueOf()], EMPTY_CHART).unknown).toEqual([]));
});

describe('explainCues: what became of every cue', () => {
  it('gives each cue in order with its outcome; those switched off or for other ages do not apply', () => {
    const cues = [
      cueOf({ id: 'met' }),
      cueOf({ id: 'not met', when: STATEMENTS.false }),
      cueOf({ id: 'off', state: 'off' }),
      cueOf({ id: 'for minors', ages: { from: 0, to: 17 } }),
    ];
    const outcomes = explainCues(CHART, contentOf(cues), CALL_AT).map(({ cue, outcome }) => [
      cue.id,
      outcome.kind,
    ]);
    expect(outcomes).toEqual([
      ['met', 'met'],
      ['not met', 'not-met'],
      ['off', 'not-applicable'],
      ['for minors', 'not-applicable'],
    ]);
  });
});
