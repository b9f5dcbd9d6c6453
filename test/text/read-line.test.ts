import { goesOn, readLine } from '../../src/text/read-line.js';
import type { LineKind } from '../../src/text/read-line.js';

const kindOf = (line: string): LineKind => readLine(line, 0, line.length);
const heading = (end: number): LineKind => ({ kind: 'heading', end });
const labelled = (end: number): LineKind => ({ kind: 'labelled', end });
const box = (isTicked: boolean, from: number): LineKind => ({ kind: 'box', isTicked, from });
const TEXT: LineKind = { kind: 'text' };
const BLANK: LineKind = { kind: 'blank' };
type Rows = readonly (readonly [string, LineKind])[];

describe('what a line is for, by its form (textProcessing.rules 4)', () => {
  const rows: Rows = [
    ['', BLANK],
    ['   ', BLANK],
    [' \t\r\u00a0', BLANK],
    ['☑ keeps', box(true, 1)],
    ['☒ keeps', box(true, 1)],
    ['✓ keeps', box(true, 1)],
    ['✔ keeps', box(true, 1)],
    ['☐ keeps', box(false, 1)],
    ['□ keeps', box(false, 1)],
    ['❏ keeps', box(false, 1)],
    ['[] keeps', box(false, 2)],
    ['[ ] keeps', box(false, 3)],
    ['[_] keeps', box(false, 3)],
    ['( ) keeps', box(false, 3)],
    ['(_) keeps', box(false, 3)],
    ['[x] keeps', box(true, 3)],
    ['(X) keeps', box(true, 3)],
    ['[✓] keeps', box(true, 3)],
    ['- [x] keeps', box(true, 5)],
    ['-[x] keeps', box(true, 4)],
    ['  *\t[ ] keeps', box(false, 7)],
    ['•\u00a0☐ keeps', box(false, 3)],
    ['[x) keeps', TEXT],
    ['(x] keeps', TEXT],
    ['[x keeps', TEXT],
    ['ax] keeps', TEXT],
    ['ax) keeps', TEXT],
    ['(x keeps', TEXT],
    ['[a] keeps', TEXT],
    ['(a) keeps', TEXT],
    ['a[x] keeps - her', TEXT],
  ];
  it.each(rows)('reads %j as blank, box or text', (line, kind) => {
    expect(kindOf(line)).toEqual(kind);
  });

  const labels: Rows = [
    ['Note:', heading(4)],
    ['Note: \t\r', heading(4)],
    ['  Note:', heading(6)],
    [':', heading(0)],
    ['Note: keeps', labelled(4)],
    ['Note:\tkeeps', labelled(4)],
    ['Note:\u00a0keeps', labelled(4)],
    ['AB: keeps', labelled(2)],
    ['  AB: keeps', labelled(4)],
    ['Room: 4 keeps', labelled(4)],
    ['one two three four five six: keeps', labelled(27)],
    ['one two three four five six seven: keeps', TEXT],
    ['A: keeps', TEXT],
    ['  A: keeps', TEXT],
    [': keeps', TEXT],
    [':b', TEXT],
    ['a.', TEXT],
    ['ab', TEXT],
    ['Note:keeps', TEXT],
    ['Room 4: keeps', TEXT],
    ['at 10:45 keeps', TEXT],
    ['Seen. Note: keeps', TEXT],
    ['Seen? Note: keeps', TEXT],
    [`${'a'.repeat(59)}: keeps`, labelled(59)],
    [`${'a'.repeat(60)}: keeps`, TEXT],
    [`   ${'a'.repeat(59)}: keeps`, labelled(62)],
    [`   ${'a'.repeat(60)}: keeps`, TEXT],
  ];
  it.each(labels)('finds in %j a label of at most six words and 60 characters, or none', (line, kind) => {
    expect(kindOf(line)).toEqual(kind);
  });

  const titles: Rows = [
    ['NURSING', heading(7)],
    ['DR. SMITH', heading(9)],
    ['# nursing', heading(9)],
    [`# ${'a'.repeat(70)}`, heading(72)],
    ['A'.repeat(60), heading(60)],
    ['A'.repeat(61), TEXT],
    [`   ${'A'.repeat(60)}`, heading(63)],
    [`   ${'A'.repeat(61)}`, TEXT],
    ['Nursing', TEXT],
    ['nursing', TEXT],
    ['1234', TEXT],
    ['NURSING.', TEXT],
    ['NURSING.  ', TEXT],
    ['NURSING;', TEXT],
    ['NURSING!', TEXT],
    ['NURSING?', TEXT],
  ];
  it.each(titles)('takes %j for a title only in capitals or after #, at most 60 characters', (line, kind) => {
    expect(kindOf(line)).toEqual(kind);
  });

  it('looks at no character outside the line', () => {
    const text = 'seen #\nNURSING\nnote: seen';
    expect(readLine(text, 7, 14)).toEqual(heading(14));
    expect(readLine('   seen', 0, 3)).toEqual(BLANK);
    expect(readLine('Note: keeps', 0, 4)).toEqual(TEXT);
    expect(readLine('Note:keeps', 0, 5)).toEqual(heading(4));
    expect(readLine('-   [x] keeps', 0, 3)).toEqual(TEXT);
  });
});

describe('a line that goes on in the next one', () => {
  const after = (length: number, next: string): boolean => goesOn('x'.repeat(length) + next, 0, length);

  it('has 50 characters or more', () => {
    expect([after(49, '\nkeeps'), after(50, '\nkeeps')]).toEqual([false, true]);
    const later = `${'x'.repeat(39)}\n${'x'.repeat(49)}\nkeeps`;
    expect(goesOn(later, 40, 89)).toBe(false);
  });

  it('is followed by a small letter, indented or not, and by no digit, capital or blank line', () => {
    const rows: readonly (readonly [string, boolean])[] = [
      ['\nkeeps', true],
      ['\n   keeps', true],
      ['\n   keeps\nHer', true],
      ['\nétait', true],
      ['\nKeeps', false],
      ['\nǅ', false],
      ['\n3 days', false],
      ['\n\nkeeps', false],
      ['\n  \nkeeps', false],
      ['', false],
    ];
    expect(rows.map(([next]) => [next, after(60, next)])).toEqual(rows);
  });
});
