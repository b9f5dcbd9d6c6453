/** One record of a CSV file. */
export type CsvRow =
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] }
  /** a record that breaks RFC 4180, and how */
  | { readonly kind: 'bad'; readonly line: number; readonly why: string };

const QUOTE = '"';

/** Reads cell by cell, from one place in the text to the next. */
class Reader {
  private readonly text: string;
  private readonly delimiter: string;
  private at: number;
  line = 1;

  constructor(text: string, delimiter: string) {
    this.text = text;
    this.delimiter = delimiter;
    // A byte order mark is no part of the first name.
    this.at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  isDone(): boolean {
    return this.at >= this.text.length;
  }

  /** One record, its line break included. */
  row(): CsvRow {
    const { line } = this;
    const cells: string[] = [];
    for (;;) {
      const cell = this.text[this.at] === QUOTE ? this.quoted() : this.plain();
      if (typeof cell !== 'string') {
        this.skipLine();
        return { kind: 'bad', line, why: cell.why };
      }
      cells.push(cell);
      if (this.text[this.at] !== this.delimiter) break;
      this.at += 1;
    }
    this.lineBreak();
    return { kind: 'row', line, cells };
  }

  private plain(): string | { readonly why: string } {
    const start = this.at;
    while (this.at < this.text.length) {
      const letter = this.text[this.at];
      if (letter === this.delimiter || letter === '\n' || letter === '\r') break;
      if (letter === QUOTE) return { why: 'a quotation mark in a cell that does not begin with one' };
      this.at += 1;
    }
    return this.text.slice(start, this.at);
  }

  private quoted(): string | { readonly why: string } {
    const { at, line } = this;
    const cell = this.quotedCell();
    if (typeof cell === 'string') return cell;
    // A stray mark takes what follows for its cell, up to the next one: the lines below are read as if it were not there.
    this.at = at;
    this.line = line;
    return cell;
  }

  private quotedCell(): string | { readonly why: string } {
    let cell = '';
    this.at += 1;
    for (;;) {
      const end = this.text.indexOf(QUOTE, this.at);
      if (end < 0) return { why: 'a quotation mark that is never closed' };
      const part = this.text.slice(this.at, end);
      this.line += part.split('\n').length - 1;
      cell += part;
      this.at = end + 1;
      if (this.text[this.at] !== QUOTE) break;
      cell += QUOTE;
      this.at += 1;
    }
    const next = this.text[this.at];
    if (next === undefined || next === this.delimiter || next === '\n' || next === '\r') return cell;
    return { why: 'text after the closing quotation mark of a cell' };
  }

  private lineBreak(): void {
    if (this.text[this.at] === '\r') this.at += 1;
    if (this.text[this.at] === '\n') this.at += 1;
    this.line += 1;
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
    this.line += 1;
  }
}

/**
 * Reads CSV by RFC 4180: cells in quotation marks may hold delimiters, line breaks and doubled quotation marks. Line breaks may
 * be CRLF or LF. A record that breaks the rules is told by its line, and reading goes on with the next.
 */
export function csvRows(text: string, delimiter = ','): readonly CsvRow[] {
  const reader = new Reader(text, delimiter);
  const rows: CsvRow[] = [];
  while (!reader.isDone()) {
    const row = reader.row();
    const isBlank = row.kind === 'row' && row.cells.length === 1 && row.cells[0] === '';
    if (!isBlank) rows.push(row);
  }
  return rows;
}

/** A record by the names in the first one. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A CSV file with a header. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly records: readonly CsvRecord[];
  readonly bad: readonly { readonly line: number; readonly why: string }[];
}

/** Reads a CSV file by its header; cells that are empty are left out, and a record with more or fewer cells is bad. */
export function csvTable(text: string, delimiter?: string): CsvTable {
  const [header, ...rows] = csvRows(text, delimiter);
  if (header?.kind !== 'row') return { names: [], records: [], bad: header === undefined ? [] : [header] };
  const names = header.cells.map((name) => name.trim());
  const records: CsvRecord[] = [];
  const bad: { readonly line: number; readonly why: string }[] = [];
  for (const row of rows) {
    if (row.kind === 'bad') bad.push(row);
    else if (row.cells.length !== names.length)
      bad.push({ line: row.line, why: `${row.cells.length} cells where the header has ${names.length}` });
    else records.push({ line: row.line, cells: cellsOf(names, row.cells) });
  }
  return { names, records, bad };
}

function cellsOf(names: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> {
  const named: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [column, cell] of cells.entries()) {
    const text = cell.trim();
    const name = names[column];
    if (text !== '' && name !== undefined) named[name] = text;
  }
  return named;
}
