/** Walks a JSON text from one place on, letter by letter, and knows the line. */
class Walker {
  private readonly text: string;
  at: number;
  line: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
    this.line = text.slice(0, start).split('\n').length;
  }

  /** The next letter that is no space, with a text taken as one; undefined at the end. */
  next(): string | undefined {
    while (this.at < this.text.length) {
      const letter = this.text[this.at] ?? '';
      this.at = letter === '"' ? this.endOfText() : this.at + 1;
      if (letter === '\n') this.line += 1;
      if (!/\s/.test(letter)) return letter;
    }
    return undefined;
  }

  /** Behind the closing quotation mark of the text that begins here. */
  private endOfText(): number {
    for (let at = this.at + 1; at < this.text.length; at += 1) {
      if (this.text[at] === '\\') at += 1;
      else if (this.text[at] === '"') return at + 1;
    }
    return this.text.length;
  }
}

const DEEPER: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/**
 * The lines on which the items of a JSON list begin: of the list that the text is, or of the first list that is a member with
 * this name. JSON.parse forgets where things stood, and only a report about something wrong needs it.
 *
 * @param text JSON that was parsed before
 */
export function itemLines(text: string, list: string | undefined): readonly number[] {
  const start = list === undefined ? text.indexOf('[') : startOfMember(text, list);
  if (start < 0) return [];
  const lines: number[] = [];
  const walker = new Walker(text, start + 1);
  let depth = 1;
  // What stands before an item: the bracket of the list, or a comma in it.
  let before = ',';
  for (let letter = walker.next(); letter !== undefined && depth > 0; letter = walker.next()) {
    if (depth === 1) {
      if (before === ',' && letter !== ']') lines.push(walker.line);
      before = letter;
    }
    depth += DEEPER[letter] ?? 0;
  }
  return lines;
}

function startOfMember(text: string, name: string): number {
  const found = new RegExp(`"${name}"\\s*:\\s*\\[`).exec(text);
  return found === null ? -1 : found.index + found[0].length - 1;
}
