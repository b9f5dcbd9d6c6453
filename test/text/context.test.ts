import { groupsIn, pastIn } from '../support/small-book.js';

/** Texts with the groups that they must state. */
type Rows = readonly (readonly [string, readonly string[]])[];

const stated = (rows: Rows): Rows => rows.map(([text]) => [text, groupsIn(text)]);

describe('ConText negation (cue catalogue 3.1, textProcessing.rules 2 and 3)', () => {
  it('drops what a denial reaches, to the end of the sentence or a terminator', () => {
    const rows: Rows = [
      ['Denies that boyfriend answers for her', []],
      ['Denies any and all of the many kinds of things asked about cigarette burns', []],
      ['Denies pain but boyfriend answers for her', ['speaks']],
      ['Denies pain, states boss keeps her passport', ['papers']],
      ['No evidence of cigarette burns', []],
      ['Boyfriend denied answering for her', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('lets a new person after a comma begin anew', () => {
    const rows: Rows = [
      ['Denies pain, boyfriend answers for her', ['speaks']],
      ['No acute distress, boss keeps her passport', ['papers']],
      ['Denies boyfriend answers for her', []],
      ['Denies pain, cigarette burns', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('reaches six words with no and not, and a comma stops not', () => {
    const rows: Rows = [
      ['no one two three four five six cigarette burns', []],
      ['no one two three four five six seven cigarette burns', ['burns']],
      ['not seen here today cigarette burns', []],
      ['not seen here, cigarette burns', ['burns']],
      ['no rash, cigarette burns', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('drops a phrase with a negation inside that it does not use itself', () => {
    const rows: Rows = [
      ['boyfriend does not answer for her', []],
      ["boyfriend doesn't answer for her", []],
      ['boss never took her passport', []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('lets phrases that are negative themselves yield to a denial only', () => {
    const rows: Rows = [
      ['not allowed to leave', ['free']],
      ['no pain, not allowed to leave', ['free']],
      ['Denies being not allowed to leave', []],
      ["boss won't let her speak", ['lets']],
      ["Denies that boss won't let her speak", []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('drops what is denied or answered with no within four words behind', () => {
    const rows: Rows = [
      ['cigarette burns absent', []],
      ['cigarette burns one two three absent', []],
      ['cigarette burns one two three four absent', ['burns']],
      ['cigarette burns, pain denied', ['burns']],
      ['cigarette burns: no', []],
      ['cigarette burns (n)', []],
      ['cigarette burns no better', ['burns']],
      ['cigarette burns: yes', ['burns']],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});

describe('ConText experiencer (decision 24)', () => {
  it('drops what happened to a relative or another patient', () => {
    const rows: Rows = [
      ['Her sister has cigarette burns', []],
      ['other patient with cigarette burns', []],
      ['Her friend was not allowed to leave', []],
      ["boss keeps her sister's passport", []],
      ["Her sister's boss keeps her passport", []],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('keeps the relative who does it', () => {
    const rows: Rows = [
      ['mother in law answers for the patient', ['speaks']],
      ['Aunt answers for her', ['speaks']],
      ["Aunt won't let her leave", ['lets']],
      ["Mother's boyfriend answers for her", ['speaks']],
      ["Sister won't let pt leave", ['lets']],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('keeps what a relative tells, and those who only came along', () => {
    const rows: Rows = [
      ['Mother states boss keeps passport', ['papers']],
      ['Sister says cigarette burns', ['burns']],
      ['Came with her sister, cigarette burns', ['burns']],
      ['Came in with sister and has cigarette burns', ['burns']],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('stops at a terminator', () => {
    const rows: Rows = [['Sister is well but cigarette burns on back', ['burns']]];
    expect(stated(rows)).toEqual(rows);
  });
});

describe('ConText hypothesis (decision 25)', () => {
  it('drops what is only supposed', () => {
    const rows: Rows = [
      ['If boss keeps her passport call social work', []],
      ['in case of cigarette burns', []],
      ['boss keeps her passport if she asks', ['papers']],
      ['If asked, she nods but boss keeps her passport', ['papers']],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('keeps control and threats beside if, and never what is an instruction', () => {
    const rows: Rows = [
      ['If she brings less she is not allowed to leave', ['free']],
      ['Threatens family if she talks', ['threats']],
      ['Return if anyone threatens family', []],
      ['Call us if not allowed to leave', []],
      ['Call us if unwell but threatens family', ['threats']],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});

describe('ConText temporality', () => {
  it('reads a stated distance in days', () => {
    expect(pastIn('3 years ago boss took her passport')).toEqual({
      kind: 'ago',
      days: 1095.75,
      unitDays: 365.25,
    });
    expect(pastIn('three weeks ago boss took her passport')).toEqual({ kind: 'ago', days: 21, unitDays: 7 });
    expect(pastIn('boss took her passport a month ago')).toEqual({ kind: 'ago', days: 30.4, unitDays: 30.4 });
    expect(pastIn('il y a 3 years boss took her passport')).toEqual({
      kind: 'ago',
      days: 1095.75,
      unitDays: 365.25,
    });
    expect(pastIn('il y a three days boss took her passport')).toEqual({ kind: 'ago', days: 3, unitDays: 1 });
    expect(pastIn('boss took her passport yesterday')).toEqual({ kind: 'ago', days: 1, unitDays: 1 });
    expect(pastIn('last year boss took her passport')).toEqual({ kind: 'ago', days: 365, unitDays: 365 });
  });

  it('reads a year of a life, and takes a distance in days over it', () => {
    expect(pastIn('in 2011 boss took her passport')).toEqual({ kind: 'in', year: 2011 });
    expect(pastIn('boss took her passport in 1920')).toEqual({ kind: 'in', year: 1920 });
    expect(pastIn('boss took her passport in 2100')).toEqual({ kind: 'in', year: 2100 });
    expect(pastIn('room 1919, boss took her passport')).toEqual({ kind: 'now' });
    expect(pastIn('boss took her passport, call 2101')).toEqual({ kind: 'now' });
    expect(pastIn('bed 12, boss took her passport in 2011')).toEqual({ kind: 'in', year: 2011 });
    expect(pastIn('in 2011 boss took her passport 3 years ago')).toMatchObject({ kind: 'ago' });
    expect(pastIn('in 2011 boss took her passport and still keeps it')).toEqual({ kind: 'now' });
  });

  it('knows a past without date, and what goes on still', () => {
    expect(pastIn('history of cigarette burns')).toEqual({ kind: 'once' });
    expect(pastIn('boss took her passport')).toEqual({ kind: 'now' });
    expect(pastIn('boss took her passport 3 years ago and still keeps it')).toEqual({ kind: 'now' });
    expect(pastIn('ago boss took her passport')).toEqual({ kind: 'now' });
    expect(pastIn('history of asthma but boss took her passport')).toEqual({ kind: 'now' });
    expect(pastIn('previously well, 3 days ago boss took her passport')).toMatchObject({ days: 3 });
  });

  it('prefers the statement of now where a sentence says both', () => {
    expect(pastIn('previously boss took her passport but boss keeps her papers')).toEqual({ kind: 'now' });
  });
});

describe('a denial of several things (ConText negation)', () => {
  it('goes on after a comma where that, or, nor stands before the next person', () => {
    const rows: Rows = [
      ['Denies threats, that boss took her passport', []],
      ["Denies pain, or boss won't let her speak", []],
      ['Denies burns, or that boss took her passport', []],
      ['Denies burns, boss took her passport', ['papers']],
      ['Denies burns but that boss took her passport', ['papers']],
      ['Denies burns, states that boss took her passport', ['papers']],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});
