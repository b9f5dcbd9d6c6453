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

  it('passes over space before, between and after parts', () => {
    expect(parsePattern('  boss   keeps  ', LISTS)).toEqual(parsePattern('boss keeps', LISTS));
    expect(parsePattern('( #2-9 | several ) days', LISTS)).toEqual(
      parsePattern('(#2-9|several) days', LISTS),
    );
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

  it('takes spaces around alternatives, lists and ranges for nothing', () => {
    const lists = { ...LISTS, wide: [' <boss> ', '  away  from ', ' #3-4 '] };
    expect(parsePattern(' ( <boss> | took  away | #1-9999 ) <wide> ', lists)).toEqual({
      kind: 'parsed',
      parts: [
        { gap: 0, expressions: ['boss', 'crew leader', 'took  away'], numbers: [{ from: 1, to: 9999 }] },
        { gap: 0, expressions: ['boss', 'crew leader', 'away  from'], numbers: [{ from: 3, to: 4 }] },
      ],
    });
  });

  it('takes a single number for a range, and every gap of one digit', () => {
    expect(parsePattern('#7-7 ..1 days ..9 boss', LISTS)).toMatchObject({
      parts: [{ numbers: [{ from: 7, to: 7 }] }, { gap: 1 }, { gap: 9 }],
    });
  });

  it.each([
    ['#1-10000 days', '"#1-10000" is no word'],
    ['#1-2x days', '"#1-2x" is no word'],
    ['x#1-2 days', '"x#1-2" is no word'],
    ['(x<boss>|aunt) days', '"x<boss>" is no word'],
    ['(<boss>x|aunt) days', '"<boss>x" is no word'],
    ['<mixed> days', '"<boss>" is no word'],
    ['<tail> days', '"<boss>x" is no word'],
    ['boss   x.y  aunt', 'cannot read "x.y  aunt"'],
    ['<people>. x', 'cannot read "<people>. x"'],
  ])('says what it cannot read in %s', (pattern, why) => {
    const lists = { ...LISTS, mixed: ['x <boss>'], tail: ['<boss>x'] };
    const parsed = parsePattern(pattern, lists);
    expect(parsed).toEqual({ kind: 'refused', message: expect.stringContaining(why) });
  });

  it('lets errors that are none of a pattern through', () => {
    const broken = new Proxy(
      { boss: ['boss'] },
      {
        get: () => {
          throw new RangeError('broken');
        },
      },
    );
    expect(() => parsePattern('<boss> days', broken)).toThrow(RangeError);
  });
});
