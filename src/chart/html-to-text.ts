import { Tokenizer } from 'htmlparser2';

/** Elements that begin and end a line (WHATWG HTML, Rendering, flow content). */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form header hgroup hr html legend li main menu nav ol option p pre section summary table tbody tfoot ' +
    'thead tr ul h1 h2 h3 h4 h5 h6'
  ).split(' '),
);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** Elements whose content is no text of the page. */
const SILENT = new Set(['script', 'style', 'title']);
const LONGEST_NAME = 'blockquote'.length;

/** A line that needs no colon to be told from what follows. */
const MARKED = /[.:!?]$/;

/** Gathers text into lines of cells: runs of white space are one space, blank lines are one. */
class Lines {
  private readonly lines: string[] = [];
  private line = '';
  private pieces: string[] = [];
  private isHeading = false;

  add(piece: string): void {
    this.pieces.push(piece);
  }

  /** Ends the cell. */
  part(): void {
    if (this.pieces.length === 0) return;
    const cell = this.pieces.join('').replaceAll(/\s+/g, ' ').trim();
    this.pieces = [];
    if (cell !== '') this.line = this.line === '' ? cell : `${this.line}\t${cell}`;
  }

  /** Ends the line; a blank one is kept only where a line break asks for it. */
  end(keepBlank = false): void {
    this.part();
    const { line } = this;
    if (line !== '') this.lines.push(this.isHeading && !MARKED.test(line) ? `${line}:` : line);
    else if (keepBlank && this.lines.at(-1) !== '') this.lines.push('');
    this.line = '';
    this.isHeading = false;
  }

  heading(): void {
    this.isHeading = true;
  }

  toString(): string {
    this.end();
    return this.lines.join('\n').trim();
  }
}

/** Follows the tokens of a page; it keeps no stack, so that its cost hangs on the length alone. */
class Page {
  readonly lines = new Lines();
  private preformatted = 0;
  private silent: string | undefined;
  private opening = '';

  text(text: string): void {
    if (this.silent !== undefined) return;
    if (this.preformatted === 0 || !/[\r\n]/.test(text)) return this.lines.add(text);
    for (const [number, line] of text.split(/\r\n?|\n/).entries()) {
      if (number > 0) this.lines.end(true);
      this.lines.add(line);
    }
  }

  open(name: string): void {
    this.opening = name;
    if (name === 'br') return this.lines.end(true);
    if (name === 'td' || name === 'th') return this.lines.part();
    if (!BLOCKS.has(name)) return;
    this.lines.end();
    if (HEADINGS.has(name)) this.lines.heading();
    if (name === 'pre') this.preformatted += 1;
  }

  opened(): void {
    if (SILENT.has(this.opening)) this.silent = this.opening;
  }

  close(name: string): void {
    if (name === this.silent) this.silent = undefined;
    if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
    if (BLOCKS.has(name)) this.lines.end();
  }
}

/**
 * The text of an HTML page or fragment: block elements and `br` end a line, cells are parted by a tab, headings end
 * with a colon, entities are decoded; scripts, styles, titles and comments are left out. Never throws, and linear in
 * the length of whatever it is given.
 */
export function htmlToText(html: string): string {
  const page = new Page();
  const nameAt = (start: number, end: number): string =>
    end - start > LONGEST_NAME ? '' : html.slice(start, end).toLowerCase();
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: true, recognizeSelfClosing: true },
    {
      ontext: (start, end) => page.text(html.slice(start, end)),
      ontextentity: (codePoint) => page.text(String.fromCodePoint(codePoint)),
      onopentagname: (start, end) => page.open(nameAt(start, end)),
      onopentagend: () => page.opened(),
      onclosetag: (start, end) => page.close(nameAt(start, end)),
      onselfclosingtag: ignore,
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return page.lines.toString();
}
