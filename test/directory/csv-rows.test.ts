import fc from 'fast-check';
import { csvRows, csvTable } from '../../src/directory/import/csv-rows.js';

const cellsOf = (text: string, delimiter?: string): readonly (readonly string[] | string)[] =>
  csvRows(text, delimiter).map((row) => (row.kind === 'row' ? row.cells : `${row.line}: ${row.why}`));

describe('CSV (RFC 4180)', () => {
  it('rules 1 to 4: records by line break, the last with or without one; spaces are part of a cell', () => {
    const rows = [
      ['aaa', 'bbb', ' c c'],
      ['zzz', '', 'xxx'],
    ];
    expect(cellsOf('aaa,bbb, c c\r\nzzz,,xxx\r\n')).toStrictEqual(rows);
    expect(cellsOf('aaa,bbb, c c\r\nzzz,,xxx')).toStrictEqual(rows);
    expect(cellsOf('aaa,bbb, c c\nzzz,,xxx\n')).toStrictEqual(rows);
    expect(cellsOf('\uFEFFaaa,bbb, c c\nzzz,,xxx\n')).toStrictEqual(rows);
    expect(cellsOf('')).toStrictEqual([]);
  });
  it('rules 5 to 7: quotation marks, with line breaks, commas and doubled ones in them', () => {
    expect(cellsOf('"aaa","b\r\nbb","c,c"\r\n"b""bb",,""')).toStrictEqual([
      ['aaa', 'b\r\nbb', 'c,c'],
      ['b"bb', '', ''],
    ]);
    expect(cellsOf('a;"b;c"', ';')).toStrictEqual([['a', 'b;c']]);
  });
  it('knows the line of each record, whatever its cells hold', () => {
    expect(csvRows('h\n"a\nb\nc"\nd\n').map(({ line }) => line)).toStrictEqual([1, 2, 5]);
  });
  it('tells what breaks the rules by its line, and reads on', () => {
    expect(cellsOf('a\nb"c\nd')).toStrictEqual([
      ['a'],
      '2: a quotation mark in a cell that does not begin with one',
      ['d'],
    ]);
    expect(cellsOf('a\n"b"c\nd')).toStrictEqual([
      ['a'],
      '2: text after the closing quotation mark of a cell',
      ['d'],
    ]);
    expect(cellsOf('a\n"b\nc')).toStrictEqual([['a'], '2: a quotation mark that is never closed', ['c']]);
  });
  it('loses no line to a stray quotation mark, however far away the next one is', () => {
    expect(cellsOf('a\n"b\nc\n"d, e"\nf')).toStrictEqual([
      ['a'],
      '2: text after the closing quotation mark of a cell',
      ['c'],
      ['d, e'],
      ['f'],
    ]);
    expect(csvRows('a\n"b\nc\n"d, e"\nf').map(({ line }) => line)).toStrictEqual([1, 2, 3, 4, 5]);
  });
  it('a record with more or fewer cells than the header is bad, and no other', () => {
    const table = csvTable('id,name\n1,one\n2\n3,three,more\n4, four \n5,\n');
    expect(table.records.map(({ line, cells }) => [line, { ...cells }])).toStrictEqual([
      [2, { id: '1', name: 'one' }],
      [5, { id: '4', name: 'four' }],
      [6, { id: '5' }],
    ]);
    expect(table.bad).toStrictEqual([
      { line: 3, why: '1 cells where the header has 2' },
      { line: 4, why: '3 cells where the header has 2' },
    ]);
  });
  it('a column may be called as members of objects are', () => {
    const [record] = csvTable('__proto__,constructor\na,b\n').records;
    expect(record?.cells['__proto__']).toBe('a');
    expect(record?.cells['toString']).toBeUndefined();
  });
  it('reads whatever was written by the rules', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\n', '\r\n', '""', ' ', 'é'));
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (all, end) => {
        const text = all.map((row) => row.map(quote).join(',')).join(end);
        expect(cellsOf(text)).toStrictEqual(all);
      }),
    );
  });
});
