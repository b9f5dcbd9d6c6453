import { parsePattern } from '../../src/text/parse-pattern.js';

const LISTS = {
  boss: ['boss', 'crew leader'],
  people: ['<boss>', 'aunt'],
  loop: ['<loop>'],
  odd: ['no+good'],
};

const refusal = (pattern: string): string | undefined => {
  const parsed = parsePattern(pattern, LISTS);
  return parsed.kind === 'refused' ? parsed.message : undefined;
};

describe('the language of patterns: words, lists, gaps; nothing that could backtrack (decision 26)', () => {
  it('reads parts, gaps, alternatives, lists within lists and ranges of numbers', () => {
    expect(parsePattern('<people> .. (keep*|took away) ..2 #2-12 papers', LISTS)).toEqual({
      kind: 'parsed',
      parts: [
        { gap: 0, expressions: ['boss', 'crew leader', 'aunt'], numbers: [] },
        { gap: 5, expressions: ['keep*', 'took away'], numbers: [] },
        { gap: 2, expressions: [], numbers: [{ from: 2, to: 12 }] },
        { gap: 0, expressions: ['papers'], numbers: [] },
      ],
    });
  });

  it('takes numbers among alternatives', () => {
    expect(parsePattern('(#2-9|several|<boss>) days', LISTS)).toMatchObject({
      parts: [
        { expressions: ['several', 'boss', 'crew leader'], numbers: [{ from: 2, to: 9 }] },
        { expressions: ['days'] },
      ],
    });
  });

  it.each([
    ['(a+)+b', 'cannot read'],
    ['a.*b', 'cannot read'],
    ['pay.{0,40}boss', 'cannot read'],
    ['[abc] boss', 'no word'],
    ['ab* boss', 'no word'],
    ['<nobody> boss', 'no list <nobody>'],
    ['<loop> boss', 'names itself'],
    ['<odd> boss', 'no word'],
    ['.. boss', 'between two parts'],
    ['boss ..', 'between two parts'],
    ['boss .. .. keeps', 'between two parts'],
    ['', 'at least one part'],
    ['boss ((a|b)', 'cannot read'],
    ['#9-2 days', 'no range'],
    ['boss ..12 keeps', 'cannot read'],
  ])('refuses %s', (pattern, why) => {
    expect(refusal(pattern)).toContain(why);
  });

  it('takes three letters before a star, and not two', () => {
    expect(refusal('abc* boss')).toBeUndefined();
    expect(refusal('ab* boss')).toBeDefined();
  });
});
