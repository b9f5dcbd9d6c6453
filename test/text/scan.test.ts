import { groupsIn, smallBook, statementsIn } from '../support/small-book.js';
import { MOST_STATED, TextReader } from '../../src/text/text-reader.js';

const PAPERS = ['papers'];
const SPEAKS = ['speaks'];

/** Texts with the groups that they must state. */
type Rows = readonly (readonly [string, readonly string[]])[];

const stated = (rows: Rows): Rows => rows.map(([text]) => [text, groupsIn(text)]);

describe('words: case, accents, apostrophes, digits', () => {
  it('reads without case and accents, composed or not', () => {
    const rows: Rows = [
      ['BOYFRIEND ANSWERS FOR HER', SPEAKS],
      ['Bóyfriend answers for her', SPEAKS],
      ['Bo\u0301yfriend answers for her', SPEAKS],
      ['Boy\u00adfriend answers for her', SPEAKS],
      ['bœyfriend answers for her', []],
    ];
    expect(stated(rows)).toEqual(rows);
    const book = smallBook([{ id: 'soeur', patterns: ['soeur aegis'] }]);
    expect(groupsIn('sœur ægis', book)).toEqual(['soeur']);
    expect(groupsIn('soeur aegis', book)).toEqual(['soeur']);
  });

  it('separates words at apostrophes and hyphens, straight or curly', () => {
    const rows: Rows = [
      ["boss won't let her speak", ['lets']],
      ['boss won’t let her speak', ['lets']],
      ['boss keeps her identity-card', PAPERS],
      ['mother-in-law answers for her', SPEAKS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('reads numbers in digits within their range, both sides, glued to a unit or not', () => {
    const rows: Rows = [
      ['works 11 hours', []],
      ['works 12 hours', ['hours']],
      ['works 20 hours', ['hours']],
      ['works 21 hours', []],
      ['works 14hours', ['hours']],
      ['works 014 hours', ['hours']],
      ['works 1 4 hours', []],
      ['works 999999999999 hours', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('takes a star as every ending, and words without one as they are', () => {
    const rows: Rows = [
      ['boyfriend answering for her', SPEAKS],
      ['boyfriend answ for her', []],
      ['boyfriends answer for her', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});

describe('sentences', () => {
  it('end at full stops, semicolons, marks and lines, and no phrase crosses one', () => {
    const rows: Rows = [
      ['Boyfriend. Answers for her', []],
      ['Boyfriend; answers for her', []],
      ['Boyfriend! answers for her', []],
      ['Boyfriend | answers for her', []],
      ['Boyfriend\nanswers for her', []],
      ['Boyfriend, answers for her', SPEAKS],
      ['Boyfriend (here) answers for her', SPEAKS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('do not end inside numbers or after abbreviations', () => {
    const rows: Rows = [
      ['boss of 2.5 years keeps her passport', PAPERS],
      ['Boyfriend of pt. answers for her', SPEAKS],
      ['boss J. Smith keeps her passport', PAPERS],
      ['Boss came. Keeps her passport', []],
      ['Boss came.Keeps her passport', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('end after an abbreviation of the patient where a new one begins', () => {
    const rows: Rows = [
      ['boyfriend answers for the pt. Boss keeps her passport', ['speaks', 'papers']],
      ['Pt. Smith: boss keeps her passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('go on in the next line where a line was broken by its width', () => {
    const long = 'Seen at triage today in the early morning with her boyfriend who';
    const rows: Rows = [
      [`${long}\nanswers for her`, SPEAKS],
      [`${long}\nAnswers for her`, []],
      [`${long}\n\nanswers for her`, []],
      ['boyfriend\nanswers for her', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('are cut at 500 characters, so that time stays in proportion to the text', () => {
    const filler = (length: number): string => 'x'.repeat(length);
    const rows: Rows = [
      [`${filler(470)} boyfriend answers for her`, SPEAKS],
      [`${filler(483)} boyfriend answers for her`, []],
      [`${filler(600)} boyfriend answers for her`, SPEAKS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('give a group once, however often they say it', () => {
    const rows: Rows = [
      ['boyfriend answers for her and boss keeps passport, boyfriend answers for her', ['speaks', 'papers']],
      ['boyfriend answers for her. boyfriend answers for him', ['speaks', 'speaks']],
      ['boyfriend answers for her. boyfriend answers for her', ['speaks']],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('give a group in a hundred different sentences of a text and no more, unless it was some time ago', () => {
    const many = (times: number, rest: string): readonly string[] =>
      groupsIn(Array.from({ length: times }, (_, number) => `Room ${number}, ${rest}. `).join(''));
    expect(many(MOST_STATED, 'boyfriend answers for her')).toHaveLength(MOST_STATED);
    expect(many(MOST_STATED + 1, 'boyfriend answers for her')).toHaveLength(MOST_STATED);
    expect(many(MOST_STATED + 1, 'boyfriend answered for her 3 years ago')).toHaveLength(MOST_STATED + 1);
    const copies = `${'boyfriend answers for her. '.repeat(MOST_STATED + 1)}Boyfriend answers for him.`;
    expect(groupsIn(copies)).toEqual(['speaks', 'speaks']);
  });

  it('have the same key where they have the same words, whatever the signs between them', () => {
    const keys = (...texts: readonly string[]): readonly (number | undefined)[] =>
      texts.map((text) => statementsIn(text)[0]?.copyKey);
    const [one, two, three] = keys(
      'Boyfriend answers for her.',
      'boyfriend, answers for HER!',
      'boyfriend answers for him.',
    );
    expect(one).toBeDefined();
    expect(one).toBe(two);
    expect(one).not.toBe(three);
    const [joined, apart] = keys('boyfriend an answers for her', 'boyfriend a nanswers answers for her');
    expect(joined).not.toBe(apart);
  });
});

describe('what was asked, not said (textProcessing.rules 4)', () => {
  it('counts a question only where it was answered with yes', () => {
    const rows: Rows = [
      ['Does boss keep passport? boss keeps her passport?', []],
      ['boss keeps her passport? Yes', PAPERS],
      ['boss keeps her passport? No', []],
      ['boss keeps her passport? She does not know', []],
      ['boss keeps her passport? - pt says yes', PAPERS],
      ['boss keeps her passport? one two three four yes', []],
      ['boss keeps her passport?\nA: yes', PAPERS],
      ['boss keeps her passport?\nA: no', []],
      ['boss keeps her passport?\nYes', []],
      ['boss keeps her passport ?tied', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('reads lines of question and answer', () => {
    const rows: Rows = [
      ['Q: boss keeps her passport A: no', []],
      ['Q: boss keeps her passport A: yes', PAPERS],
      ['Q. boss keeps her passport', []],
      ['1) Question: boss keeps her passport Answer: yes', PAPERS],
      ['Q: boss keeps her passport\nA: yes', PAPERS],
      ['Q: boss keeps her passport? A: n', []],
      ['A: boss keeps her passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('reads boxes that are ticked, and not those that are not', () => {
    const rows: Rows = [
      ['[x] boss keeps her passport', PAPERS],
      ['[X] boss keeps her passport', PAPERS],
      ['☑ boss keeps her passport', PAPERS],
      ['- [x] boss keeps her passport', PAPERS],
      ['(x) boss keeps her passport', PAPERS],
      ['[ ] boss keeps her passport', []],
      ['[] boss keeps her passport', []],
      ['☐ boss keeps her passport', []],
      ['(_) boss keeps her passport', []],
      ['[x] does boss keeps her passport?', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('reads a question that a questionnaire answers with yes as a statement', () => {
    const reader = new TextReader(smallBook());
    const read = (text: string, isAffirmed: boolean): number =>
      reader.read(text, { language: undefined, isAffirmed }).length;
    expect(read('Does your boss keeps your passport?', true)).toBe(1);
    expect(read('Does your boss keeps your passport?', false)).toBe(0);
    expect(read('Q: your boss keeps your passport', true)).toBe(1);
  });
});

describe('forms, leaflets and instructions are not what anybody saw', () => {
  it('leaves out what stands under their headings, up to the next heading', () => {
    const rows: Rows = [
      ['Discharge instructions:\nboss keeps her passport', []],
      ['Discharge instructions:\nboss keeps her passport\n\nboss keeps her passport', []],
      ['Discharge instructions:\nrest\nNursing note:\nboss keeps her passport', PAPERS],
      ['DISCHARGE INSTRUCTIONS\nboss keeps her passport', []],
      ['# Patient education\nboss keeps her passport', []],
      ['Patient education\nboss keeps her passport', []],
      ['Patient education was given\nboss keeps her passport', PAPERS],
      ['Family history:\nboss keeps her passport', []],
      ['Plan:\nboss keeps her passport', PAPERS],
      ['NURSING\nboss keeps her passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('leaves out a labelled line, up to the next label or blank line', () => {
    const rows: Rows = [
      ['Screening: boss keeps her passport', []],
      ['Screening: negative\nboss keeps her passport', []],
      ['Screening: negative\nNote: boss keeps her passport', PAPERS],
      ['Screening: negative\n\nboss keeps her passport', PAPERS],
      ['Note: boss keeps her passport', PAPERS],
      ['At 10:45 boss keeps her passport', PAPERS],
      ['Discharge instructions:\nItem: boss keeps her passport', []],
      ['Discharge instructions:\nrest\n\nItem: boss keeps her passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('takes only a few words at the start of a line for a label', () => {
    const rows: Rows = [
      ['one two three four five screening: boss keeps her passport', []],
      ['one two three four five six screening: boss keeps her passport', PAPERS],
      ['She had a screening. Note: boss keeps her passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});

describe('patterns', () => {
  it('allow so many words between two parts and no more', () => {
    const rows: Rows = [
      ['boyfriend one two three answers for her', SPEAKS],
      ['boyfriend one two three four answers for her', []],
      ['boss one two three four five keeps her passport', PAPERS],
      ['boss one two three four five six keeps her passport', []],
      ['passport kept by one boss', []],
      ['passport one two kept by boss', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('begin again wherever a part occurs', () => {
    const rows: Rows = [
      ['boyfriend boyfriend one two three four boyfriend answers for her', SPEAKS],
      ['boss boss keeps keeps her her passport', PAPERS],
      ['mother in law mother in law answers for her', SPEAKS],
      ['mother in mother in law answers for her', SPEAKS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('leave out a sentence that an exclusion of the group matches, and only for that group', () => {
    const rows: Rows = [
      ['At her request boyfriend answers for her', []],
      ['At her request boyfriend answers for her; boyfriend answers for her', SPEAKS],
      ['At her request boss keeps her passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('never use masked words, but for longer expressions that mean something else', () => {
    const masked = { never: ['no papers'], but: ['no papers of identity'] };
    const book = smallBook([{ id: 'none', patterns: ['no papers', 'boss .. papers'] }], 'en', masked);
    expect(groupsIn('patient has no papers', book)).toEqual([]);
    expect(groupsIn('boss says no papers', book)).toEqual([]);
    expect(groupsIn('boss has papers', book)).toEqual(['none']);
    expect(groupsIn('patient has no papers of identity', book)).toEqual(['none']);
  });

  it('of two expressions that end alike the longer counts, with the negation in it', () => {
    const book = smallBook([{ id: 'paid', patterns: ['boss .. (paid|not paid)'] }]);
    expect(groupsIn('boss has not paid', book)).toEqual(['paid']);
    const plain = smallBook([{ id: 'paid', patterns: ['boss .. paid'] }]);
    expect(groupsIn('boss has not paid', plain)).toEqual([]);
  });

  it('hold in the language that the text is in, or in all where it is not said', () => {
    const english = new TextReader(smallBook());
    const text = 'boss keeps her passport';
    const read = (language: 'en' | 'fr' | undefined): number =>
      english.read(text, { language, isAffirmed: false }).length;
    expect([read('en'), read('fr'), read(undefined)]).toEqual([1, 0, 1]);
  });
});

describe('a first look at labels', () => {
  it('sees the words of a phrase whatever is said of them, and nothing else', () => {
    const reader = new TextReader(smallBook());
    expect(reader.mentions('Denies that boss keeps her passport')).toBe(true);
    expect(reader.mentions('boss keeps her')).toBe(false);
    expect(reader.mentions('')).toBe(false);
    expect(reader.read('boss keeps her passport', { language: undefined, isAffirmed: false })).toHaveLength(
      1,
    );
  });
});
