import { decide, isClinician } from '../../src/decide/decide.js';
import type { Assessment, Finding } from '../../src/model/assessment.js';
import type { Family, Rule } from '../../src/model/cue.js';

const ASSESSMENT: Assessment = {
  at: 0,
  age: { from: 30, to: 30 },
  population: 'adult',
  setting: 'ED',
  deceased: false,
  findings: [],
  unknown: [],
  excluded: [],
  unreadExclusions: [],
  points: {},
  score: 0,
  tier: 3,
  pathway: 'private-conversation',
  survivor: false,
  circumstances: [],
  noContact: false,
};
const CHART = { interpreterNeeded: undefined, remote: false, department: undefined, excluded: false };
const SITE = {
  tier3Indicator: 'info',
  approach: 'conversation',
  departments: [
    {
      id: 'clinic',
      match: { locations: ['1'], serviceProviders: undefined, serviceTypes: undefined },
      approach: 'universal-education',
      mode: 'live',
      alertsPer1000: undefined,
    },
  ],
} as const;
const CLIENT = { disclosure: 'discreet' } as const;

describe('decide', () => {
  it.each(['Practitioner/1', 'PractitionerRole/1', 'Practitioner/a/b'])(
    'speaks to %s (invariant 2)',
    (user) => expect(isClinician(user)).toBe(true),
  );
  it.each([
    'Patient/1',
    'RelatedPerson/1',
    'practitioner/1',
    'Practitioner/',
    'Practitioner',
    'Person/1',
    'Device/Practitioner/1',
    '',
  ])('says nothing to %p (invariant 2)', (user) => {
    expect(isClinician(user)).toBe(false);
    expect(decide(user, ASSESSMENT, CHART, SITE, CLIENT)).toEqual({
      kind: 'withhold',
      reasons: ['not-a-clinician'],
    });
  });
  it('leaves a chart alone that the site excludes, and says that before anything else of it', () => {
    expect(decide('Practitioner/1', ASSESSMENT, { ...CHART, excluded: true }, SITE, CLIENT)).toEqual({
      kind: 'withhold',
      reasons: ['excluded-chart'],
    });
    const deceased = { ...ASSESSMENT, deceased: true };
    expect(decide('Practitioner/1', deceased, { ...CHART, excluded: true }, SITE, CLIENT)).toMatchObject({
      reasons: ['excluded-chart', 'deceased'],
    });
  });
  it('gives every reason for silence', () => {
    const silent = decide(
      'Patient/1',
      { ...ASSESSMENT, deceased: true, pathway: undefined },
      CHART,
      SITE,
      CLIENT,
    );
    expect(silent).toEqual({ kind: 'withhold', reasons: ['not-a-clinician', 'deceased', 'below-threshold'] });
  });
  it.each([
    [{ population: 'adult', age: { from: 30, to: 30 }, survivor: false }, 'any'],
    [{ population: 'adult', age: undefined, survivor: false }, 'any'],
    [{ population: 'minor', age: { from: 15, to: 15 }, survivor: false }, 'minor'],
    [{ population: 'adult', age: { from: 30, to: 30 }, survivor: true }, 'survivor'],
    [{ population: 'minor', age: { from: 15, to: 15 }, survivor: true }, 'survivor-minor'],
  ] as const)('chooses the wording for %p: %s (decisions 11, 14)', (person, wording) => {
    expect(decide('Practitioner/1', { ...ASSESSMENT, ...person }, CHART, SITE, CLIENT)).toMatchObject({
      kind: 'show',
      wording,
    });
  });
  it('raises only a private conversation, only to warning, only where the site says so (decision 20)', () => {
    const loud = { ...SITE, tier3Indicator: 'warning' } as const;
    expect(decide('Practitioner/1', ASSESSMENT, CHART, loud, CLIENT)).toMatchObject({ indicator: 'warning' });
    expect(decide('Practitioner/1', ASSESSMENT, CHART, SITE, CLIENT)).toMatchObject({ indicator: 'info' });
    expect(
      decide('Practitioner/1', { ...ASSESSMENT, tier: 2, pathway: 'time-alone' }, CHART, loud, CLIENT),
    ).toMatchObject({ indicator: 'info' });
  });
  it.each([
    [undefined, 'conversation'],
    ['clinic', 'universal-education'],
    ['elsewhere', 'conversation'],
  ])(
    'takes the approach of the department, else of the site (response brief 1.1): %p',
    (department, approach) => {
      expect(decide('Practitioner/1', ASSESSMENT, { ...CHART, department }, SITE, CLIENT)).toMatchObject({
        approach,
      });
    },
  );
  it.each([
    [[], undefined],
    [['time-alone-declined'], 'time-alone-declined'],
    [['time-alone-not-possible', 'time-alone-declined'], 'time-alone-not-possible'],
  ] as const)('takes the first circumstance of %p', (circumstances, circumstance) => {
    expect(decide('Practitioner/1', { ...ASSESSMENT, circumstances }, CHART, SITE, CLIENT)).toMatchObject({
      kind: 'show',
      circumstance,
    });
  });
  it.each([true, false])(
    'carries the wish about contact as it is on record: %p (response brief 3.4)',
    (noContact) => {
      expect(decide('Practitioner/1', { ...ASSESSMENT, noContact }, CHART, SITE, CLIENT)).toMatchObject({
        kind: 'show',
        noContact,
      });
    },
  );
  describe('reasons, by family', () => {
    const finding = (family: Family, rule?: Rule): Finding => ({
      cue: family,
      family,
      rule,
      points: 0,
      facts: [],
    });
    const folded = { disclosure: 'reasons' } as const;
    const familiesOf = (more: Partial<Assessment>, client: typeof CLIENT | typeof folded = folded): unknown =>
      decide('Practitioner/1', { ...ASSESSMENT, ...more }, CHART, SITE, client);

    it.each<[string, Partial<Assessment>, readonly Family[]]>([
      [
        'those with most points first',
        { points: { social: 1, control: 3, sexual: 2 } },
        ['control', 'sexual', 'social'],
      ],
      [
        'three at most',
        { points: { violence: 2, control: 3, sexual: 1, labor: 4 } },
        ['labor', 'control', 'violence'],
      ],
      [
        'equal ones in the order of the catalogue',
        { points: { physical: 2, control: 2, sexual: 2 } },
        ['control', 'sexual', 'physical'],
      ],
      [
        'one that decides by itself before all points',
        { findings: [finding('documented', 'tier3')], points: { control: 5 } },
        ['documented', 'control'],
      ],
      [
        'two of those',
        { findings: [finding('sexual', 'child-protection'), finding('documented', 'tier2')] },
        ['documented', 'sexual'],
      ],
      ['not what is only context', { findings: [finding('social')], points: { control: 5 } }, ['control']],
    ])('%s', (_what, more, families) => expect(familiesOf(more)).toMatchObject({ families }));

    it('are none where the client shows its cards openly', () => {
      expect(familiesOf({ points: { control: 5 } }, CLIENT)).toMatchObject({ kind: 'show', families: [] });
    });
  });
  it.each([
    [true, true],
    [false, false],
    [undefined, false],
  ])('offers an interpreter only where it is recorded as needed: %p', (interpreterNeeded, interpreter) => {
    expect(decide('Practitioner/1', ASSESSMENT, { ...CHART, interpreterNeeded }, SITE, CLIENT)).toMatchObject(
      {
        interpreter,
      },
    );
  });
});
