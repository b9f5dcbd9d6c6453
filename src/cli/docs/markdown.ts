/** A Markdown table; cells hold Markdown, in which a bar would end the cell. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Words of the content as Markdown shows them. */
export function plainMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_<[\]]/g, (mark) => `\\${mark}`);
}

/** Words with commas, and the last one joined by a word. */
export function listText(words: readonly string[], last = 'and'): string {
  const head = words.slice(0, -1).join(', ');
  return head === '' ? (words[0] ?? '') : `${head} ${last} ${words.at(-1)}`;
}

/** A link to the block of a cue on the page of the cues. */
export function cueLink(id: string): string {
  return `[${id}](cues.md#${id.toLowerCase()})`;
}
