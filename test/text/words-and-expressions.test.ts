import { chooseAnchors } from '../../src/text/choose-anchors.js';
import { compileLexicon } from '../../src/text/compile-lexicon.js';
import type { Term } from '../../src/text/compile-lexicon.js';
import { ExpressionTable } from '../../src/text/expression-table.js';
import { AE, isDigitCode, letterCode, OE, SILENT, splitWords } from '../../src/text/letters.js';
import { eachWord, WordWalk } from '../../src/text/scan-words.js';
import { weighWords } from '../../src/text/weigh-words.js';

const termOf = (word: string): Term => ({
  codes: splitWords(word)[0] ?? [],
  isPrefix: word.endsWith('*'),
});

const compiled = (...words: readonly string[]): ReturnType<typeof compileLexicon> =>
  compileLexicon(words.map(termOf));

/** Number of the list of each word of a text. */
function listsIn(text: string, { lexicon }: ReturnType<typeof compileLexicon>): readonly number[] {
  const found: number[] = [];
  eachWord(text, 0, text.length, new WordWalk(lexicon), (list) => found.push(list) > 0);
  return found;
}

/** Terms that each word of a text is or begins with. */
const termsIn = (text: string, book: ReturnType<typeof compileLexicon>): readonly (readonly number[])[] =>
  listsIn(text, book).map((list) => (book.lists[list] ?? [-1]).toSorted((one, other) => one - other));

describe('letters', () => {
  it('have one code without case and accent, marks are silent, and all else separates words', () => {
    const rows: readonly (readonly [string, number])[] = [
      ['a', 1],
      ['Z', 26],
      ['é', 5],
      ['Ñ', 14],
      ['0', 27],
      ['9', 36],
      ['²', 0],
      ['½', 0],
      [' ', 0],
      ["'", 0],
      ['-', 0],
      ['œ', OE],
      ['Œ', OE],
      ['æ', AE],
      ['Æ', AE],
      ['\u00ad', SILENT],
      ['\u0300', SILENT],
      ['\u036f', SILENT],
      ['\u0370', 0],
      ['\u200b', SILENT],
      ['\u200c', 0],
      ['\ufeff', SILENT],
      ['’', 0],
    ];
    expect(rows.map(([character]) => [character, letterCode(character.charCodeAt(0))])).toEqual(rows);
  });

  it('know the ten codes of digits, both sides', () => {
    expect([26, 27, 36, 37, AE, SILENT].map(isDigitCode)).toEqual([false, true, true, false, false, false]);
  });

  it('make words that end at apostrophes and between letters and digits', () => {
    const rows: readonly (readonly [string, readonly (readonly number[])[]])[] = [
      ['', []],
      [' - ', []],
      ["ab'c", [[1, 2], [3]]],
      ['14h', [[28, 31], [8]]],
      ['h14', [[8], [28, 31]]],
      ['ab1c', [[1, 2], [28], [3]]],
      ['a\u00adb', [[1, 2]]],
      ['œæ', [[15, 5, 1, 5]]],
    ];
    expect(rows.map(([text]) => [text, splitWords(text)])).toEqual(rows);
  });
});

describe('the tree of words', () => {
  it('finds whole words and every beginning that a word has', () => {
    const book = compiled('employ', 'employ*', 'emp*', 'employer', 'boss');
    const rows: readonly (readonly [string, readonly number[]])[] = [
      ['employ', [0, 1, 2]],
      ['employe', [1, 2]],
      ['employer', [1, 2, 3]],
      ['employers', [1, 2]],
      ['emperor', [2]],
      ['emp', [2]],
      ['em', []],
      ['boss', [4]],
      ['bosses', []],
      ['bos', []],
      ['xemploy', []],
    ];
    expect(rows.map(([word]) => [word, termsIn(word, book)[0]])).toEqual(rows);
  });

  it('gives words that take part in nothing the empty list, and equal lists one number', () => {
    const book = compiled('emp*', 'boss');
    expect(listsIn('nobody emx bos', book)).toEqual([0, 0, 0]);
    expect(book.lists[0]).toEqual([]);
    expect(book.lists).toHaveLength(3);
    const [one, two] = listsIn('employ emperor', book);
    expect(one).toBe(two);
  });

  it('keeps terms apart that are written alike, and lists whose numbers run together', () => {
    const words = [
      'zero',
      'alike',
      'alike',
      'd',
      'e',
      'f',
      'g',
      'h',
      'i',
      'j',
      'k',
      'l',
      'other',
      'emp*',
      'emp*',
    ];
    const book = compiled(...words);
    expect(termsIn('alike other empty', book)).toEqual([[1, 2], [12], [13, 14]]);
  });

  it('grows with its words, and holds no more than they need', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
    const words = letters.flatMap((one) =>
      letters.flatMap((two) => letters.map((three) => one + two + three)),
    );
    const book = compiled(...words);
    expect(termsIn(words.join(' '), book)).toEqual(words.map((_, at) => [at]));
    const { mask, places } = book.lexicon.whole;
    expect(places).toHaveLength((mask + 1) * 4);
    expect(mask + 1).toBe(2 ** 16);
    expect(book.lexicon.begun.mask).toBe(3);
  });
});

describe('a walk through a word', () => {
  const walkOf = (text: string): WordWalk => {
    const walk = new WordWalk(compiled('soeur').lexicon);
    walk.read(text, 0, text.length);
    return walk;
  };

  it('counts letters, knows the number that digits write, and none for letters', () => {
    expect([walkOf('sœur').letters, walkOf('so\u00ade').letters, walkOf('').letters]).toEqual([5, 3, 0]);
    expect(['', 'abc', '0', '14', '014', '99999', '100000'].map((text) => walkOf(text).number)).toEqual([
      -1, -1, 0, 14, 14, 99_999, 99_999,
    ]);
    expect(walkOf('sœur').list).not.toBe(0);
  });

  it('knows where another word begins: between letter and digit, never at a mark', () => {
    const rows: readonly (readonly [string, number])[] = [
      ['a1', 1],
      ['1a', 1],
      ['0a', 1],
      ['ab', 2],
      ['12', 2],
      ['1', 1],
      ['1\u03012', 3],
      ['a\u0301b', 3],
      ['œ1', 1],
      ['-a', 0],
    ];
    const walk = new WordWalk(compiled('soeur').lexicon);
    expect(rows.map(([text]) => [text, walk.read(text, 0, text.length)])).toEqual(rows);
  });

  it('reads the words between two places until told to stop', () => {
    const book = compiled('boss', 'aunt');
    const seen: number[] = [];
    const visit = (list: number): boolean => seen.push(list) < 2;
    eachWord('boss boss aunt boss', 5, 14, new WordWalk(book.lexicon), visit);
    expect(seen).toEqual(listsIn('boss aunt', book));
    eachWord('boss aunt', 0, 3, new WordWalk(book.lexicon), visit);
    expect(seen.at(-1)).toBe(0);
  });
});

describe('expressions', () => {
  it('are the same where their words are, however they are written', () => {
    const table = new ExpressionTable();
    const one = table.at("won't speak");
    expect(table.at("won't speak")).toBe(one);
    expect(table.at('WON’T  speak')).toBe(one);
    expect(one).toEqual({ words: ['won', 't', 'speak'].map(termOf), slots: [], triggers: [] });
  });

  it('differ in each word, in the bounds of words and in a star', () => {
    const table = new ExpressionTable();
    const texts = ['aa', 'k', 'aw', 'ab c', 'abc', 'abc*', 'a b c'];
    expect(new Set(texts.map((text) => table.at(text))).size).toBe(texts.length);
  });

  it('give the star to the last word of those that an apostrophe makes', () => {
    const words = new ExpressionTable().at("d'un l'employ*").words.map(({ isPrefix }) => isPrefix);
    expect(words).toEqual([false, false, false, true]);
  });

  it('number their words, and grow a tree where longer ones that begin alike share their way', () => {
    const table = new ExpressionTable();
    table.at('boss').slots.push(3);
    table.at('boss').triggers.push(9);
    table.at('crew leader').slots.push(1, 5, 3, 5);
    table.at('crew leader').triggers.push(7);
    table.at('crew crew');
    const { terms, lists, tree, wordsOf } = table.number();
    const [crew = -1, leader = -1] = wordsOf('crew leader');
    const [boss = -1] = wordsOf('boss');
    expect([crew, leader, boss].map((term) => terms[term])).toEqual(['crew', 'leader', 'boss'].map(termOf));
    expect(wordsOf('crew crew')).toEqual([crew, crew]);
    expect(wordsOf('nobody')).toEqual([]);
    expect(terms).toHaveLength(3);
    expect(lists[boss]).toEqual({ slots: [3], triggers: [9], terms: [] });
    expect(lists[crew]).toEqual({ slots: [], triggers: [], terms: [crew] });
    expect(lists[leader]).toEqual({ slots: [], triggers: [], terms: [leader] });
    expect(tree.complete).toHaveLength(4);
    expect(tree.begins).toHaveLength(3);
    const begun = tree.begins[crew] ?? -1;
    const end = tree.children.get(begun * tree.begins.length + leader) ?? -1;
    expect(tree.complete[end]).toEqual({ length: 2, slots: [5, 3, 1], triggers: [7] });
    expect(tree.complete[begun]).toBeUndefined();
    expect(tree.complete[0]).toBeUndefined();
    expect(tree.begins[boss]).toBe(0);
  });

  it('without a word are nothing', () => {
    const table = new ExpressionTable();
    table.at('-').slots.push(1);
    const { terms, lists, tree } = table.number();
    expect([terms.length, lists.length, tree.children.size]).toEqual([0, 0, 0]);
  });
});

describe('the anchors of a pattern', () => {
  const part = (...expressions: readonly (readonly number[])[]) => ({
    gap: 0,
    expressions,
    hasNumbers: false,
  });
  const anchor = (...terms: readonly number[]) => ({ terms, hasNumbers: false });
  const weights = new Map([
    [1, 10],
    [2, 3],
    [3, 20],
  ]);

  it('are the two parts whose words are rarest together, in the order in which they stand', () => {
    expect(chooseAnchors([part([1]), part([3]), part([2])], weights)).toEqual({
      first: anchor(1),
      second: anchor(2),
      span: 2,
    });
    // Rarer each, but not together: 3 and 10 against 20.
    expect(chooseAnchors([part([3]), part([2], [1]), part([3])], weights)?.second).toEqual(anchor(1, 2));
  });

  it('are of each expression its rarest word, and one in no sample is rarer than all', () => {
    expect(chooseAnchors([part([1, 2], [3, 1])], weights)?.first).toEqual(anchor(1, 2));
    expect(chooseAnchors([part([2, 4])], weights)?.first).toEqual(anchor(4));
  });

  it('are one where there is one part, and none without a part', () => {
    expect(chooseAnchors([part([1])], weights)).toEqual({ first: anchor(1), second: undefined, span: 0 });
    expect(chooseAnchors([], weights)).toBeUndefined();
  });

  it('are a number in digits only where nothing else is', () => {
    const numbers = { gap: 0, expressions: [], hasNumbers: true };
    expect(chooseAnchors([numbers, part([3]), part([1])], weights)?.first).toEqual(anchor(3));
    expect(chooseAnchors([numbers], weights)?.first).toEqual({ terms: [], hasNumbers: true });
  });

  it('lie apart by no more than the parts from one to the other, and what may stand between, allow', () => {
    const parts = [part([1]), { ...part([3, 3, 3]), gap: 5 }, { ...part([2, 2]), gap: 3 }];
    // 1, five others, three words, three others, two words: the last is the thirteenth after the first.
    expect(chooseAnchors(parts, weights)?.span).toBe(13);
  });

  it('are weighed by how often they stand in samples', () => {
    const { lexicon, lists } = compiled('boss', 'keep*', 'keeps', 'aunt');
    const weighed = weighWords(['The boss keeps it', 'keeping boss boss', ''], lexicon, lists);
    expect(weighed).toEqual(
      new Map([
        [0, 3],
        [1, 2],
        [2, 1],
      ]),
    );
  });
});
