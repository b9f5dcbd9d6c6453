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
  let line = text.slice(0, start).split('\n').length;
  let depth = 0;
  let isBetween = true;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\n') line += 1;
    if (/\s/.test(letter)) continue;
    if (letter === ']' && depth === 1) return lines;
    if (depth === 1 && isBetween && letter !== ',') {
      lines.push(line);
      isBetween = false;
    }
    if (letter === '"') at = endOfText(text, at);
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    else if (letter === ',' && depth === 1) isBetween = true;
  }
  return lines;
}

function startOfMember(text: string, name: string): number {
  const found = new RegExp(`"${name}"\\s*:\\s*\\[`).exec(text);
  return found === null ? -1 : found.index + found[0].length - 1;
}

/** The closing quotation mark of a text that begins here. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
