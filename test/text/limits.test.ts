import type { Language } from '../../src/model/language.js';
import type { PhraseBook, TriggerKind } from '../../src/model/phrase-book.js';
import { compileBook } from '../../src/text/compile-book.js';
import type { LanguageSource } from '../../src/text/phrase-source.js';
import type { Past } from '../../src/text/statement.js';
import { readerOf } from '../../src/text/reader-of.js';
import { TextReader } from '../../src/text/text-reader.js';
import { groupsIn, pastIn, smallBook, statementsIn } from '../support/small-book.js';
import type { SmallGroup } from '../support/small-book.js';

/** Texts with the groups that they must state. */
type Rows = readonly (readonly [string, readonly string[]])[];

const PAPERS = ['papers'];
const SPEAKS = ['speaks'];
const BURNS = ['burns'];
const YES = ['it'];
const stated = (rows: Rows, book?: PhraseBook): Rows => rows.map(([text]) => [text, groupsIn(text, book)]);
/** A book of one group. */
const bookOf = (...patterns: readonly string[]): PhraseBook => smallBook([{ id: 'it', patterns }]);

/** A book of one group with triggers of its own. */
function bookWith(
  triggers: readonly (readonly [TriggerKind, string])[],
  ...patterns: readonly string[]
): PhraseBook {
  return compileBook(
    [
      {
        language: 'en',
        lists: {},
        groups: [{ id: 'it', patterns, unless: [], keepsConditional: false, keepsPast: false }],
        triggers: triggers.map(([kind, expression]) => ({ kind, expression, value: 0 })),
        samples: [],
      },
    ],
    { never: [], but: [] },
  );
}

describe('a compiled book', () => {
  it('refuses a pattern that cannot be read, and says which and why', () => {
    expect(() => bookOf('boss ..')).toThrow(
      expect.objectContaining({
        code: 'content-invalid',
        message: expect.stringMatching(/boss \.\..*between two parts/),
      }),
    );
  });

  it('numbers groups, patterns and look-alikes as they are written', () => {
    const groups: readonly SmallGroup[] = [
      { id: 'one', patterns: ['boss keeps', 'boss took'], unless: ['aunt keeps'], conditional: 'keeps' },
      { id: 'two', patterns: ['boss keeps'] },
    ];
    const book = smallBook(groups);
    expect(book.groups).toEqual([
      { id: 'one', keepsConditional: true, keepsPast: false },
      { id: 'two', keepsConditional: false, keepsPast: false },
    ]);
    expect(book.patterns.map(({ group, isUnless }) => [group, isUnless])).toEqual([
      [0, false],
      [0, false],
      [0, true],
      [1, false],
    ]);
    // boss, keeps, took, aunt, keeps, then boss, keeps: what begins alike in one group is there once
    expect(book.slots.map(({ ends }) => ends)).toEqual([[], [0], [1], [], [2], [], [3]]);
    expect(book.topics).toEqual([
      { language: 'en', from: 0, to: 5 },
      { language: 'en', from: 5, to: 7 },
    ]);
    for (const { slots } of book.lists) expect(slots).toEqual(slots.toSorted((one, other) => other - one));
  });

  it('keeps parts apart whose alternatives or numbers run together', () => {
    const rows: Rows = [
      ['ab x', ['one']],
      ['a y', ['two']],
      ['10 nights', ['four']],
      ['40 days', ['three']],
      ['10 days', []],
      ['1 weeks', []],
      ['3 weeks', ['five']],
    ];
    const book = smallBook([
      { id: 'one', patterns: ['(ab|c) x'] },
      { id: 'two', patterns: ['(a|bc) y'] },
      { id: 'three', patterns: ['(#1-2|#34-50) days'] },
      { id: 'four', patterns: ['(#1-23|#4-50) nights'] },
      { id: 'five', patterns: ['#3-3 weeks'] },
    ]);
    expect(stated(rows, book)).toEqual(rows);
  });

  it('keeps them apart in one group too, whose patterns share how they begin', () => {
    const rows: Rows = [
      ['ab x', YES],
      ['a y', YES],
      ['ab y', []],
      ['a x', []],
      ['20 days', []],
      ['20 hours', YES],
      ['13 days', YES],
      ['1 weeks', YES],
      ['1 months', []],
      ['3 months', YES],
    ];
    const book = bookOf(
      '(ab|c) x',
      '(a|bc) y',
      '(#1-2|#13-14) days',
      '(#1-21|#3-14) hours',
      '#1-2 weeks',
      '#3-4 months',
    );
    expect(stated(rows, book)).toEqual(rows);
  });

  it('gives a group of several languages one number', () => {
    const source = (language: Language, phrase: string): LanguageSource => ({
      language,
      lists: {},
      groups: [{ id: 'it', patterns: [phrase], unless: [], keepsConditional: false, keepsPast: false }],
      triggers: [],
      samples: [],
    });
    const book = compileBook([source('en', 'boss keeps'), source('fr', 'patron garde')], {
      never: [],
      but: [],
    });
    expect(book.groups.map(({ id }) => id)).toEqual(['it']);
    expect(groupsIn('boss keeps. Patron garde.', book)).toEqual(['it', 'it']);
  });

  it('has one reader, made once', () => {
    const [one, other] = [bookOf('boss keeps'), bookOf('boss keeps')];
    expect(readerOf(one)).toBe(readerOf(one));
    expect(readerOf(one)).not.toBe(readerOf(other));
    expect(readerOf(one)).toBeInstanceOf(TextReader);
  });
});

describe('phrases', () => {
  it('take numbers from nought on', () => {
    const rows: Rows = [
      ['0 meals', YES],
      ['3 meals', YES],
      ['4 meals', []],
    ];
    expect(stated(rows, bookOf('#0-3 meals'))).toEqual(rows);
  });

  it('count 24 matches of a sentence', () => {
    const book = smallBook(
      Array.from({ length: 30 }, (_, at) => ({ id: `group-${at}`, patterns: ['papers'] })),
    );
    const found = new TextReader(book).read('papers', {
      language: undefined,
      isAffirmed: false,
      everyPattern: true,
    });
    // Which of them is nobody's business: they say the same of one sentence.
    expect(found).toHaveLength(24);
    expect(new Set(found.flatMap(({ patterns }) => patterns)).size).toBe(24);
  });

  it('may end in an expression that begins with the word before, where that word stood before too', () => {
    const rows: Rows = [
      ['boss boss keeps', YES],
      ['boss keeps', []],
    ];
    expect(stated(rows, bookOf('boss (boss keeps|nothing)'))).toEqual(rows);
    expect(groupsIn('boss boss keeps', bookOf('boss (boss boss keeps|nothing)'))).toEqual([]);
  });

  it('never go on from the sentence before', () => {
    const book = smallBook([
      { id: 'it', patterns: ['boss (boss keeps|nothing)'] },
      { id: 'aunt', patterns: ['aunt came'] },
    ]);
    const rows: Rows = [
      ['boss nothing; aunt boss keeps', YES],
      ['boss; nothing', []],
    ];
    expect(stated(rows, book)).toEqual(rows);
  });

  it('use the longer of two expressions for what follows, in each sentence anew', () => {
    const book = bookOf('boss .. (paid|not paid) her');
    expect(groupsIn('boss has not paid her', book)).toEqual(YES);
    expect(groupsIn('boss not paid her; boss has paid her', book)).toEqual(['it', 'it']);
    const longer = bookOf('(paid out|not paid out) at all');
    expect(groupsIn('not paid out at all', longer)).toEqual(YES);
    expect(groupsIn('not ever paid out at all', longer)).toEqual([]);
  });

  it('yield to a look-alike of their own group alone', () => {
    const rows: Rows = [
      ['Cigarette burns on arm, boyfriend answers for her at her request', BURNS],
      ['Cigarette burns on arm, boyfriend answers for her', ['burns', 'speaks']],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('find the beginning of a word whatever marks and joined letters it is written with', () => {
    const rows: Rows = [
      ['manœuvres', YES],
      ['MANOEUVRING', YES],
      ['Œuvres', YES],
      ['oeuvre', YES],
      ['Cæsarean', YES],
      ['caesarean', YES],
      ['ŒDÈMES', YES],
      ['cou\u00adsins', YES],
      ['c\u00adou\u00ADsins', YES],
      ['re\u0301pondre', YES],
      ['manouvres', []],
      ['uvres', []],
      ['csarean', []],
      ['cou\u00ad', []],
    ];
    const book = bookOf('(manœuvr*|œuvr*|cæsar*|oedem*|cousin*|répond*)');
    expect(stated(rows, book)).toEqual(rows);
  });

  it('have no word inside an expression', () => {
    const rows: Rows = [
      ['boss keeps identity card', PAPERS],
      ['boss keeps identity x card', []],
      ['boss keeps identity boss card', []],
      ['boss keeps identity 3 card', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('are looked for with every pattern of a group where that is asked', () => {
    const book = bookOf('boss keeps', 'keeps papers');
    const read = (everyPattern: boolean | undefined): readonly (readonly number[])[] =>
      new TextReader(book)
        .read('boss keeps papers', {
          language: undefined,
          isAffirmed: false,
          ...(everyPattern === undefined ? {} : { everyPattern }),
        })
        .map(({ patterns }) => patterns);
    expect([read(undefined), read(false), read(true)]).toEqual([[[0]], [[0]], [[0, 1]]]);
  });

  it('keep what was first of two statements that are equally old', () => {
    const text = 'boss took her passport 3 days ago but boss took her papers 5 weeks ago';
    expect(pastIn(text)).toEqual({ kind: 'ago', days: 3, unitDays: 1 });
    const once = 'history of boss took her passport but 3 days ago boss took her papers';
    expect(pastIn(once)).toEqual({ kind: 'ago', days: 3, unitDays: 1 });
  });

  it('yield to masked words only where they use one, and not where a longer expression ends alike', () => {
    const masked = { never: ['toilet papers', 'card'], but: ['identity card'] };
    const book = smallBook([{ id: 'it', patterns: ['boss .. (papers|passport|card)'] }], 'en', masked);
    const rows: Rows = [
      ['boss keeps toilet papers', []],
      ['boss keeps passport and toilet papers', YES],
      ['boss keeps identity card', YES],
      ['boss keeps card', []],
    ];
    expect(stated(rows, book)).toEqual(rows);
  });
});

describe('sentences end or go on', () => {
  it('at 500 characters and not at 499, counted from where they begin', () => {
    const phrase = 'boyfriend answers for her';
    const rows: Rows = [
      [`${'x'.repeat(477)} ${phrase}`, SPEAKS],
      [`${'x'.repeat(478)} ${phrase}`, []],
      [`rest;${'x'.repeat(477)} ${phrase}`, SPEAKS],
      [`rest;${'x'.repeat(478)} ${phrase}`, []],
      [`${phrase}${' x'.repeat(300)}`, SPEAKS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('after a full stop by what follows it and by the word before it', () => {
    const rows: Rows = [
      ['boss came." keeps her passport', []],
      ["boss came.' keeps her passport", []],
      ['boss came.» keeps her passport', []],
      ['boss came.” keeps her passport', []],
      ['boss came.) keeps her passport', []],
      ['boss came.] keeps her passport', []],
      ['boss came.keeps her passport', PAPERS],
      ['boss sat.Keeps her passport', []],
      ['boss Al.Keeps her passport', PAPERS],
      ['boss is 5. Keeps her passport', []],
      ['boss is 0. Keeps her passport', []],
      ['boss J. keeps her passport', PAPERS],
      ['boss • keeps her passport', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('after an abbreviation of the patient that is not the first word, where a capital follows', () => {
    const rows: Rows = [
      ['Pt. Speaks', YES],
      ['Seen pt. Speaks', []],
      ['Seen pt.  Speaks', []],
      ['Seen pt. speaks', YES],
      ['Seen dr. Speaks', YES],
    ];
    expect(stated(rows, bookOf('(pt|dr) speaks'))).toEqual(rows);
  });

  it('with words alone counted in a gap, over signs and lines', () => {
    const line = 'Seen at triage today in the early morning with her boyfriend';
    const rows: Rows = [
      ['boss -- -- -- -- -- -- keeps her passport', PAPERS],
      [`${line} one two three\nanswers for her`, SPEAKS],
      [`${line} one two three four\nanswers for her`, []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('and leave their signs between words: commas, dashes, colons and brackets', () => {
    const rows: Rows = [
      ['not seen here – cigarette burns', BURNS],
      ['not seen here — cigarette burns', BURNS],
      ['not seen here (cigarette burns', BURNS],
      ['not seen here) cigarette burns', BURNS],
      ['not seen here - cigarette burns', []],
      ['cigarette burns = no', []],
      ['cigarette burns [n', []],
      ['cigarette burns, n', BURNS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('have the key of their words alone where a box stands before them', () => {
    const [plain, ticked] = ['', '[x] '].map(
      (box) => statementsIn(`${box}boss keeps her passport`)[0]?.copyKey,
    );
    expect(plain).toBeDefined();
    expect(ticked).toBe(plain);
  });

  it('take the first answer among four words', () => {
    const rows: Rows = [
      ['boss keeps her passport? one two three yes', PAPERS],
      ['boss keeps her passport? one two three four yes', []],
      ['boss keeps her passport? no yes', []],
      ['boss keeps her passport? yes no', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});

describe('sections', () => {
  it('begin at a bare title of at most 40 characters that says nothing else, between sentences', () => {
    const title = (length: number): string => 'Patient education'.padEnd(length);
    const text = 'boss keeps her passport';
    const rows: Rows = [
      [`${title(40)}\n${text}`, []],
      [`${title(41)}\n${text}`, PAPERS],
      [`Seen at triage today by us.\n${title(17)}\n${text}`, []],
      [`Seen at triage today in the early morning by us and her\npatient education\n${text}`, PAPERS],
      [`Family history\n${text}`, []],
      [`Family history today\n${text}`, PAPERS],
      [`\nDischarge instructions:\n${text}`, []],
      [`Note: screening today, ${text}`, PAPERS],
      [`Screening questionnaire: ${text}`, []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('begin in the middle of a line that was broken, where a label stands', () => {
    const long = 'one two three four five six seven eight nine ten boss keeps';
    const rows: Rows = [
      [`${long}\npassport of hers`, PAPERS],
      [`${long}\nher passport: seen`, []],
      [`${long} passport\nplan: home`, PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('are not begun by a line that only has such a word in it, a box, or a line without words', () => {
    const rows: Rows = [
      ['The screening today\nboss keeps her passport', PAPERS],
      ['[x] screening\nboss keeps her passport', PAPERS],
      ['DISCHARGE INSTRUCTIONS\n\n---\nboss keeps her passport', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('of a text before do not go on in the next', () => {
    const reader = new TextReader(smallBook());
    const read = (text: string): number => reader.read(text, { language: 'en', isAffirmed: false }).length;
    expect([read('Discharge instructions:'), read('boss keeps her passport')]).toEqual([0, 1]);
  });
});

describe('a denial, no or not', () => {
  it('is let go by a new person alone, after a comma or a comma and an article', () => {
    const rows: Rows = [
      ['Denies pain, the boyfriend answers for her', SPEAKS],
      ['Denies pain, one two boyfriend answers for her', []],
      ['Denies pain (boyfriend answers for her', []],
      ['Denies pain, cigarette burns by boyfriend', []],
    ];
    expect(stated(rows)).toEqual(rows);
    expect(groupsIn('Denies pain, she sleeps here', bookOf('she sleeps'))).toEqual([]);
  });

  it('reaches from where it ends, and not through what stands before it', () => {
    const rows: Rows = [
      ['one two three four no rash cigarette burns', []],
      ['today, not seen cigarette burns', []],
      ['no doubt cigarette burns', BURNS],
      ['no cigarette burns no doubt', []],
      ['pain absent and cigarette burns', BURNS],
      ['pain: none, cigarette burns', BURNS],
    ];
    expect(stated(rows)).toEqual(rows);
    expect(groupsIn('papers absent', bookOf('papers absent'))).toEqual(YES);
  });

  it('drops what is denied, though the phrase itself says that somebody denies it', () => {
    const book = bookOf('denies .. papers');
    expect(groupsIn('boss denies papers', book)).toEqual(YES);
    expect(groupsIn('no boss denies papers', book)).toEqual([]);
  });

  it('may hold a word that ends a clause elsewhere', () => {
    const book = bookWith(
      [
        ['denial', 'not reports'],
        ['terminators', 'reports'],
      ],
      'burns',
    );
    expect(groupsIn('not reports burns', book)).toEqual([]);
    expect(groupsIn('reports burns', book)).toEqual(YES);
  });

  it('means nothing in another language', () => {
    const source = (language: 'en' | 'fr', id: string, denial: string) => ({
      language,
      lists: {},
      groups: [{ id, patterns: ['burns'], unless: [], keepsConditional: false, keepsPast: true }],
      triggers: [{ kind: 'denial' as const, expression: denial, value: 0 }],
      samples: [],
    });
    const book = compileBook([source('en', 'one', 'denies'), source('fr', 'two', 'nie')], {
      never: [],
      but: [],
    });
    const rows: Rows = [
      ['denies burns', ['two']],
      ['nie burns', ['one']],
      ['burns', ['one', 'two']],
    ];
    expect(stated(rows, book)).toEqual(rows);
  });
});

describe('the person it happened to (decision 24)', () => {
  it('tells or is company within two words', () => {
    const rows: Rows = [
      ['sister one two says cigarette burns', BURNS],
      ['sister one two three says cigarette burns', []],
      ['says sister cigarette burns', []],
      ['with one two sister cigarette burns', BURNS],
      ['with one two three sister cigarette burns', []],
      ['seen but sister has cigarette burns', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('owns the employer or the relative who does it within two words', () => {
    const rows: Rows = [
      ['sister one boss keeps passport', []],
      ['sister one two boss keeps passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
    const book = bookOf('(boyfriend|friend) .. keeps ..2 passport');
    const kept: Rows = [
      ["mother's boyfriend keeps her passport", YES],
      ["mother's boyfriend keeps passport", []],
      ["mother's boyfriend keeps passport from her", []],
      ["her mother's boyfriend keeps passport", []],
      ['mother one two boyfriend keeps her passport', []],
    ];
    expect(stated(kept, book)).toEqual(kept);
  });

  it('owns nothing where an employer or a relative only stands elsewhere in the sentence', () => {
    const rows: Rows = [
      ['sister one two three has cigarette burns, employer knows', []],
      ['sister s friend has cigarette burns, told him', []],
    ];
    expect(stated(rows)).toEqual(rows);
    const wages = bookOf('(boyfriend|friend) .. collects ..2 wages');
    const collected: Rows = [
      ["sister's boyfriend collects her wages", YES],
      ["sister's boyfriend collects still wages", []],
    ];
    expect(stated(collected, wages)).toEqual(collected);
  });

  it('is another patient whose companion does it', () => {
    const book = bookWith(
      [
        ['relations', 'other patient'],
        ['pronouns', 'her'],
        ['terminators', 'but'],
        ['whose', 'whose'],
      ],
      'boyfriend answers for her',
    );
    const rows: Rows = [
      ['other patient whose boyfriend answers for her', []],
      ['other patient here whose boyfriend answers for her', YES],
      ['other patient left but whose boyfriend answers for her', YES],
      ['other patient left and boyfriend answers for her', YES],
    ];
    expect(stated(rows, book)).toEqual(rows);
  });

  it('is nobody whom the phrase names itself, by the whole or by a part of the expression', () => {
    const used = bookOf('boss .. mother .. passport');
    expect(groupsIn('boss keeps mother and passport', used)).toEqual(YES);
    const part = bookWith([['relations', 'her cousin']], 'boss .. cousin .. passport');
    expect(groupsIn('boss keeps her cousin and passport', part)).toEqual(YES);
    const other = bookWith([['relations', 'her cousin']], 'boss .. passport');
    expect(groupsIn('boss keeps her cousin passport', other)).toEqual([]);
  });
});

describe('what is supposed', () => {
  it('is so in the clause of its if, unless a comma follows it at once', () => {
    const rows: Rows = [
      ['If boss keeps her passport but he calls', []],
      ['If, boss keeps her passport', PAPERS],
      ['If one, boss keeps her passport', []],
      ['If but boss keeps her passport', PAPERS],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});

describe('when it was', () => {
  it('needs a unit at the word, with a number or one', () => {
    const days = (count: number): Past => ({ kind: 'ago', days: count, unitDays: 1 });
    const now: Past = { kind: 'now' };
    const once: Past = { kind: 'once' };
    const rows: readonly (readonly [string, Past])[] = [
      ['0 days ago boss took her passport', days(0)],
      ['days ago boss took her passport', once],
      ['boss took her passport days ago', once],
      ['boss took her passport by days ago', once],
      ['boss took her passport days one ago', now],
      ['boss took her passport with ago', now],
      ['il y a days boss took her passport', days(1)],
      ['il y a 0 days boss took her passport', days(0)],
      ['il y a boss took her passport', now],
      ['il y a with boss took her passport', now],
      ['boss took her passport 3 days ago previously', days(3)],
      ['boss took her passport il y a 3 days, not here', days(3)],
    ];
    expect(rows.map(([text]) => [text, pastIn(text)])).toEqual(rows);
  });

  it('goes on still where something has not happened for so long', () => {
    const book = bookOf('boss (not paid|paid)');
    const past = (text: string): Past | undefined => statementsIn(text, book)[0]?.past;
    expect(past('boss not paid il y a 3 days')).toEqual({ kind: 'now' });
    expect(past('boss paid il y a 3 days')).toMatchObject({ days: 3 });
    expect(past('il y a 3 days boss not paid')).toMatchObject({ days: 3 });
  });

  it('is now for a group that keeps its past, up to ninety days', () => {
    const groups = [
      { id: 'it', patterns: ['burns'], unless: [], keepsConditional: false, keepsPast: true },
      { id: 'other', patterns: ['burns'], unless: [], keepsConditional: false, keepsPast: false },
    ];
    const triggers = [
      { kind: 'past' as const, expression: 'previously', value: 0 },
      { kind: 'span' as const, expression: 'last quarter', value: 90 },
      { kind: 'span' as const, expression: 'last season', value: 91 },
    ];
    const book = compileBook([{ language: 'en', lists: {}, groups, triggers, samples: [] }], {
      never: [],
      but: [],
    });
    const kinds = (text: string): readonly string[] => statementsIn(text, book).map(({ past }) => past.kind);
    expect(kinds('last quarter burns')).toEqual(['now', 'ago']);
    expect(kinds('last season burns')).toEqual(['ago', 'ago']);
    expect(kinds('previously burns')).toEqual(['once', 'once']);
  });
});

describe('a first look at labels, and reading after it', () => {
  it('sees questions too, and leaves nothing behind', () => {
    const reader = new TextReader(smallBook());
    const text = 'Q: boss keeps her passport A: no';
    expect(reader.mentions(text)).toBe(true);
    expect(reader.mentions('rest')).toBe(false);
    expect(reader.read(text, { language: undefined, isAffirmed: false })).toEqual([]);
  });
});
