import { stepsOf, summaryOf } from '../../src/model/word-card.js';
import type { Manner } from '../../src/model/word-card.js';
import type { CardText, TextChange } from '../../src/model/wording.js';

const NOTHING: TextChange = { summary: undefined, routineSummary: undefined, steps: {}, without: [] };
const TEXT: CardText = {
  summary: 'own',
  routineSummary: 'own, routine',
  // not in the order in which they are given
  steps: { respond: 'respond', ask: 'ask', limits: 'limits', remote: 'remote', privacy: 'privacy' },
  approaches: {
    'universal-education': {
      ...NOTHING,
      summary: 'everyone',
      steps: { share: 'share' },
      without: ['ask'],
    },
    'structured-screen': { ...NOTHING, steps: { ask: 'form' } },
  },
  circumstances: {
    'time-alone-declined': { ...NOTHING, summary: 'again', steps: { privacy: 'softly' } },
    'time-alone-not-possible': {
      ...NOTHING,
      summary: 'not today',
      routineSummary: 'not today, routine',
      steps: { 'follow-up': 'next time' },
      without: ['remote', 'limits', 'share', 'ask'],
    },
  },
};
const USUAL: Manner = {
  approach: 'conversation',
  circumstance: undefined,
  isRemote: false,
  interpreterFirst: undefined,
  limits: undefined,
};
const said = (manner: Partial<Manner>): readonly string[] =>
  stepsOf(TEXT, { ...USUAL, ...manner }).map(({ text }) => text);

describe('the steps of a card (response brief 1.8: privacy, limits, share, ask, respond)', () => {
  it.each<[string, Partial<Manner>, readonly string[]]>([
    ['as they stand', {}, ['privacy', 'limits', 'ask', 'respond']],
    [
      'at a distance the check takes the place of leaving the room',
      { isRemote: true },
      ['remote', 'limits', 'ask', 'respond'],
    ],
    [
      'an interpreter comes before everything',
      { interpreterFirst: 'speak' },
      ['speak', 'privacy', 'limits', 'ask', 'respond'],
    ],
    [
      'and before the check at a distance',
      { interpreterFirst: 'speak', isRemote: true },
      ['speak', 'remote', 'limits', 'ask', 'respond'],
    ],
    [
      'the jurisdiction takes the place of the limits',
      { limits: 'law' },
      ['privacy', 'law', 'ask', 'respond'],
    ],
    [
      'an approach adds a step and leaves one out',
      { approach: 'universal-education' },
      ['privacy', 'limits', 'share', 'respond'],
    ],
    [
      'an approach puts one in the place of another',
      { approach: 'structured-screen' },
      ['privacy', 'limits', 'form', 'respond'],
    ],
    [
      'a circumstance lies over the card',
      { circumstance: 'time-alone-declined' },
      ['softly', 'limits', 'ask', 'respond'],
    ],
    [
      'and over the approach',
      { approach: 'structured-screen', circumstance: 'time-alone-not-possible' },
      ['privacy', 'respond', 'next time'],
    ],
    [
      'limits that are left out stay out, whatever the jurisdiction',
      { circumstance: 'time-alone-not-possible', limits: 'law' },
      ['privacy', 'respond', 'next time'],
    ],
    [
      'where the check at a distance is left out, the first step stays',
      { circumstance: 'time-alone-not-possible', isRemote: true },
      ['privacy', 'respond', 'next time'],
    ],
  ])('%s', (_what, manner, steps) => expect(said(manner)).toEqual(steps));
});

describe('the summary of a card', () => {
  it.each([
    ['conversation', undefined, 'own', 'own, routine'],
    ['universal-education', undefined, 'everyone', 'everyone'],
    ['structured-screen', undefined, 'own', 'own, routine'],
    ['conversation', 'time-alone-declined', 'again', 'again'],
    ['universal-education', 'time-alone-not-possible', 'not today', 'not today, routine'],
  ] as const)('%s, %s: that of the strongest that has one', (approach, circumstance, usual, routine) => {
    expect(summaryOf(TEXT, { approach, circumstance }, false)).toBe(usual);
    expect(summaryOf(TEXT, { approach, circumstance }, true)).toBe(routine);
  });
});
