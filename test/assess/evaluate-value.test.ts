import { evaluateAnswer, evaluateObservation, passes } from '../../src/assess/evaluate-value.js';
import { sceneOf, UNPLACED } from '../../src/assess/evaluation.js';
import type { Evaluation } from '../../src/assess/evaluation.js';
import type { ItemAnswer } from '../../src/model/chart.js';
import type { ValueTest } from '../../src/model/clause.js';
import type { Fact, FactValue } from '../../src/model/fact.js';
import type { SourceState } from '../../src/model/source.js';
import { factOf } from '../support/facts.js';
import { CALL_AT, chartWith, last } from '../support/small-content.js';

const BMI: ValueTest = { kind: 'quantity', comparator: 'lt', value: 18.5, units: ['kg/m2'] };
const CODED: ValueTest = { kind: 'coded', set: 7, setName: 'yes' };

describe('passes: the closed table of value tests', () => {
  it.each([
    ['lt', 18.4, true],
    ['lt', 18.5, false],
    ['le', 18.5, true],
    ['le', 18.6, false],
    ['gt', 18.5, false],
    ['gt', 18.6, true],
    ['ge', 18.5, true],
    ['ge', 18.4, false],
  ] as const)('%s 18.5 with %p is %p', (comparator, number, expected) =>
    expect(passes({ sets: [], number, unit: 'kg/m2' }, { ...BMI, comparator })).toBe(expected),
  );

  it('does not compare another unit, or a number without the unit that is asked for', () => {
    expect(passes({ sets: [], number: 10, unit: '[lb_av]/[in_i]2' }, BMI)).toBe(false);
    expect(passes({ sets: [], number: 10 }, BMI)).toBe(false);
    expect(passes({ sets: [], number: 10 }, { ...BMI, units: ['kg', 'kg/m2'] })).toBe(false);
    expect(passes({ sets: [], unit: 'kg/m2' }, BMI)).toBe(false);
  });
  it('compares a score without unit where none is asked for', () => {
    expect(
      passes({ sets: [], number: 11 }, { kind: 'quantity', comparator: 'gt', value: 10, units: [] }),
    ).toBe(true);
    expect(
      passes({ sets: [], number: 10 }, { kind: 'quantity', comparator: 'gt', value: 10, units: [] }),
    ).toBe(false);
  });
  it('reads a coded answer, a boolean, or either', () => {
    expect(passes({ sets: [7] }, { kind: 'coded', set: 7, setName: 'x' })).toBe(true);
    expect(passes({ sets: [8] }, { kind: 'coded', set: 7, setName: 'x' })).toBe(false);
    expect(passes({ sets: [], boolean: false }, { kind: 'boolean', is: false })).toBe(true);
    expect(passes({ sets: [], boolean: true }, { kind: 'boolean', is: false })).toBe(false);
    expect(
      passes({ sets: [], boolean: false }, { kind: 'coded-or-boolean', set: 7, setName: 'x', is: false }),
    ).toBe(true);
    expect(passes({ sets: [7] }, { kind: 'coded-or-boolean', set: 7, setName: 'x', is: false })).toBe(true);
    expect(passes({ sets: [] }, { kind: 'coded-or-boolean', set: 7, setName: 'x', is: false })).toBe(false);
  });
  it('passes nothing on no value (invariant 1)', () => {
    expect(passes(undefined, BMI)).toBe(false);
    expect(passes({ sets: [] }, { kind: 'boolean', is: false })).toBe(false);
  });
});

describe('evaluateObservation', () => {
  const observation = (value: FactValue | undefined, on?: string): Fact =>
    factOf({ resource: 'Observation', on, value });
  const read = (facts: readonly Fact[], observations: SourceState = { kind: 'known' }): Evaluation =>
    evaluateObservation(
      { kind: 'observation', set: 1, setName: 'housing', test: CODED, within: last('P12M') },
      sceneOf(chartWith({ 1: facts }, { sources: { observations } }), CALL_AT),
    );
  it('is true on the results inside the window that pass', () => {
    const [one, other] = [observation({ sets: [7] }, '2026-05-05'), observation({ sets: [7] }, '2026-06-05')];
    const facts = [one, other, observation({ sets: [8] }, '2026-05-05'), observation({ sets: [7] })];
    expect(read(facts)).toEqual({ truth: 'true', facts: [one, other], events: 2, reasons: [] });
  });
  it('is unknown where a result that passes has no date', () => {
    const undated = observation({ sets: [7] });
    expect(read([undated])).toEqual({ truth: 'unknown', facts: [undated], events: 0, reasons: [UNPLACED] });
  });
  it('is false where none passes, though one without a value is there', () => {
    expect(read([observation({ sets: [8] }, '2026-05-05'), observation(undefined, '2026-05-05')]).truth).toBe(
      'false',
    );
    expect(read([observation({ sets: [7] }, '2020-01-01')]).truth).toBe('false');
  });
  it('reads observations only', () =>
    expect(read([{ ...observation({ sets: [7] }, '2026-05-05'), resource: 'Condition' }]).truth).toBe(
      'false',
    ));
  it('is unknown where the observations were not read', () =>
    expect(read([], { kind: 'absent' })).toMatchObject({
      truth: 'unknown',
      reasons: ['observations absent'],
    }));
  it('is false where the value set was never seen', () =>
    expect(
      evaluateObservation(
        { kind: 'observation', set: 2, setName: 'x', test: CODED, within: last('P12M') },
        sceneOf(chartWith({}), CALL_AT),
      ).truth,
    ).toBe('false'));
});

describe('evaluateAnswer', () => {
  const FORM = 'https://example.org/form';
  const answer = (questionnaire: string | undefined, on?: string): ItemAnswer => ({
    questionnaire,
    fact: factOf({ resource: 'QuestionnaireResponse', on }),
    value: { sets: [7] },
  });
  const read = (
    answers: readonly ItemAnswer[],
    questionnaire: string | undefined,
    questionnaireResponses: SourceState = { kind: 'known' },
  ): Evaluation =>
    evaluateAnswer(
      { kind: 'answer', linkId: 'leaves', questionnaire, test: CODED, within: last('P12M') },
      sceneOf(
        chartWith({}, { answers: new Map([['leaves', answers]]), sources: { questionnaireResponses } }),
        CALL_AT,
      ),
    );
  it.each([
    [FORM, FORM, 'true'],
    [FORM, 'https://example.org/other', 'false'],
    [FORM, undefined, 'false'],
    [undefined, 'https://example.org/other', 'true'],
    [undefined, undefined, 'true'],
  ])('asked of %p, an answer to %p makes it %s', (asked, answered, expected) =>
    expect(read([answer(answered, '2026-05-05')], asked).truth).toBe(expected),
  );
  it('is unknown where the answer has no date, or the responses were not read', () => {
    expect(read([answer(FORM)], FORM)).toMatchObject({ truth: 'unknown', reasons: [UNPLACED] });
    expect(read([], FORM, { kind: 'absent' })).toMatchObject({
      truth: 'unknown',
      reasons: ['questionnaireResponses absent'],
    });
  });
  it('is false where nobody answered the item', () =>
    expect(
      evaluateAnswer(
        { kind: 'answer', linkId: 'papers', questionnaire: undefined, test: CODED, within: last('P12M') },
        sceneOf(chartWith({}), CALL_AT),
      ).truth,
    ).toBe('false'));
});
